"""How likely it is that what was found answers the question at all.

A logistic model of two figures of the best candidate and of the share of what is declined, fitted on our own
development questions (in scope against out of scope) by `dean06 evaluate calibrate`; the figures are in
docs/performance.md.
"""

from __future__ import annotations

import math
import re

from knowledge.search import Found

COSINE, WORDS, OUTSIDE, BIAS = 57.9, 2.151, -0.96, -57.7
"""Weights of the best candidate's cosine, of its BM25 score a word of the query, and of `outside_figure`."""
CLIP = 6.0
LEAST_SHARE = 1e-4
"""Smaller shares tell nothing more."""


def relevance_logit(found: Found) -> float:
    """Return the log-odds that the best candidate is about what was asked, within ±6."""
    if not found.fitting:
        return -CLIP
    best = found.fitting[0]
    words = max(1, len(re.findall(r"\w+", found.query.text)))
    logit = COSINE * best.cosine + WORDS * best.bm25 / words + OUTSIDE * outside_figure(found) + BIAS
    return max(-CLIP, min(CLIP, logit))


def outside_figure(found: Found) -> float:
    """Return the logarithm of the share of what is declined."""
    return math.log(found.outside + LEAST_SHARE)


def relevance(found: Found) -> float:
    """Return the probability that belongs to `relevance_logit`."""
    return 1 / (1 + math.exp(-relevance_logit(found)))
