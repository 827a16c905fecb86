"""The copy of a message that the patterns read, and what they have claimed of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.turn.masking.spelled import PAD, digits_for_lookalikes, digits_for_words
from knowledge.vietnamese.unicode import strip_accents, to_nfc

HELD, MASKED = "\ue000", "\ue001"
"""Stand in the copy for what has been claimed, so that no other pattern can touch it."""

_UNREADABLE = re.compile("[\u0300-\u036f\ue000-\uf8ff]")
"""Marks on digits, and private characters, of which some are ours."""

SEP = rf"(?:[^\w\s,;?!%$=<>&#+\"{HELD}{MASKED}{PAD}]|[ \t_])"
"""One character that may stand inside a number."""
D = rf"\d{PAD}*"
"""One digit, also one that was a word."""
GAP = rf"(?:{SEP}{{0,4}}|,|(?<={PAD}), )"
"""What may stand between two digits of a number. A comma with a space behind it parts two numbers, but not words."""
WORD_START = r"(?<![^\W\d_])"
"""No letter before; a digit may be, for labels are typed without a space."""

OWNER = (
    "toi, tui, tao, em, minh, bac, chau, con, chi, anh, me, ma, ba, bo, vo, chong, ong, co, chu, cau, di, thim, "
    "nha, ban, nguoi, ho, hoi, no, be, chung, gai, trai, ngoai, noi, ruot, hang xom"
)
"""Words for whose a number is."""


def any_of(*words: str) -> str:
    """Return a pattern for any of the words, which commas part."""
    return f"(?:{'|'.join(word.strip() for group in words for word in group.split(','))})"


_SURE, _LOCAL = 9, 7
"""Digits from which a number is masked whatever it looks like; of a phone without its area."""

Fits = Callable[[re.Match[str], "Work"], bool]


@dataclass(frozen=True)
class Span:
    """What will be masked: characters `start` to `end` of the text."""

    start: int
    end: int
    kind: str


@dataclass
class Work:
    """A message under work.

    :param text: in clean NFC with ASCII digits.
    :param key: of the same length, character for character: small letters, no accents, what is spelled as digits;
        claimed characters are replaced.
    :param plain: the key before anything was claimed.
    """

    text: str
    key: str
    plain: str
    spans: list[Span] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> Work:
        """Clean a message; what cannot be seen could hide a number here and be gone before Rasa."""
        shown = _UNREADABLE.sub("", to_nfc(text))
        if not shown.isascii():
            shown = "".join(_ascii_digit(c) if c.isdigit() else c for c in shown)
        low = shown.lower()
        if len(low) != len(shown):  # a capital of another language that has no single small letter
            low = "".join(c.lower() if len(c.lower()) == 1 else c for c in shown)
        key = digits_for_lookalikes(strip_accents(digits_for_words(low)))
        return cls(shown, key, key)

    def hold(self, pattern: re.Pattern[str], fits: Fits | None = None) -> None:
        """Claim what nothing may mask."""
        self._claim(pattern, None, fits)

    def mask(self, pattern: re.Pattern[str], kind: str | Callable[[str], str], fits: Fits | None = None) -> None:
        """Claim what must be masked: the group `value`, or all where there is no such group.

        :param kind: what it is, or what tells it from the value.
        :param fits: looks at a match more closely than a pattern can.
        """
        self._claim(pattern, kind, fits)

    def add(self, start: int, end: int, kind: str) -> None:
        """Claim characters that no pattern of numbers is to find; they may cover numbers that are claimed already."""
        self.spans.append(Span(start, end, kind))

    def _claim(self, pattern: re.Pattern[str], kind: str | Callable[[str], str] | None, fits: Fits | None) -> None:
        group = "value" if "value" in pattern.groupindex else 0

        def take(match: re.Match[str]) -> str:
            start, end = match.span(group)
            if start < 0 or (fits and not fits(match, self)):
                return match[0]
            if kind:
                self.spans.append(Span(start, end, kind if isinstance(kind, str) else kind(match[group])))
            first = match.start()
            return f"{match[0][: start - first]}{(MASKED if kind else HELD) * (end - start)}{match[0][end - first :]}"

        self.key = pattern.sub(take, self.key)


def digits_of(value: str) -> str:
    """Return the digits of a number without what stands between them."""
    return "".join(c for c in value if c.isdigit())


def groups_of(value: str) -> list[str]:
    """Return the groups of digits of a number."""
    return re.findall(r"\d+", value)


def is_counting(value: str) -> bool:
    """Tell whether a run of digits is a list of small numbers that grow: "13 14 15 16 17"."""
    groups = groups_of(value)
    if len(groups) < 3 or any(len(group) > 2 or group[0] == "0" for group in groups):
        return False
    numbers = [int(group) for group in groups]
    if numbers[-2:] == [9, 1] and PAD in value:  # "mười" is read as one digit
        numbers[-1] = 10
    return all(0 < after - before <= 3 for before, after in zip(numbers, numbers[1:], strict=False))


def is_number(match: re.Match[str], work: Work) -> bool:
    """Tell a number that is called one from what may follow the same word: an amount, years, heads of numbers."""
    value = match["value"]
    digits = digits_of(value)
    if len(digits) >= _SURE:
        return not is_counting(value)
    groups = groups_of(value)
    years = all(re.fullmatch(r"(?:19|20)\d\d", group) for group in groups)
    heads = len(digits) < _LOCAL and len(groups) > 1 and not any(c.isalpha() for c in value)
    return not (years or heads or (digits.endswith("000") and digits[0] != "0"))


def _ascii_digit(character: str) -> str:
    return str(unicodedata.digit(character))
