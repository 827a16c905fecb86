"""What about a topic a question asks: its fee, its place, its papers … (the aspects of `knowledge/README.md`)."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from knowledge.reading import read_yaml
from knowledge.vietnamese.unicode import strip_accents, to_nfc


def aspects_of(text: str) -> tuple[str, ...]:
    """Return the aspects a question asks about, in the order of `aspects.yml`; empty where none shows.

    Read off the unaccented text, so that typed accents make no difference.

    :param text: a message in any spelling.
    """
    return _take_out(text)[0]


def names_nothing(text: str) -> bool:
    """Tell whether a question is only an aspect, with nothing that it could be about ("thế mất bao lâu?").

    :param text: a message whose accents are typed or restored: "thế" names nothing, "thẻ" does.
    """
    aspects, rest = _take_out(text)
    return bool(aspects) and not set(rest.split()) - function_words()


@lru_cache(maxsize=1024)
def _take_out(text: str) -> tuple[tuple[str, ...], str]:
    """Return the aspects of a text and what is left of it, accents kept."""
    left = re.sub(r"[^\w]", " ", to_nfc(text).lower())
    bare = re.sub(r"\s", " ", strip_accents(left))  # letter for letter, so that places in one are places in the other
    found: list[str] = []
    for aspect, pattern in _patterns():
        spans = [match.span() for match in pattern.finditer(bare)]
        for start, end in spans:
            gap = " " * (end - start)
            left, bare = left[:start] + gap + left[end:], bare[:start] + gap + bare[end:]
        if spans:
            found.append(aspect)
    return tuple(found), left


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """Words that name nothing, also without accents; "the" may be "thẻ" and is none."""
    words = read_yaml(Path(__file__).with_name("function_words.yml"))
    return frozenset((*words, *map(strip_accents, words))) - {"the"}


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table: dict[str, list[str]] = read_yaml(Path(__file__).with_name("aspects.yml"))
    return tuple((aspect, re.compile("|".join(phrases))) for aspect, phrases in table.items())
