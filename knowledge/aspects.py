"""What about a topic a question asks: its fee, its place, its papers … (the aspects of `knowledge/README.md`)."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from knowledge.reading import read_yaml
from knowledge.vietnamese.unicode import strip_accents


def aspects_of(text: str) -> tuple[str, ...]:
    """Return the aspects a question asks about, in the order of `aspects.yml`; empty where none shows.

    Read off the unaccented text, so that typed accents make no difference.

    :param text: a message in any spelling.
    """
    rest = re.sub(r"[^\w]+", " ", strip_accents(text.lower()))
    found: list[str] = []
    for aspect, pattern in _patterns():
        rest, count = pattern.subn(" ", rest)
        if count:
            found.append(aspect)
    return tuple(found)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table: dict[str, list[str]] = read_yaml(Path(__file__).with_name("aspects.yml"))
    return tuple((aspect, re.compile("|".join(phrases))) for aspect, phrases in table.items())
