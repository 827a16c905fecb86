"""Patterns that find Vietnamese words with their accents, or in messages typed without any.

Patterns are written with accents. In a message that has accents "lừa" finds "lừa" only; in one that has none it finds
"lua", which may be any of lừa, lúa, lụa. What a pattern has in capitals is found only with its accents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.vietnamese.normalise import Normalised
from knowledge.vietnamese.unicode import strip_accents

FEW_ACCENTS = 0.3
"""Share of words with an accent below which a message counts as typed without; in Vietnamese prose it is 0.7."""
_RESTORED = "accents"
_LETTER_BY_LETTER = re.compile(r"(?<!\w)\w(?:[.\-_*|]\w){2,}(?!\w)")


@dataclass(frozen=True)
class Readable:
    """What patterns are looked for in, in small letters."""

    text: str
    bare: bool
    """Whether it was typed without accents."""

    @classmethod
    def of(cls, message: Normalised) -> Readable:
        """Take a repaired message, and on a line of its own what was typed, where that differs.

        Where accents were left out they are not guessed: a wrong guess would hide the word that was meant.
        """
        typed = message.original.lower()
        words = re.findall(r"[^\W\d_]+", typed)
        bare = sum(strip_accents(word) != word for word in words) < FEW_ACCENTS * len(words)
        text = _unrestored(message) if bare else message.text.lower()
        lines = dict.fromkeys((text, typed, _LETTER_BY_LETTER.sub(lambda found: re.sub(r"\W|_", "", found[0]), typed)))
        return cls("\n".join(lines), bare)

    @classmethod
    def without_accents(cls, text: str) -> Readable:
        """Take a text as if it had been typed without accents."""
        return cls(strip_accents(text.lower()), bare=True)


@dataclass(frozen=True)
class Words:
    """A pattern for both kinds of messages."""

    accented: re.Pattern[str]
    bare: re.Pattern[str]

    @classmethod
    def compile(cls, pattern: str) -> Words:
        """Compile a regular expression that is to be found as whole words."""
        accented, bare = (re.compile(rf"(?<!\w)(?:{form})(?!\w)") for form in (pattern.lower(), _lenient(pattern)))
        return cls(accented, bare)

    def within(self, message: Readable) -> bool:
        """Tell whether the pattern is in a message."""
        return bool((self.bare if message.bare else self.accented).search(message.text))


def _lenient(pattern: str) -> str:
    """Let each accented small letter of a pattern match its bare letter as well."""
    parts: list[str] = []
    in_class = False
    for letter in pattern:
        in_class = letter == "[" or (in_class and letter != "]")
        bare = strip_accents(letter)
        both = letter.lower() if bare == letter or letter.isupper() else f"{letter}{bare}"
        parts.append(both if in_class or len(both) == 1 else f"[{both}]")
    return "".join(parts)


def _unrestored(message: Normalised) -> str:
    repaired, parts = message.text, []
    for change in message.changes:
        if change.what == _RESTORED and change.after in repaired:
            before, _, repaired = repaired.partition(change.after)
            parts += [before, change.before]
    return "".join((*parts, repaired)).lower()
