"""Chooses the most likely reading of a message: a beam search over syllable triples.

Each word brings the readings it may have; a reading costs nats for what it changes. The cheapest path by
``-log P(syllable | two syllables before) + cost`` wins (Viterbi with a beam).
"""

from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from knowledge.vietnamese.syllable_model import BOUNDARY, NUMBER, UNKNOWN, SyllableModel
from knowledge.vietnamese.unicode import strip_accents

BEAM = 12


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
            words = (self.model.words[identifier] for identifier in self.model.by_key.get(key, ()))
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
        model = self.model
        start = self.boundary[0].last
        states = [_State(0.0, start, UNKNOWN, None, None)]
        for column in columns:
            reached: dict[tuple[int, int], _State] = {}
            contexts = [(state, model.row(state.last), *model.triple_row(state.pair)) for state in states]
            for index, reading in enumerate(column):
                first, cost = reading.first, reading.cost
                single = model.single[first]
                for state, pairs, triples, discount in contexts:
                    probability = triples.get(first)
                    if probability is None:
                        probability = pairs.get(first, single) + discount
                    score = state.score + probability - cost
                    # Paths that share their last two syllables have the same future: the best one stays.
                    key = (state.last, index)
                    rival = reached.get(key)
                    if rival is None or score > rival.score:
                        reached[key] = _State(score, reading.last, UNKNOWN, reading, state)
            kept = sorted(reached.values(), key=_score, reverse=True)[:BEAM]
            states = [self._with_pair(state) for state in kept]
        return _backtrack(self._best_end(states))

    def _with_pair(self, state: "_State") -> "_State":
        """Note which pair of syllables a path ends with."""
        reading, before = state.reading, state.before
        if reading is None or before is None:
            return state
        inside = reading.pair
        return state._replace(pair=self.model.pair(before.last, reading.last) if inside is None else inside)

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
