"""What about a topic a question asks: its fee, its place, its papers … (the aspects of `knowledge/README.md`)."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from knowledge.passage import ASPECTS
from knowledge.reading import read_yaml
from knowledge.vietnamese.unicode import strip_accents, to_nfc

PERSONS = ("child", "elderly", "no_phone", "far_away", "foreigner", "overseas")
"""Aspects that name another kind of person; their passages often stand under a topic of their own."""


def aspects_of(text: str) -> tuple[str, ...]:
    """Return the aspects a question asks about, in the order of `aspects.yml`; empty where none shows.

    Read off the unaccented text, so that typed accents make no difference.

    :param text: a message in any spelling.
    """
    return tuple(dict.fromkeys(aspect for aspect, _, _ in _phrases(text)))


def without_aspects(text: str, aspects: Collection[str]) -> str:
    """Return a text without the phrases that ask about some aspects, in small letters, accents kept.

    :param aspects: those whose phrases go.
    """
    left = re.sub(r"[^\w]", " ", to_nfc(text).lower())
    for aspect, start, end in _phrases(text):
        if aspect in aspects:
            left = left[:start] + " " * (end - start) + left[end:]
    return " ".join(left.split())


def content_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, in small letters, that are neither an aspect's nor name nothing."""
    return tuple(word for word in without_aspects(text, ASPECTS).split() if word not in function_words())


def names_nothing(text: str) -> bool:
    """Tell whether a question is only an aspect, with nothing that it could be about ("thế mất bao lâu?").

    :param text: a message whose accents are typed or restored: "thế" names nothing, "thẻ" does.
    """
    return bool(aspects_of(text)) and not content_words(text)


@lru_cache(maxsize=1024)
def _phrases(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return the aspects of a text with where their phrases begin and end."""
    bare = re.sub(r"[^\w]", " ", strip_accents(to_nfc(text).lower()))  # letter for letter: places hold for both
    found: list[tuple[str, int, int]] = []
    for aspect, pattern in _patterns():
        for start, end in [match.span() for match in pattern.finditer(bare)]:
            bare = bare[:start] + " " * (end - start) + bare[end:]
            found.append((aspect, start, end))
    return tuple(found)


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """Words that name nothing, also without accents; "the" may be "thẻ" and is none."""
    words = read_yaml(Path(__file__).with_name("function_words.yml"))
    return frozenset((*words, *map(strip_accents, words))) - {"the"}


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table: dict[str, list[str]] = read_yaml(Path(__file__).with_name("aspects.yml"))
    return tuple((aspect, re.compile(rf"\b(?:{'|'.join(phrases)})\b")) for aspect, phrases in table.items())
