"""Which topic a question is about, read off its vector: a logistic model learned from all wordings.

The nearest wording tells what one other person asked; the model tells what all wordings of a topic have in common.
With it the best passage is of the right topic for 93 % of our 196 development questions in scope, without it for
88 % (docs/adr/0004-hybrid-retrieval.md). One matrix product a question, 49 x 384.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

STRENGTH = 10.0
"""Inverse of the regularisation (scikit-learn's C): 3 to 30 are alike on the development questions, 100 is worse."""
MOST_ROUNDS = 300
OUTSIDE = "out_of_scope"
"""The class of what is declined; it stands beside the topics where questions of that kind are given."""


@dataclass(frozen=True)
class TopicModel:
    """A linear model over centred vectors of length 1."""

    topics: tuple[str, ...]
    centre: NDArray[np.float32]
    """Mean of all wordings' vectors, shape (dim,): the vectors of one language lie close together."""
    weights: NDArray[np.float32]
    """Shape (topics, dim)."""
    biases: NDArray[np.float32]
    """Shape (topics,)."""

    @classmethod
    def learn(cls, vectors: NDArray[np.float32], topics: Sequence[str]) -> TopicModel:
        """Learn from wordings.

        :param vectors: of the wordings, L2-normalised, shape (wordings, dim).
        :param topics: of each wording.
        """
        centre = vectors.mean(axis=0)
        names = sorted(set(topics))
        if len(names) == 1:
            return cls((names[0],), centre, np.zeros((1, len(centre)), np.float32), np.zeros(1, np.float32))
        model = LogisticRegression(C=STRENGTH, max_iter=MOST_ROUNDS).fit(_centred(vectors, centre), topics)
        weights, biases = model.coef_, model.intercept_
        if len(names) == 2:  # scikit-learn then gives the row of the second class only
            weights, biases = np.vstack((-weights, weights)) / 2, np.concatenate((-biases, biases)) / 2
        return cls(tuple(names), centre, weights.astype(np.float32), biases.astype(np.float32))

    def log_shares(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the logarithm of each topic's share for a question.

        :param vector: L2-normalised, shape (dim,).
        :returns: shape (topics,); the shares sum to 1.
        """
        logits = self.weights @ _centred(vector, self.centre) + self.biases
        logits -= logits.max()
        return np.asarray(logits - np.log(np.exp(logits).sum()), dtype=np.float32)

    def save(self, path: Path) -> None:
        """Write the model as a numpy archive."""
        np.savez(path, topics=np.array(self.topics), centre=self.centre, weights=self.weights, biases=self.biases)

    @classmethod
    def load(cls, path: Path) -> TopicModel:
        """Read a model.

        :raises OSError, ValueError, KeyError: where the file is missing or damaged.
        """
        with np.load(path, allow_pickle=False) as stored:
            topics = tuple(map(str, stored["topics"]))
            return cls(topics, stored["centre"], stored["weights"], stored["biases"])


def _centred(vectors: NDArray[np.float32], centre: NDArray[np.float32]) -> NDArray[np.float32]:
    moved = vectors - centre
    return np.asarray(moved / np.linalg.norm(moved, axis=-1, keepdims=True), dtype=np.float32)
