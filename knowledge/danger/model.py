"""How likely a message speaks of a danger: logistic models over its vector and the signs found in it.

The vector tells what a message is about in whatever words it is told; the signs tell what the vector blurs, as who asks
whom for what. Neither is enough: on stories that neither had seen, signs alone met 65 % with one false alarm in eight
questions of the same words, vectors alone 91 % with one in seven, both together 96 % with one in twenty-five.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from knowledge.danger.kinds import Kind

KINDS = tuple(Kind)
STRENGTH = 2.0
"""Inverse of the regularisation (scikit-learn's C); from 1 to 10 alike."""
SIGN = 0.4
"""What a found sign counts beside a vector of length 1; 0.2 to 0.4 are alike."""
SAMPLE = 8.0
"""Weight of a sample that speaks of the danger; there are some hundred beside thousands of wordings."""
LOOKALIKE, LOOKS_REFUSED = 4.0, 10.0
"""Weight of a sample that only sounds like a danger; a refusal by mistake costs an answer, a warning does not. Where
fraud or an emergency is learned, requests to be refused count as a wording does: they speak of both, and come first."""
MOST_ROUNDS = 500


@dataclass(frozen=True)
class Taught:
    """One text that is learned from."""

    kind: Kind | None
    sample: bool
    """Whether it is a sample, not a wording of a passage."""


@dataclass(frozen=True)
class DangerModel:
    """Three linear models over centred vectors of length 1 with the signs beside them."""

    centre: NDArray[np.float32]
    """Mean of the wordings' vectors, shape (dim,)."""
    weights: NDArray[np.float32]
    """Shape (kinds, dim + signs)."""
    biases: NDArray[np.float32]
    """Shape (kinds,)."""

    @classmethod
    def learn(cls, vectors: NDArray[np.float32], signs: NDArray[np.float32], taught: Sequence[Taught]) -> DangerModel:
        """Learn from samples and wordings.

        :param vectors: L2-normalised, shape (texts, dim).
        :param signs: shape (texts, signs).
        :param taught: what each text is.
        """
        centre = vectors[[not text.sample for text in taught]].mean(axis=0)
        figures = _figures(vectors, signs, centre)
        models = []
        for kind in KINDS:
            counts = [_weight(text, kind) for text in taught]
            model = LogisticRegression(C=STRENGTH, max_iter=MOST_ROUNDS)
            models.append(model.fit(figures, [text.kind is kind for text in taught], sample_weight=counts))
        weights = np.vstack([model.coef_[0] for model in models]).astype(np.float32)
        return cls(centre, weights, np.array([model.intercept_[0] for model in models], dtype=np.float32))

    def log_odds(self, vector: NDArray[np.float32], signs: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the log-odds of each kind for one message, shape (kinds,)."""
        return np.asarray(self.weights @ _figures(vector, signs, self.centre) + self.biases, dtype=np.float32)

    def save(self, path: Path) -> None:
        """Write the model as a numpy archive."""
        np.savez(path, centre=self.centre, weights=self.weights, biases=self.biases)

    @classmethod
    def load(cls, path: Path) -> DangerModel:
        """Read a model.

        :raises OSError, ValueError, KeyError: where the file is missing or damaged.
        """
        with np.load(path, allow_pickle=False) as stored:
            return cls(stored["centre"], stored["weights"], stored["biases"])


def _weight(text: Taught, kind: Kind) -> float:
    if text.kind is kind:
        return SAMPLE
    if kind is Kind.REFUSED and text.sample:
        return LOOKS_REFUSED
    return LOOKALIKE if text.sample and text.kind is not Kind.REFUSED else 1.0


def _figures(
    vectors: NDArray[np.float32], signs: NDArray[np.float32], centre: NDArray[np.float32]
) -> NDArray[np.float32]:
    moved = vectors - centre
    moved = moved / np.linalg.norm(moved, axis=-1, keepdims=True)
    return np.concatenate((moved, np.float32(SIGN) * signs), axis=-1)
