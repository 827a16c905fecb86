"""How alike short texts are: the share of words, or of pairs of words, that two of them have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.vietnamese.unicode import unaccented_key

_WORD = re.compile(r"[^\W_]+")
_ROWS = 512
"""Texts compared at a time, so that thousands fit into memory."""
Bag = frozenset[str]


def folded(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters, without accents and punctuation."""
    return tuple(_WORD.findall(unaccented_key(text)))


def words(text: str) -> Bag:
    """Return the different words of a text."""
    return frozenset(folded(text))


def pairs(text: str) -> Bag:
    """Return the different pairs of neighbouring words of a text."""
    found = folded(text)
    return frozenset(f"{a} {b}" for a, b in zip(found, found[1:], strict=False))


def alike(bags: Sequence[Bag], least: float) -> Iterator[tuple[int, int, float]]:
    """Yield the pairs of rows that are alike, the first before the second, with their Jaccard similarity.

    :param least: similarity from which on they count, above 0.
    """
    for start, rows in _similarities(bags, bags):
        for row, column in np.argwhere(rows >= least).tolist():
            if start + row < column:
                yield start + row, column, float(rows[row, column])


def nearest(bags: Sequence[Bag], others: Sequence[Bag]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return for each bag the row of the most similar other one, and their Jaccard similarity.

    :returns: both of shape (bags,).
    """
    found = [(rows.argmax(axis=1), rows.max(axis=1)) for _, rows in _similarities(bags, others)]
    return np.concatenate([row for row, _ in found]), np.concatenate([share for _, share in found])


def _similarities(left: Sequence[Bag], right: Sequence[Bag]) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """Yield the first row of a stretch and its similarities, shape (rows, right)."""
    columns: dict[str, int] = {}
    for bag in right:
        for word in bag:
            columns.setdefault(word, len(columns))
    there = _table(right, columns)
    sizes = np.array([len(bag) for bag in right], dtype=np.float32)
    for start in range(0, len(left), _ROWS):
        some = left[start : start + _ROWS]
        shared = _table(some, columns) @ there.T
        union = np.array([[len(bag)] for bag in some], dtype=np.float32) + sizes - shared
        yield start, np.asarray(shared / np.maximum(union, 1), dtype=np.float32)


def _table(bags: Sequence[Bag], columns: dict[str, int]) -> NDArray[np.float32]:
    table = np.zeros((len(bags), len(columns)), dtype=np.float32)
    for row, bag in enumerate(bags):
        table[row, [columns[word] for word in bag if word in columns]] = 1
    return table
