"""Mixing the classifier's intents with the topics that retrieval found: one formula, used by the Rasa
component at run time and by the calibration. Standard library only: it runs on both Pythons.
"""

from __future__ import annotations

from collections.abc import Mapping


def blend(intents: Mapping[str, float], topics: Mapping[str, float], weight: float) -> dict[str, float]:
    """Mix two rankings: `p = (1 - weight * S) * p_intent + weight * share`.

    S, the sum of the shares, is how much retrieval trusts what it found: where it found nothing worth
    having, the classifier's word stands alone.

    :param intents: confidence by intent; topics are intents too.
    :param topics: share by topic; the shares sum to at most 1.
    :param weight: of retrieval, from 0 to 1.
    """
    kept = 1 - weight * min(1.0, sum(topics.values()))
    names = {*intents, *topics}
    return {name: kept * intents.get(name, 0.0) + weight * topics.get(name, 0.0) for name in names}
