"""A ranking: passages with their scores, best first, each put together only when it is looked at.

Some 500 passages are in force and a turn looks at a dozen of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from knowledge.passage import Passage


class Candidate(NamedTuple):
    """A passage with the scores that brought it here."""

    passage: Passage
    score: float
    """z(BM25) + 1.5 z(cosine), over the passages in force, + the logarithm of the topic's share."""
    cosine: float
    """Mean of the cosines with the nearest wording and with the text."""
    bm25: float
    wording: str
    """The nearest wording."""


class Catalogue:
    """What rankings refer to by row: passages, wordings, topics."""

    def __init__(self, passages: Sequence[Passage], wordings: Sequence[Sequence[str]]) -> None:
        """Number topics and wordings.

        :param wordings: those of each passage.
        """
        self.passages, self.wordings = passages, wordings
        self.starts = np.cumsum([0, *map(len, wordings)])
        """Row of each passage's first wording among all wordings."""
        self.topics = list(dict.fromkeys(passage.topic for passage in passages))
        numbers = {topic: number for number, topic in enumerate(self.topics)}
        self.topic_of = np.array([numbers[passage.topic] for passage in passages], dtype=np.int64)


@dataclass(frozen=True)
class Scores:
    """Scores of all passages for one query, each of shape (passages,) but the last."""

    fused: NDArray[np.float32]
    cosines: NDArray[np.float32]
    words: NDArray[np.float32]
    wordings: NDArray[np.float32]
    """Cosine of each wording, shape (wordings,)."""


class Ranking(Sequence[Candidate]):
    """Passages, best first."""

    def __init__(self, catalogue: Catalogue, scores: Scores, rows: NDArray[np.int64]) -> None:
        """Hold a ranking.

        :param rows: rows of the ranked passages, best first.
        """
        self._catalogue, self._scores, self._rows = catalogue, scores, rows

    @classmethod
    def of(cls, candidates: Iterable[Candidate]) -> Ranking:
        """Rank candidates that are made already, in their order."""
        made = list(candidates)
        catalogue = Catalogue([c.passage for c in made], [(c.wording,) for c in made])
        columns = ([c.score for c in made], [c.cosine for c in made], [c.bm25 for c in made])
        rows = np.arange(len(made), dtype=np.int64)
        fused, cosines, words = (np.array(column, dtype=np.float32) for column in columns)
        return cls(catalogue, Scores(fused, cosines, words, cosines), rows)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Candidate: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Candidate, ...]: ...
    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return self._candidates(self._rows[index])
        return self._candidates(self._rows[index : index + 1] if index != -1 else self._rows[-1:])[0]

    def of_topic(self, topic: str) -> tuple[Candidate, ...]:
        """Return the passages of one topic, best first."""
        if topic not in self._catalogue.topics:
            return ()
        number = self._catalogue.topics.index(topic)
        return self._candidates(self._rows[self._catalogue.topic_of[self._rows] == number])

    def best_by_topic(self) -> dict[str, float]:
        """Return the score of each topic's best passage, best first."""
        backwards = self._rows[::-1]
        best = np.full(len(self._catalogue.topics), -1, dtype=np.int64)
        best[self._catalogue.topic_of[backwards]] = backwards  # of the rows of a topic, the best writes last
        rows = best[best >= 0]
        scores = self._scores.fused[rows]
        order = np.argsort(-scores, kind="stable")
        topics, numbers = self._catalogue.topics, self._catalogue.topic_of[rows[order]]
        return {topics[number]: score for number, score in zip(numbers, scores[order].tolist(), strict=True)}

    def scores(self) -> dict[str, float]:
        """Return the score of each passage by its id."""
        passages, fused = self._catalogue.passages, self._scores.fused[self._rows].tolist()
        return {passages[row].id: score for row, score in zip(self._rows.tolist(), fused, strict=True)}

    def _candidates(self, rows: NDArray[np.int64]) -> tuple[Candidate, ...]:
        scores = self._scores
        columns = (scores.fused[rows], scores.cosines[rows], scores.words[rows])
        found = zip(
            (self._catalogue.passages[row] for row in rows.tolist()),
            *(column.tolist() for column in columns),
            map(self._nearest, rows.tolist()),
            strict=True,
        )
        return tuple(map(Candidate._make, found))

    def _nearest(self, row: int) -> str:
        start, end = self._catalogue.starts[row : row + 2]
        return self._catalogue.wordings[row][int(self._scores.wordings[start:end].argmax())]
