"""How sure an answer is against how often it is wrong: risk–coverage curve and calibration.

A question that the assistant declined or answered with a question back counts as not answered at every threshold, so
the curve ends at the coverage that the thresholds in use allow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.evaluation.summary import Graded
from bot.evaluation.tables import interval, percent, plain

BINS = 10
THRESHOLDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98)
Table = tuple[tuple[str, ...], list[tuple[str, ...]]]


class NoConfidenceError(ValueError):
    """Answers without the figure that is to be looked at."""


@dataclass(frozen=True)
class Judged:
    """Questions in scope or to be declined, as arrays of shape (questions,)."""

    confidence: NDArray[np.float64]
    """Of the least sure answer, 0 to 1; -1 where the question was not answered."""
    right: NDArray[np.bool_]
    in_scope: NDArray[np.bool_]

    @classmethod
    def of(cls, rows: Sequence[Graded]) -> Judged:
        """Take what is needed of graded questions; kinds that no search decides are left out.

        :raises NoConfidenceError: where no answer carries a confidence.
        """
        usable = [row for row in rows if row.question.in_scope or row.question.kind == "outofscope"]
        confidence = np.array([_confidence(row) for row in usable], dtype=np.float64)
        if not (confidence >= 0).any():
            raise NoConfidenceError(
                f"found no `confidence` in the answers to {len(usable)} questions, expected a figure from 0 to 1 in "
                "each answer (docs/contract.md); ask again with `dean06 evaluate run`"
            )
        right = np.array([row.grade.right for row in usable])
        return cls(confidence, right, np.array([row.question.in_scope for row in usable]))

    @property
    def answered(self) -> NDArray[np.bool_]:
        """Tell which questions were answered."""
        return np.asarray(self.confidence >= 0)


@dataclass(frozen=True)
class Point:
    """What answering only from a threshold on would mean."""

    threshold: float
    questions: int
    answered: int
    wrong: int
    """Of those answered."""
    in_scope: int
    in_scope_answered: int
    outside_answered: int


@dataclass(frozen=True)
class Bin:
    """Answers of about the same confidence."""

    low: float
    high: float
    n: int
    right: int
    confidence: float
    """Their mean; 0 where there are none."""


def point(judged: Judged, threshold: float) -> Point:
    """Return what would be answered, and what of it wrongly, from a threshold on."""
    kept = judged.answered & (judged.confidence >= threshold)
    return Point(
        threshold=threshold,
        questions=len(kept),
        answered=int(kept.sum()),
        wrong=int((kept & ~judged.right).sum()),
        in_scope=int(judged.in_scope.sum()),
        in_scope_answered=int((kept & judged.in_scope).sum()),
        outside_answered=int((kept & ~judged.in_scope).sum()),
    )


def curve(judged: Judged) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return coverage and risk at every threshold that answers one question more, the surest first.

    Answers of equal confidence enter together.

    :returns: shares of all questions answered, and of those answered that are wrong; both of shape (thresholds,).
    """
    order = np.argsort(-judged.confidence, kind="stable")
    order = order[judged.answered[order]]
    count = np.arange(1, len(order) + 1)
    risk = np.cumsum(~judged.right[order]) / count
    sure = judged.confidence[order]
    last = np.append(sure[1:] != sure[:-1], True)  # of each group of equals
    return count[last] / len(judged.right), risk[last]


def aurc(judged: Judged) -> float:
    """Return the area under the risk–coverage curve, as a mean over the answered questions (Geifman et al. 2019).

    Lower is better; it is the mean risk that whoever answers only the surest k questions runs, over all k.
    """
    coverage, risk = curve(judged)
    widths = np.diff(coverage, prepend=0.0)
    return float((risk * widths).sum() / coverage[-1])


def bins(judged: Judged) -> list[Bin]:
    """Return the answers by confidence, in bins of equal width."""
    edges = np.linspace(0, 1, BINS + 1)
    confidence, right = judged.confidence[judged.answered], judged.right[judged.answered]
    number = np.clip((confidence * BINS).astype(np.int64), 0, BINS - 1)
    found = []
    for row in range(BINS):
        here = number == row
        mean = float(confidence[here].mean()) if here.any() else 0.0
        found.append(Bin(float(edges[row]), float(edges[row + 1]), int(here.sum()), int(right[here].sum()), mean))
    return found


def ece(found: Sequence[Bin]) -> float:
    """Return the expected calibration error: the mean distance of confidence and share right, over answers."""
    total = sum(bin_.n for bin_ in found)
    return sum(abs(bin_.right - bin_.n * bin_.confidence) for bin_ in found) / total


def threshold_table(judged: Judged) -> Table:
    """Return the table of thresholds."""
    head = ("threshold", "answered", "coverage", "wrong", "risk", "95 %", "in scope answered", "out of scope answered")
    rows: list[tuple[str, ...]] = []
    for at in (point(judged, threshold) for threshold in THRESHOLDS):
        risk = (percent(at.wrong, at.answered), interval(at.wrong, at.answered))
        scope = (percent(at.in_scope_answered, at.in_scope), str(at.outside_answered))
        coverage = percent(at.answered, at.questions)
        rows.append((f"{at.threshold:g}", str(at.answered), coverage, str(at.wrong), *risk, *scope))
    return head, rows


def bin_table(judged: Judged) -> Table:
    """Return the table of calibration."""
    head = ("confidence", "answers", "mean confidence", "right", "95 %")
    rows: list[tuple[str, ...]] = []
    for b in bins(judged):
        if b.n:
            sure = f"{100 * b.confidence:.1f} %"
            rows.append((f"{b.low:.1f}–{b.high:.1f}", str(b.n), sure, percent(b.right, b.n), interval(b.right, b.n)))
    return head, rows


def in_short(judged: Judged) -> str:
    """Return the curve and the calibration in one line."""
    at = point(judged, 0.0)
    return (
        f"{at.questions} questions, {at.in_scope} of them in scope; answered {at.answered}, "
        f"wrong {percent(at.wrong, at.answered)}; AURC {aurc(judged):.4f}, ECE {ece(bins(judged)):.3f}"
    )


def as_text(judged: Judged, with_thresholds: bool) -> str:
    """Return the tables for people.

    :param with_thresholds: show what each threshold would do; never for the held-out part.
    """
    tables = ([threshold_table(judged)] if with_thresholds else []) + [bin_table(judged)]
    return "\n\n".join([*(plain(*table) for table in tables), in_short(judged)])


def as_json(judged: Judged, with_thresholds: bool) -> dict[str, Any]:
    """Return the figures for programs."""
    found = bins(judged)
    points = [asdict(point(judged, threshold)) for threshold in THRESHOLDS] if with_thresholds else []
    return {"aurc": aurc(judged), "ece": ece(found), "bins": [asdict(bin_) for bin_ in found], "thresholds": points}


def _confidence(row: Graded) -> float:
    """Return the confidence of the least sure answer; -1 where the question was declined or asked back."""
    if not row.grade.answered or row.grade.declined or row.grade.asked_back:
        return -1.0
    given = (answer.get("confidence") for answer in row.asked.last.answers if answer.get("status") == "answered")
    return min((float(value) for value in given if value is not None), default=-1.0)
