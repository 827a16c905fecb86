"""The two formulas that figures on a few hundred questions need beside them."""

from __future__ import annotations

import math
from statistics import NormalDist

CONFIDENCE = 0.95


def wilson(right: int, count: int) -> tuple[float, float]:
    """Return the Wilson score interval of a share, at 95 % (Wilson 1927; without correction for continuity).

    :param right: how many of them.
    :param count: of how many; none leave everything open.
    :returns: lower and upper end, from 0 to 1.
    """
    if not count:
        return 0.0, 1.0
    z = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2)
    share, weight = right / count, z * z / count
    middle = (share + weight / 2) / (1 + weight)
    half = z / (1 + weight) * math.sqrt(share * (1 - share) / count + weight / (4 * count))
    return max(0.0, middle - half), min(1.0, middle + half)


def mcnemar(gained: int, lost: int) -> float:
    """Return the exact two-sided p of McNemar's test: of the questions that changed, how many got better or worse.

    Under the hypothesis that both runs are as good, each change goes either way with probability one half.

    :param gained: questions wrong before and right now.
    :param lost: questions right before and wrong now.
    """
    changed = gained + lost
    tail = sum(math.comb(changed, fewer) for fewer in range(min(gained, lost) + 1))
    return min(1.0, float(2 * tail / 2**changed))
