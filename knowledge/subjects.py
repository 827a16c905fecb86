"""Which papers and matters a text names, by the reviewed list of `subjects.yml`."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from knowledge.reading import read_yaml
from knowledge.vietnamese.unicode import strip_accents, to_nfc


class Named(NamedTuple):
    """A subject at its place in the text; `text[start:end]` is its name."""

    subject: str
    start: int
    end: int


def named_in(text: str) -> tuple[Named, ...]:
    """Return the subjects that a text names, in order, none inside another.

    Read off the text with and without its accents, letter for letter, so that places hold for the text itself.

    :param text: a message in clean NFC, in any spelling.
    """
    lowered = to_nfc(text).lower()
    readings = (lowered, strip_accents(lowered))
    found = {Named(key, *m.span()) for key, pattern in _patterns() for read in readings for m in pattern.finditer(read)}
    named: list[Named] = []
    for name in sorted(found, key=lambda n: (n.start, n.start - n.end)):
        if not named or name.start >= named[-1].end:
            named.append(name)
    return tuple(named)


def subjects_of(text: str) -> frozenset[str]:
    """Return the keys of the subjects that a text names."""
    return frozenset(name.subject for name in named_in(text))


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table: dict[str, list[str]] = read_yaml(Path(__file__).with_name("subjects.yml"))
    return tuple((key, re.compile(rf"\b(?:{'|'.join(names)})\b")) for key, names in table.items())
