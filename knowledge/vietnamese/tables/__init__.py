"""The reviewed tables, read once and kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from knowledge.vietnamese.syllable import place_tone
from knowledge.vietnamese.unicode import to_nfc

_FOLDER = Path(__file__).parent


class Short(NamedTuple):
    """What a short form can stand for.

    :param meanings: One or more; the words around decide.
    :param kind: ``teencode``, ``abbreviation`` or ``dialect``.
    :param at_end: What it stands for at the end of a sentence, if that is sure.
    """

    meanings: tuple[str, ...]
    kind: str
    at_end: str = ""


@dataclass(frozen=True)
class Phrase:
    """Words to put in place of other words.

    :param words: The words as typed, lower case.
    :param meaning: What to put in their place.
    :param kind: What sort of change that is.
    :param unless_before: Words that must not stand before.
    :param unless_after: Words that must not stand after.
    :param at_end: Only at the end of a sentence.
    :param at_start: Only at the beginning of a sentence.
    """

    words: tuple[str, ...]
    meaning: str
    kind: str
    unless_before: frozenset[str] = frozenset()
    unless_after: frozenset[str] = frozenset()
    at_end: bool = False
    at_start: bool = False


PhraseTable = dict[str, list[Phrase]]


@lru_cache(maxsize=1)
def names() -> frozenset[str]:
    """Names and foreign words that are never touched, lower case."""
    return frozenset(row[0] for row in _rows("names.tsv"))


@lru_cache(maxsize=1)
def ambiguous_names() -> frozenset[str]:
    """Names that may be a syllable without its accents, such as ``the``."""
    return frozenset(row[0] for row in _rows("names.tsv") if row[1:] == ["syllable"])


@lru_cache(maxsize=1)
def short_forms() -> dict[str, Short]:
    """Short forms of one word, by the lower-case word."""
    return {row[0]: Short(tuple(row[1].split("|")), *row[2:]) for row in _rows("teencode.tsv")}


@lru_cache(maxsize=1)
def early_phrases() -> PhraseTable:
    """Phrases that are put right before anything else, by their first word, longest first."""
    return _by_first_word(Phrase(_words(row[0]), row[1], row[2]) for row in _rows("phrases.tsv"))


@lru_cache(maxsize=1)
def late_phrases() -> PhraseTable:
    """Dialect and spelling variants, read when accents are in place, by first word, longest first."""
    return _by_first_word(
        [
            *(
                Phrase(
                    *(_words(row[0]), row[1], "dialect", _listed(row, 2), _listed(row, 3)),
                    at_end=row[4:] == ["end"],
                    at_start=row[4:] == ["start"],
                )
                for row in _rows("dialect.tsv")
            ),
            *(Phrase(_words(row[0]), row[1], "spelling") for row in _rows("variants.tsv")),
        ]
    )


@lru_cache(maxsize=1)
def heard_words() -> frozenset[str]:
    """Dialect words, which other words must not be taken for: those of a heard phrase that its meaning lacks."""
    rows = (row for phrases in late_phrases().values() for row in phrases if row.kind == "dialect")
    return frozenset(word for row in rows for word in row.words if word not in row.meaning.split())


def _rows(name: str) -> Iterator[list[str]]:
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield to_nfc(line).split("\t")


def _words(text: str) -> tuple[str, ...]:
    return tuple(place_tone(word) for word in text.split())


def _listed(row: list[str], column: int) -> frozenset[str]:
    return frozenset(row[column].split(",")) - {""} if len(row) > column else frozenset()


def _by_first_word(phrases: Iterable[Phrase]) -> PhraseTable:
    table: PhraseTable = {}
    for phrase in phrases:
        table.setdefault(phrase.words[0], []).append(phrase)
    for rows in table.values():
        rows.sort(key=lambda phrase: -len(phrase.words))
    return table
