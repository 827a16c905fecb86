"""Counts of syllables, pairs and triples, turned into log-probabilities and kept in one small file.

Interpolation after Witten and Bell: a context gives away the more, the more different words follow it. Its weights
``k`` were chosen on passages of topics left out of training (`models/accents/CARD.md`). With ``n`` the number of
different followers that are kept::

    l(a)        = k2 * n(a) / (c(a) + k2 * n(a))
    P2(b | a)   = (1 - l(a)) * c(a b) / c(a) + l(a) * c(b) / N
    l(a b)      = k3 * n(a b) / (c(a b) + k3 * n(a b))
    P3(c | a b) = (1 - l(a b)) * c(a b c) / c(a b) + l(a b) * P2(c | b)

where nothing is seen after a context, ``l`` is 1. Seen pairs and triples, and ``l``, are stored as ``-log`` in steps
of 1/16 nat, one byte each.
"""

import math
from array import array
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge.vietnamese.unicode import strip_accents

if TYPE_CHECKING:
    Numbers = array[int]

BOUNDARY, NUMBER = "<s>", "<n>"
UNKNOWN = -1

PAIR_GIVES, TRIPLE_GIVES = 20, 80
STEPS_PER_NAT, LAST_STEP = 16, 255
_LOGS = tuple(-step / STEPS_PER_NAT for step in range(LAST_STEP + 1))
# Rows of triples kept as dictionaries; beyond, the cache begins anew, so that memory is bounded.
_MAX_TRIPLE_ROWS = 10_000


@dataclass(frozen=True)
class Rows:
    """Sorted followers of many contexts, in three flat arrays.

    :param starts: Where the followers of each context begin; one entry more than there are contexts.
    :param followers: Ids of words, sorted within a context.
    :param steps: ``-log P`` of each follower, in steps of 1/16 nat.
    :param gives: ``-log l`` of each context, in the same steps.
    """

    starts: "Numbers"
    followers: "Numbers"
    steps: "Numbers"
    gives: "Numbers"

    def position(self, context: int, word: int) -> int:
        """Place of a follower in the arrays, or -1."""
        end = self.starts[context + 1]
        at = bisect_left(self.followers, word, self.starts[context], end)
        return at if at < end and self.followers[at] == word else -1

    def row(self, context: int) -> dict[int, float]:
        """Log-probabilities of the followers of a context, by word id."""
        span = slice(self.starts[context], self.starts[context + 1])
        return {word: _LOGS[step] for word, step in zip(self.followers[span], self.steps[span], strict=True)}


@dataclass(frozen=True)
class SyllableModel:
    """A language model of syllables.

    :param words: The vocabulary; the position of a word is its id. The first two are BOUNDARY and NUMBER.
    :param counts: How often each word was seen (weighted), by id.
    :param pairs: Followers of each word.
    :param triples: Followers of each pair; a pair is known by its place in ``pairs``.
    """

    words: tuple[str, ...]
    counts: "Numbers"
    pairs: Rows
    triples: Rows
    ids: dict[str, int] = field(init=False, repr=False)
    by_key: dict[str, tuple[int, ...]] = field(init=False, repr=False)
    single: tuple[float, ...] = field(init=False, repr=False)
    _pair_rows: dict[int, dict[int, float]] = field(init=False, repr=False, default_factory=dict)
    _triple_rows: dict[int, dict[int, float]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        by_key: dict[str, list[int]] = {}
        for index, word in enumerate(self.words[2:], start=2):
            by_key.setdefault(strip_accents(word), []).append(index)
        total = sum(self.counts)
        single = [math.log(count / total) for count in self.counts]
        # The last entry, reached by the id UNKNOWN (-1): a word seen half a time.
        single.append(math.log(0.5 / total))
        object.__setattr__(self, "ids", {word: index for index, word in enumerate(self.words)})
        object.__setattr__(self, "by_key", {key: tuple(ids) for key, ids in by_key.items()})
        object.__setattr__(self, "single", tuple(single))

    def __contains__(self, word: str) -> bool:
        return word in self.ids

    def row(self, previous: int) -> Mapping[int, float]:
        """``log P2`` of the words seen after a word; others have ``single[id]`` plus `given`.

        :param previous: Id of the word before, or UNKNOWN.
        """
        known = self._pair_rows.get(previous)
        if known is None:
            known = {} if previous == UNKNOWN else self.pairs.row(previous)
            self._pair_rows[previous] = known
        return known

    def given(self, previous: int) -> float:
        """``log l`` of a word: what it leaves to words that are not seen after it."""
        return 0.0 if previous == UNKNOWN else _LOGS[self.pairs.gives[previous]]

    def pair(self, first: int, second: int) -> int:
        """The number of a seen pair, for `triple_row`, or UNKNOWN."""
        return UNKNOWN if UNKNOWN in (first, second) else self.pairs.position(first, second)

    def triple_row(self, pair: int) -> tuple[Mapping[int, float], float]:
        """``log P3`` of the words seen after a pair; others have ``log P2`` plus the second value.

        :param pair: A number from `pair`.
        """
        if pair == UNKNOWN:
            return {}, 0.0
        known = self._triple_rows.get(pair)
        if known is None:
            if len(self._triple_rows) >= _MAX_TRIPLE_ROWS:
                self._triple_rows.clear()
            known = self.triples.row(pair)
            self._triple_rows[pair] = known
        return known, _LOGS[self.triples.gives[pair]]

    def log_probability(self, previous: int, word: int) -> float:
        """Natural logarithm of ``P2(word | previous)``."""
        seen = self.row(previous).get(word)
        return self.single[word] + self.given(previous) if seen is None else seen

    def seen_together(self, previous: str, word: str) -> bool:
        """Tell whether a pair of words is in the model."""
        return self.pair(self.ids.get(previous, UNKNOWN), self.ids.get(word, UNKNOWN)) != UNKNOWN
