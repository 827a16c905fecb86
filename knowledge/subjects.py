"""Which papers and matters a text names, by the reviewed list of `subjects.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
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


@lru_cache(maxsize=4096)
def named_in(text: str) -> tuple[Named, ...]:
    """Return the subjects that a text names, in order, none inside another.

    Read off the text without its accents, letter for letter, so that places hold for the text itself; a name that has
    accents in the list is looked for with them.

    :param text: a message in clean NFC, in any spelling.
    """
    lowered = to_nfc(text).lower()
    bare = strip_accents(lowered)
    found = (
        Named(key, *match.span())
        for key, pattern, accented in _patterns()
        for match in pattern.finditer(lowered if accented else bare)
    )
    named: list[Named] = []
    for name in sorted(found, key=lambda n: (n.start, n.start - n.end)):
        if not named or name.start >= named[-1].end:
            named.append(name)
    return tuple(named)


def subjects_of(text: str) -> frozenset[str]:
    """Return the keys of the subjects that a text names."""
    return frozenset(name.subject for name in named_in(text))


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    """Return key, pattern and whether it has accents."""
    table: dict[str, list[str]] = read_yaml(Path(__file__).with_name("subjects.yml"))
    names = [(key, name, strip_accents(name) != name) for key, written in table.items() for name in written]
    groups = dict.fromkeys((key, accented) for key, _, accented in names)
    return tuple(
        (key, _compiled(n for k, n, a in names if (k, a) == (key, accented)), accented) for key, accented in groups
    )


def _compiled(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(names)})\b")
