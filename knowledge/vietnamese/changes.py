"""What was changed in a message, and why, for people to read."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.vietnamese.phrases import Piece
from knowledge.vietnamese.unicode import to_nfc

WHY = {
    "characters": "ký tự lạ hoặc không nhìn thấy được",
    "accents": "thêm dấu còn thiếu",
    "teencode": "viết tắt kiểu nhắn tin",
    "abbreviation": "chữ viết tắt",
    "dialect": "tiếng địa phương",
    "keyboard": "phím Telex, VNI còn sót lại",
    "spelling": "lỗi chính tả hoặc gõ nhầm",
    "split": "các chữ viết dính nhau",
    "repeat": "phím bị giữ lâu, chữ lặp lại",
    "name": "tên ứng dụng viết theo cách đọc",
    "tone": "đặt dấu thanh đúng vị trí",
}
"""The kinds of change, in Vietnamese."""

_MAX_CHARACTERS_SHOWN = 20


@dataclass(frozen=True)
class Change:
    """One thing that was changed.

    :param what: A key of `WHY`.
    :param before: As typed.
    :param after: As it reads now.
    """

    what: str
    before: str
    after: str

    @property
    def why(self) -> str:
        """The reason, in Vietnamese."""
        return WHY[self.what]


def collected(pieces: Iterable[Piece]) -> tuple[Change, ...]:
    """Collect the changes of a repaired message, joining neighbours of one kind.

    :param pieces: The pieces of the message, in order.
    """
    changes: list[Change] = []
    gap: str | None = None
    for piece in pieces:
        if piece.text == piece.before:
            gap = piece.text if piece.kind == "gap" and changes and gap is None else "\n"
            continue
        last = changes[-1] if changes else None
        if last is not None and not piece.before:
            changes[-1] = Change(last.what, last.before, last.after + piece.text)
        elif last is not None and last.what == piece.what and gap == " ":
            changes[-1] = Change(last.what, f"{last.before} {piece.before}", f"{last.after} {piece.text}")
        else:
            changes.append(Change(piece.what, piece.before, piece.text))
        gap = None
    return tuple(changes)


def cleaned_characters(typed: str) -> tuple[Change, ...]:
    """Tell in which words characters were cleaned: composed, unmasked, or taken out because they cannot be seen.

    :param typed: The message as it came, at most so many words of it as anybody looks at.
    """
    words = (word for word in typed.split(" ") if word)
    found = (Change("characters", word, clean) for word in words if (clean := to_nfc(word)) != word)
    return tuple(change for change, _ in zip(found, range(_MAX_CHARACTERS_SHOWN), strict=False))


def visible(text: str) -> str:
    """Show characters that cannot be seen, or not be told from others, by their code points.

    :param text: A piece of a message as typed.
    """
    return "".join(
        letter if letter == to_nfc(letter) and not unicodedata.combining(letter) else f"‹U+{ord(letter):04X}›"
        for letter in text
    )
