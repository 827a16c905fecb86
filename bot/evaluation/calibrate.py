"""Fits the logistic models behind `knowledge/relevance.py` and `bot/actions/decide.py`.

Prints the constants to put there, and what each threshold would decline, on the questions fitted on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bot.dialogue.blend import blend
from bot.evaluation.features import Seen
from bot.turn.retrieval import TEMPERATURE
from knowledge.relevance import CLIP

BLEND_WEIGHT = 0.6
"""As in bot/dialogue/config.yml."""
IN_SCOPE_KINDS = {"real", "paraphrase", "nodiacritics", "teencode", "typo", "dialect", "elderly", "multi"}


@dataclass(frozen=True)
class Fit:
    """A logistic model: weights of the figures and the bias."""

    weights: NDArray[np.float64]
    bias: float

    def logits(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the log-odds of rows of figures, shape (rows,)."""
        return np.asarray(rows @ self.weights + self.bias)


def report(seen: Sequence[Seen]) -> str:
    """Fit both models and return the report."""
    usable = [s for s in seen if s.question.kind in IN_SCOPE_KINDS or s.question.kind == "outofscope"]
    in_scope = np.array([s.question.answerable for s in usable])
    retrieval = np.array([s.retrieval for s in usable])
    relevance = fit(retrieval, in_scope)
    logits = np.clip(relevance.logits(retrieval), -CLIP, CLIP)
    mixed = [_blended(s, logit) for s, logit in zip(usable, logits, strict=True)]
    topics = {topic for s in usable for topic in s.found.candidates.best_by_topic()}
    figures = np.array(
        [
            (logit, mix.get("out_of_scope", 0.0), max(mix.get(topic, 0.0) for topic in topics))
            for mix, logit in zip(mixed, logits, strict=True)
        ]
    )
    scope = fit(figures, in_scope)
    right = np.array(
        [max(topics, key=lambda t: mix.get(t, 0.0)) == s.question.topic for s, mix in zip(usable, mixed, strict=True)]
    )
    lines = [
        f"{in_scope.sum()} questions in scope, {(~in_scope).sum()} out of scope",
        f"topic right, in scope: {right[in_scope].mean():.3f}",
        f"knowledge/relevance.py   COSINE, WORDS, OUTSIDE, BIAS = {relevance.weights[0]:.1f}, "
        f"{relevance.weights[1]:.3f}, {relevance.weights[2]:.2f}, {relevance.bias:.1f}",
        f"bot/actions/decide.py    weights = {np.round(scope.weights, 2).tolist()}, BIAS = {scope.bias:.2f}",
        "threshold   in scope declined   out of scope declined",
    ]
    values = scope.logits(figures)
    for threshold in np.arange(-3, 1.5, 0.25):
        below = values < threshold
        lines.append(f"{threshold:9.2f}   {below[in_scope].mean():17.3f}   {below[~in_scope].mean():21.3f}")
    return "\n".join(lines)


def fit(rows: NDArray[np.float64], truth: NDArray[np.bool_]) -> Fit:
    """Fit a logistic model with both classes weighing the same, on standardised figures.

    :param rows: shape (questions, figures).
    :param truth: shape (questions,).
    """
    mean, deviation = rows.mean(axis=0), rows.std(axis=0)
    model = LogisticRegression(class_weight="balanced").fit((rows - mean) / deviation, truth)
    weights = model.coef_[0] / deviation
    return Fit(weights, float(model.intercept_[0] - (weights * mean).sum()))


def _blended(seen: Seen, logit: float) -> dict[str, float]:
    best = seen.found.fitting.best_by_topic()
    weights = np.exp((np.array(list(best.values())) - max(best.values())) / TEMPERATURE)
    shares = weights / weights.sum() / (1 + np.exp(-logit))
    return blend(seen.intents, dict(zip(list(best)[:5], shares[:5].tolist(), strict=True)), BLEND_WEIGHT)
