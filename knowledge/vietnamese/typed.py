"""Tables of messages as typed and as meant, and how many of them are repaired."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.vietnamese.normalise import Normaliser
from knowledge.vietnamese.syllable import place_tone

_MATTERS = re.compile(r"\[(.+?)\]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Typed:
    """A row of a table.

    :param group: What is wrong with the message.
    :param typed: The message as typed.
    :param meant: The message as meant.
    :param matters: The parts of ``meant`` that a search needs.
    """

    group: str
    typed: str
    meant: str
    matters: tuple[str, ...]


@dataclass(frozen=True)
class Repair:
    """How a row was repaired.

    :param row: The row.
    :param read: What the message was read as.
    :param exact: The whole message is as meant; case and punctuation apart.
    :param usable: Every part that matters is in it.
    """

    row: Typed
    read: str
    exact: bool
    usable: bool


def read_table(path: Path) -> Iterator[Typed]:
    """Read a table: group, typed, meant with ``[...]`` around what matters, divided by tabs; ``#`` for remarks.

    :param path: The file.
    :raises ValueError: A row has not three columns.
    """
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line or line.startswith("#"):
            continue
        columns = line.split("\t")
        if len(columns) != 3:
            raise ValueError(f"{path.name}: {len(columns)} columns in {line!r}, expected group, typed and meant.")
        group, typed, meant = columns
        plain = meant.replace("[", "").replace("]", "")
        yield Typed(group, typed, plain, tuple(_MATTERS.findall(meant)) or (plain,))


def repair(normaliser: Normaliser, row: Typed) -> Repair:
    """Repair one row and compare."""
    read = normaliser.normalise(row.typed).text
    words = _words(read)
    exact = words == _words(row.meant)
    return Repair(row, read, exact, exact or all(_words(part) in words for part in row.matters))


def _words(text: str) -> str:
    """Words divided and enclosed by spaces."""
    return f" {' '.join(place_tone(word) for word in _WORD.findall(text.lower()))} "
