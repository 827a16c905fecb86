"""What a word of a message may stand for, before the words around it decide."""

import re
from collections.abc import Sequence

from knowledge.vietnamese.keyboard import TELEX_TONE_KEYS, decode_telex, decode_vni, squeeze
from knowledge.vietnamese.phrases import Piece
from knowledge.vietnamese.restore import Reading, Restorer
from knowledge.vietnamese.spelling import Speller
from knowledge.vietnamese.syllable import is_syllable
from knowledge.vietnamese.tables import ambiguous_names, names, short_forms
from knowledge.vietnamese.tokens import ends_sentence
from knowledge.vietnamese.unicode import strip_accents

# Nats against leaving a syllable without accents: where no accents are typed, and where some are.
BARE_TEXT, MIXED_TEXT = 1.0, -3.0
# Nats for one edit, and for a letter whose accent was typed otherwise.
EDIT_COST, ACCENT_COST = 5.0, 1.5
# Tables list the meanings of a short form by how common they are in messages; statutes do not know that.
RANK_COST = 3.0
LONGEST_REPAIRED = 28

# A single letter after one of these is a name of something: điểm a, hạng B, mẫu c.
# fmt: off
_LETTER_HEADS = frozenset([
    "điểm", "khoản", "hạng", "loại", "mẫu", "nhóm", "lớp", "tổ", "khu", "tòa", "phần", "mục", "chữ",
    "vitamin", "câu", "ý", "bảng", "cột", "dòng", "kiểu", "cấp", "bậc", "phụ", "diem", "khoan",
    "hang", "loai", "mau", "nhom", "lop", "to", "khu", "toa", "phan", "muc", "chu", "cau", "bang",
    "cot", "dong", "kieu", "cap", "bac", "phu",
])
# fmt: on
_ADDRESSES = frozenset(["ad", "admin", "ạ", "bạn", "shop", "bot", "em", "anh", "chị", "e"])
_VNI = re.compile(r"[^\W\d_]+[0-9][^\W_]*")


class ReadingMaker:
    """Makes the readings of words; what they mean alone first, then what they may have been meant as."""

    def __init__(self, restorer: Restorer) -> None:
        self._restorer = restorer
        self._model = restorer.model
        self._speller = Speller(restorer.model)

    def is_known(self, word: str) -> bool:
        """Tell whether a lower-case word can stand as it is."""
        return word in self._model or word in names() or (not word.isascii() and is_syllable(word))

    def prepare(self, pieces: list[Piece]) -> None:
        """Settle what needs no context: names, short forms, held keys, Telex and VNI leftovers.

        :param pieces: The pieces of a message; changed in place.
        """
        words = [piece for piece in pieces if piece.kind == "word" and len(piece.text) > 1]
        shouting = bool(words) and all(piece.text.isupper() for piece in words)
        vni = any(piece.kind == "fixed" and self._vni(piece, inside=True) for piece in pieces)
        previous, starts = "", True
        for at, piece in enumerate(pieces):
            if piece.kind == "gap":
                starts = starts or ends_sentence(piece.text)
                continue
            if piece.kind == "fixed" and vni:
                self._decode_vni(piece)
            if piece.kind == "word" and not piece.settled:
                capital = piece.text[:1].isupper() and not shouting
                piece.proper = capital and not starts
                acronym = capital and len(piece.text) > 1 and piece.text.isupper()
                letter = len(piece.word) == 1 and (
                    (capital and at > 0) or previous in _LETTER_HEADS or _is_marked(pieces, at)
                )
                self._settle(piece, acronym=acronym, letter=letter)
                if piece.meanings and _is_last(pieces, at):
                    piece.at_end()
            previous, starts = piece.word, False

    def _settle(self, piece: Piece, *, acronym: bool, letter: bool) -> None:
        """Look one word up in the tables; failing that, try what keyboards do to words."""
        word = piece.word
        if letter or len(word) > LONGEST_REPAIRED or (word in names() and word not in ambiguous_names()):
            piece.settled = True
        elif self._is_short(piece, word, acronym=acronym) or self.is_known(word):
            return
        elif acronym:
            piece.settled = True
        elif not piece.proper:
            self._unjam(piece)

    def _is_short(self, piece: Piece, word: str, *, acronym: bool) -> bool:
        """Give a piece the meanings of a short form, if the word is one."""
        short = short_forms().get(word)
        if short is None or (acronym and short.kind != "abbreviation"):
            return False
        piece.meanings, piece.end_meaning = short.meanings, short.at_end
        piece.what, piece.settled = short.kind, True
        return True

    def _unjam(self, piece: Piece) -> None:
        """Undo held keys and Telex leftovers in a word that is no word."""
        squeezed = squeeze(piece.word)
        if squeezed != piece.word:
            piece.what = "repeat"
            piece.word = squeezed
            if self._is_short(piece, squeezed, acronym=False) or self.is_known(squeezed):
                return
        if strip_accents(piece.word) in self._model.by_key:
            return
        decoded = decode_telex(piece.word)
        if decoded is not None and decoded in self._model:
            piece.word, piece.what = decoded, "keyboard"
            return
        if piece.word[-1:] in TELEX_TONE_KEYS and piece.word[:-1] in self._model.by_key:
            # A tone key, but no shape keys: "nguoif". The syllable is among the accentings of "nguoi".
            piece.word = piece.word[:-1]
            return
        single = squeeze(piece.word, doubles=True)
        if single != piece.word:
            if self._is_short(piece, single, acronym=False):
                return
            if self.is_known(single) or single in self._model.by_key:
                piece.word, piece.what = single, "repeat"

    def _vni(self, piece: Piece, *, inside: bool) -> str | None:
        """Decode a token of letters and digits as VNI; ``inside`` asks for a digit before the end."""
        word = piece.text.lower()
        if not _VNI.fullmatch(word) or (inside and not re.search(r"[0-9][^\W\d_]", word)):
            return None
        decoded = decode_vni(word)
        return decoded if decoded is not None and decoded in self._model else None

    def _decode_vni(self, piece: Piece) -> None:
        """Turn a token into a word where a message shows that VNI keys went wrong in it."""
        decoded = self._vni(piece, inside=False)
        if decoded is not None:
            piece.kind, piece.word, piece.what, piece.settled = "word", decoded, "keyboard", True

    def readings(self, piece: Piece, bare_cost: float | None) -> Sequence[Reading]:
        """All readings of a word piece.

        :param piece: A prepared piece of kind ``word``.
        :param bare_cost: Nats against leaving a word bare; None where accents are not to be restored.
        :return: At least one reading.
        """
        make, word = self._restorer.reading, piece.word
        if piece.meanings:
            return [make(meaning, piece.what, rank * RANK_COST) for rank, meaning in enumerate(piece.meanings)]
        as_typed = make(word, piece.what if piece.what in ("keyboard", "repeat") else "")
        if self._stands(piece, bare_cost):
            return [as_typed]
        accentings = self._accentings(word, MIXED_TEXT if bare_cost is None else bare_cost)
        if accentings:
            return accentings
        if self.is_known(word) or (bare_cost != BARE_TEXT and piece.before[:1].isupper()):
            return [as_typed]
        return [as_typed, *self._guesses(word, bare=bare_cost == BARE_TEXT)]

    def _stands(self, piece: Piece, bare_cost: float | None) -> bool:
        """Tell whether a word is beyond doubt as it is."""
        word, known = piece.word, self.is_known(piece.word)
        if piece.settled or (known and not word.isascii()):
            return True
        if bare_cost != BARE_TEXT and (piece.proper or word in names()):
            return True
        return bare_cost is None and (known or is_syllable(word))

    def _accentings(self, word: str, bare_cost: float) -> Sequence[Reading]:
        """Syllables with the same plain letters; accents typed otherwise cost."""
        accentings = self._restorer.accentings(strip_accents(word), bare_cost)
        if word.isascii():
            return accentings
        return [
            reading._replace(kind="accents", cost=ACCENT_COST * _differences(word, reading.text))
            for reading in accentings
        ]

    def _guesses(self, word: str, *, bare: bool) -> list[Reading]:
        """Words stuck together, else typos one edit away."""
        if len(word) > LONGEST_REPAIRED:
            return []
        parts = self._speller.split(word)
        if parts is not None:
            return [self._restorer.reading(self._accented(parts), "split", -EDIT_COST)]
        return [
            self._restorer.reading(near, "spelling", EDIT_COST) for near in self._speller.corrections(word, bare=bare)
        ]

    def _accented(self, parts: list[str]) -> str:
        """Restore the accents of words that were stuck together, if they have none."""
        if not all(part.isascii() for part in parts):
            return " ".join(parts)
        path = self._restorer.best_path([self._restorer.accentings(part, BARE_TEXT) for part in parts])
        return " ".join(reading.text for reading in path)


def _differences(typed: str, text: str) -> int:
    """Number of letters that differ where the plain letters are the same; typed bare letters are free."""
    return sum(old != new and not old.isascii() for old, new in zip(typed, text, strict=len(typed) == len(text)))


def _is_last(pieces: list[Piece], at: int) -> bool:
    """Tell whether no word of the sentence follows, save a form of address."""
    for piece in pieces[at + 1 :]:
        if piece.kind == "gap" and ends_sentence(piece.text):
            return True
        if piece.kind == "fixed" or (piece.kind == "word" and piece.word not in _ADDRESSES):
            return False
    return True


def _is_marked(pieces: list[Piece], at: int) -> bool:
    """Tell whether a letter belongs to a number or stands in a list or a pair: ``50 k``, ``a)``, ``a/c``."""
    before = pieces[at - 1] if at else None
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    beyond = pieces[at - 2] if at > 1 else None
    return (
        (after is not None and after.text[:1] in tuple(")/.-'&"))
        or (before is not None and before.text[-1:] in tuple("(/-'"))
        or (beyond is not None and beyond.kind == "fixed" and before is not None and before.text == " ")
    )
