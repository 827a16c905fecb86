"""How well rankings put the right thing first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.evaluation.tables import percent

ASKED = ("as typed", "no accents")
RESTORED = ("restored", "not restored")
Scores = dict[str, float]
"""Score by name; higher is better."""


@dataclass(frozen=True)
class Outcome:
    """How one way of ranking does, under one condition."""

    variant: str
    asked: str
    """One of `ASKED`."""
    restored: str
    """One of `RESTORED`."""
    n: int
    first: int
    """Questions for which the right one comes first."""
    mrr: float
    """Mean of 1 / rank of the right one, 0 where it is not ranked."""

    @classmethod
    def of(cls, variant: str, asked: str, restored: str, ranks: Sequence[int]) -> Outcome:
        """Count.

        :param ranks: of the right one, from 1; 0 where it is not ranked.
        """
        mrr = float(np.mean([1 / place if place else 0.0 for place in ranks])) if ranks else 0.0
        return cls(variant, asked, restored, len(ranks), list(ranks).count(1), mrr)


def rank(scores: Mapping[str, float], right: str) -> int:
    """Return the place of the right name from 1; 0 where it has no score. Of equals all get the last place."""
    if right not in scores:
        return 0
    return sum(score >= scores[right] for score in scores.values())


def standardised(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return values with mean 0 and deviation 1, as the search adds scores up."""
    spread = float(values.std())
    return (values - values.mean()) / spread if spread else np.zeros_like(values)


def table(what: str, outcomes: Sequence[Outcome]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return outcomes as one table, a variant a line: the share that comes first and the MRR, for each condition.

    :param what: head of the first column.
    """
    conditions = [(asked, restored) for asked in ASKED for restored in RESTORED]
    heads = (head for asked, restored in conditions for head in (_head(asked, restored), "MRR"))
    by_place = {(row.variant, row.asked, row.restored): row for row in outcomes}
    rows = []
    for variant in dict.fromkeys(row.variant for row in outcomes):
        found = [by_place[variant, asked, restored] for asked, restored in conditions]
        rows.append((variant, *(cell for row in found for cell in (percent(row.first, row.n), f"{row.mrr:.3f}"))))
    return (what, *heads), rows


def _head(asked: str, restored: str) -> str:
    return asked if restored == RESTORED[0] else f"{asked}, {restored}"
