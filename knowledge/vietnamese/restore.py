"""Chooses the most likely reading of a message: a beam search over syllable triples.

Each word brings the readings it may have; a reading costs nats for what it changes. The cheapest path by
``-log P(syllable | two syllables before) + cost`` wins (Viterbi with a beam).
"""

import math
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from knowledge.vietnamese.syllable_model import BOUNDARY, NUMBER, UNKNOWN, SyllableModel
from knowledge.vietnamese.unicode import strip_accents

BEAM = 12
# Paths this much worse (nats) than the best so far are given up. On questions of other subjects, 8 costs nothing.
BEAM_NATS = 8.0
# Of the accentings of a word, those rarer than this share are not thought of.
LEAST_SHARE = 0.0005


class Reading(NamedTuple):
    """One way to read a word of the message.

    :param text: What would stand in the restored text.
    :param kind: The kind of change, empty for none.
    :param first: Id of the first syllable.
    :param last: Id of the last syllable; the same for a reading of one syllable.
    :param cost: Nats against this reading, syllable pairs inside it included.
    :param pair: Number of the pair of syllables it ends with; None for a reading of one syllable.
    """

    text: str
    kind: str
    first: int
    last: int
    cost: float
    pair: int | None = None


class Restorer:
    """Makes readings and chooses among them."""

    def __init__(self, model: SyllableModel) -> None:
        self.model = model
        self.boundary = self._fixed(BOUNDARY)
        self.number = self._fixed(NUMBER)
        self._by_key: dict[tuple[str, float], tuple[Reading, ...]] = {}

    def _fixed(self, word: str) -> tuple[Reading, ...]:
        identifier = self.model.ids[word]
        return (Reading(word, "", identifier, identifier, 0.0),)

    def reading(self, text: str, kind: str = "", cost: float = 0.0) -> Reading:
        """Make the reading of a text of one or more syllables.

        :param text: Words divided by spaces.
        :param kind: The kind of change.
        :param cost: Nats against it, before the pairs inside are counted.
        """
        ids = [self.model.ids.get(word, UNKNOWN) for word in text.lower().split(" ")]
        inside = sum(self.model.log_probability(*pair) for pair in zip(ids, ids[1:], strict=False))
        pair = self.model.pair(ids[-2], ids[-1]) if len(ids) > 1 else None
        return Reading(text, kind, ids[0], ids[-1], cost - inside, pair)

    def accentings(self, key: str, bare_cost: float) -> tuple[Reading, ...]:
        """All syllables of the model that are this word with accents.

        :param key: Lower-case word without accents.
        :param bare_cost: Nats against leaving it without accents, if it is a syllable that way.
        :return: Readings, none if the model knows no such syllable.
        """
        known = self._by_key.get((key, bare_cost))
        if known is None:
            ids, counts = self.model.by_key.get(key, ()), self.model.counts
            least = LEAST_SHARE * sum(counts[identifier] for identifier in ids)
            words = (self.model.words[identifier] for identifier in ids if counts[identifier] >= least)
            known = tuple(
                self.reading(word, "", bare_cost) if word == key else self.reading(word, "accents") for word in words
            )
            if known:  # bounded by the vocabulary: unknown keys are not kept
                self._by_key[key, bare_cost] = known
        return known

    def best_path(self, columns: Sequence[Sequence[Reading]]) -> list[Reading]:
        """Choose one reading a column so that the sum of costs is least.

        :param columns: The readings of each word, in order; none may be empty.
        :return: One reading a column.
        """
        return _backtrack(self._search(columns))

    def cost(self, columns: Sequence[Sequence[Reading]]) -> float:
        """What the best path costs, in nats."""
        return -self._search(columns).score

    def _search(self, columns: Sequence[Sequence[Reading]]) -> "_State":
        """The last state of the best path; its score does not count that a sentence ends."""
        model = self.model
        states = [_State(0.0, self.boundary[0].last, UNKNOWN, None, None)]
        for column in columns:
            # Paths that share their last two syllables have the same future: the best one stays.
            groups = [
                (model.row(last), model.given(last), [(state, *model.triple_row(state.pair)) for state in group])
                for last, group in _by_last(states)
            ]
            reached: list[tuple[float, Reading, _State]] = []
            for reading in column:
                first, cost = reading.first, reading.cost
                single = model.single[first]
                for pairs, given, contexts in groups:
                    seen = pairs.get(first, single + given) - cost
                    best, best_state = -math.inf, states[0]
                    for state, triples, discount in contexts:
                        probability = triples.get(first)
                        score = state.score + (seen + discount if probability is None else probability - cost)
                        if score > best:
                            best, best_state = score, state
                    reached.append((best, reading, best_state))
            reached.sort(key=_score, reverse=True)
            hopeless = reached[0][0] - BEAM_NATS
            states = [self._after(*way) for way in reached[:BEAM] if way[0] > hopeless]
        return self._best_end(states)

    def _after(self, score: float, reading: Reading, before: "_State") -> "_State":
        """The state after one more reading, with the pair of syllables it ends with."""
        inside = reading.pair
        pair = self.model.pair(before.last, reading.last) if inside is None and before.reading is not None else inside
        return _State(score, reading.last, UNKNOWN if pair is None else pair, reading, before)

    def _best_end(self, states: list["_State"]) -> "_State":
        """The best path, counting that a sentence ends after it."""
        end = self.boundary[0].first
        return max(states, key=lambda state: state.score + self.model.log_probability(state.last, end))


class _State(NamedTuple):
    """The best path so far to a pair of last syllables."""

    score: float
    last: int
    pair: int
    reading: Reading | None
    before: "_State | None"


_score = itemgetter(0)


def _by_last(states: list[_State]) -> Iterable[tuple[int, list[_State]]]:
    """Group states by their last syllable."""
    groups: dict[int, list[_State]] = {}
    for state in states:
        groups.setdefault(state.last, []).append(state)
    return groups.items()


def _backtrack(state: _State) -> list[Reading]:
    path = []
    at: _State | None = state
    while at is not None and at.reading is not None:
        path.append(at.reading)
        at = at.before
    return path[::-1]


def accent_share(words: Sequence[str]) -> float:
    """Share of words that carry an accent; 1.0 when there are no words."""
    return sum(strip_accents(word) != word for word in words) / len(words) if words else 1.0
