"""Where sentences end."""

from __future__ import annotations

import re

# A full stop after these ends no sentence.
_ABBREVIATED = r"(?<!\bTP)(?<!\bTp)(?<!\bTS)(?<!\bThS)(?<!\bPGS)(?<!\bGS)(?<!\bBS)"
_SMALL = "".join(letter for letter in map(chr, range(ord("a"), 0x1EFA)) if letter.islower())
# Looked for at the beginning of a run only: a form's line of 100,000 dots is no reason to look 100,000 times.
SENTENCE_END = re.compile(rf"{_ABBREVIATED}(?<![.!?…])[.!?…]+[\"”)]?\s+(?=[\"“(]?(?:\d|[^\W\d_{_SMALL}]))")
"""A full stop inside a number or an address, and one after a title or before a small letter, ends none."""
_ONLY_NUMBER = re.compile(r"[\W\d]*")


def sentences(text: str) -> tuple[str, ...]:
    """Cut a text into sentences; a number in front of one ("1. Mở …") is part of it."""
    found: list[str] = []
    start = 0
    for edge in (*(match.end() for match in SENTENCE_END.finditer(text)), len(text)):
        piece = text[start:edge].strip()
        if piece and not _ONLY_NUMBER.fullmatch(piece):
            found.append(piece)
            start = edge
    return tuple(found)
