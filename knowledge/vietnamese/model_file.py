"""Builds a syllable model from counts, writes it to a file, reads it back."""

import math
import sys
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.vietnamese.syllable_model import (
    BOUNDARY,
    LAST_STEP,
    NUMBER,
    PAIR_GIVES,
    STEPS_PER_NAT,
    TRIPLE_GIVES,
    Rows,
    SyllableModel,
)

if TYPE_CHECKING:
    Numbers = array[int]

_MAGIC = b"syllables-3\n"


def build(
    singles: Mapping[str, int],
    pairs: Mapping[tuple[str, str], int],
    triples: Mapping[tuple[str, str, str], int],
) -> SyllableModel:
    """Build a model from (weighted) counts.

    :param singles: Words to keep, with their counts, BOUNDARY and NUMBER among them.
    :param pairs: Pairs to keep; those with words outside ``singles`` are dropped.
    :param triples: Triples to keep; those with pairs outside ``pairs`` are dropped.
    """
    words = (BOUNDARY, NUMBER, *sorted(word for word in singles if word not in (BOUNDARY, NUMBER)))
    ids = {word: index for index, word in enumerate(words)}
    total = sum(singles.values())

    pairs = {pair: count for pair, count in pairs.items() if pair[0] in ids and pair[1] in ids}
    triples = {triple: count for triple, count in triples.items() if triple[:2] in pairs and triple[1:] in pairs}
    after_word = Counter(first for first, _ in pairs)
    after_pair = Counter(triple[:2] for triple in triples)
    word_gives = {word: _gives(PAIR_GIVES, after_word[word], singles.get(word, 1)) for word in words}
    pair_gives = {pair: _gives(TRIPLE_GIVES, after_pair[pair], count) for pair, count in pairs.items()}

    def pair_share(first: str, second: str) -> float:
        given = word_gives[first]
        return (1 - given) * pairs.get((first, second), 0) / singles[first] + given * singles[second] / total

    def triple_share(triple: tuple[str, str, str], count: int) -> float:
        given = pair_gives[triple[:2]]
        return (1 - given) * count / pairs[triple[:2]] + given * pair_share(*triple[1:])

    pair_rows = _rows(
        [word_gives[word] for word in words],
        ((ids[first], ids[second], pair_share(first, second)) for first, second in pairs),
    )
    places = {pair: pair_rows.position(ids[pair[0]], ids[pair[1]]) for pair in pairs}
    in_order = sorted(pairs, key=places.__getitem__)
    triple_rows = _rows(
        [pair_gives[pair] for pair in in_order],
        ((places[triple[:2]], ids[triple[2]], triple_share(triple, count)) for triple, count in triples.items()),
    )
    return SyllableModel(words, array("I", [singles.get(word, 1) for word in words]), pair_rows, triple_rows)


def _gives(weight: int, followers: int, count: int) -> float:
    """The share ``l`` that a context gives away."""
    return weight * followers / (count + weight * followers) if followers else 1.0


def _rows(gives: Sequence[float], shares: Iterable[tuple[int, int, float]]) -> Rows:
    """Sort (context, word, probability) into flat arrays."""
    rows: list[list[tuple[int, int]]] = [[] for _ in gives]
    for context, word, share in shares:
        rows[context].append((word, _step(share)))
    starts, followers, steps = array("I", [0]), array("H"), array("B")
    for row in rows:
        for word, step in sorted(row):
            followers.append(word)
            steps.append(step)
        starts.append(len(followers))
    return Rows(starts, followers, steps, array("B", map(_step, gives)))


def _step(share: float) -> int:
    """``-log`` of a share, in steps."""
    return min(LAST_STEP, max(0, round(-math.log(share) * STEPS_PER_NAT)))


def save(model: SyllableModel, path: Path) -> None:
    """Write a model: a magic line, then vocabulary and little-endian arrays, deflated.

    Of the starts, the lengths are written: they are small numbers and deflate well.
    """
    vocabulary = "\n".join(model.words).encode()
    parts = [len(vocabulary).to_bytes(4, "little"), vocabulary, _bytes(model.counts)]
    for rows in (model.pairs, model.triples):
        lengths = array("H", [end - start for start, end in zip(rows.starts, rows.starts[1:], strict=False)])
        parts += [_bytes(lengths), _bytes(rows.followers), _bytes(rows.steps), _bytes(rows.gives)]
    path.write_bytes(_MAGIC + zlib.compress(b"".join(parts), 9))


def load(path: Path) -> SyllableModel:
    """Read a model that `save` wrote.

    :param path: The file.
    :raises ValueError: The file is no such model or is damaged.
    """
    raw = path.read_bytes()
    if not raw.startswith(_MAGIC):
        raise ValueError(
            f"{path.name} begins with {raw[: len(_MAGIC)]!r}, expected {_MAGIC!r}: "
            "train it again with knowledge/vietnamese/train_restorer.py."
        )
    try:
        data = zlib.decompress(raw[len(_MAGIC) :])
    except zlib.error as error:
        raise ValueError(f"{path.name} is damaged ({error}): restore it from version control.") from error
    length = int.from_bytes(data[:4], "little")
    words = tuple(data[4 : 4 + length].decode().split("\n"))
    reader = _Reader(data, 4 + length)
    counts = reader.take("I", len(words))
    pairs = reader.rows(len(words))
    return SyllableModel(words, counts, pairs, reader.rows(len(pairs.followers)))


class _Reader:
    """Takes arrays off the front of a byte string."""

    def __init__(self, data: bytes, offset: int) -> None:
        self._data, self._offset = data, offset

    def take(self, code: str, length: int) -> "Numbers":
        numbers: Numbers = array(code)
        end = self._offset + length * numbers.itemsize
        numbers.frombytes(self._data[self._offset : end])
        if sys.byteorder == "big":
            numbers.byteswap()
        self._offset = end
        return numbers

    def rows(self, contexts: int) -> Rows:
        starts = array("I", [0])
        total = 0
        for length in self.take("H", contexts):
            total += length
            starts.append(total)
        return Rows(starts, self.take("H", total), self.take("B", total), self.take("B", contexts))


def _bytes(numbers: "Numbers") -> bytes:
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()
