"""How likely it is that what was found answers the question at all.

A logistic model of two figures of the best candidate, fitted on our own development questions (in scope
against out of scope) by `dean06 evaluate calibrate`; the figures are in docs/performance.md.
"""

from __future__ import annotations

import math
import re

from knowledge.search import Found

COSINE, WORDS, BIAS = 108.4, 1.472, -97.9
"""Weights of the best candidate's cosine and of its BM25 score a word of the query."""
CLIP = 6.0


def relevance_logit(found: Found) -> float:
    """Return the log-odds that the best candidate is about what was asked, within ±6."""
    if not found.fitting:
        return -CLIP
    best = found.fitting[0]
    words = max(1, len(re.findall(r"\w+", found.query.text)))
    logit = COSINE * best.cosine + WORDS * best.bm25 / words + BIAS
    return max(-CLIP, min(CLIP, logit))


def relevance(found: Found) -> float:
    """Return the probability that belongs to `relevance_logit`."""
    return 1 / (1 + math.exp(-relevance_logit(found)))
