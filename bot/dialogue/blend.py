"""Mixing the classifier's intents with the topics that retrieval found: one formula, used by the Rasa
component at run time and by the calibration. Standard library only: it runs on both Pythons.
"""

from __future__ import annotations

from collections.abc import Mapping

ACTS = frozenset(
    (
        "greet", "thanks", "goodbye", "ask_bot", "small_talk", "praise", "insult", "affirm", "deny", "stop", "ask_menu",
        "follow_up", "out_of_scope", "ask_forgery", "ask_other_people", "attack_bot", "start_level2", "resume_level2",
        "inform", "choose_topic", "open_passage",
    )
)  # fmt: skip
"""The intents of bot/dialogue/domain.yml; every other intent is a topic (a test keeps them alike)."""


def blend(intents: Mapping[str, float], shares: Mapping[str, float], weight: float) -> dict[str, float]:
    """Mix two rankings.

    Among topics, the classifier's and retrieval's proportions are averaged by weight. Between topics and
    dialogue acts, retrieval may take from the acts, the more it trusts what it found and the less sure the
    classifier is of an act: `A' = A * (1 - weight * S * (1 - A))`, with A the acts' sum and S the shares'.

    :param intents: confidence by intent; a topic is an intent of the same name.
    :param shares: share by topic as retrieval sees it; their sum, at most 1, is its trust in them.
    :param weight: of retrieval, from 0 to 1.
    :returns: confidence by intent; the sum is that of `intents`, 1 where the ranking is complete.
    """
    trust = min(1.0, sum(shares.values()))
    if trust <= 0:
        return dict(intents)
    acts = {name: value for name, value in intents.items() if not _is_topic(name)}
    topics = {name: value for name, value in intents.items() if _is_topic(name)}
    total, act_mass, topic_mass = sum(intents.values()), sum(acts.values()), sum(topics.values())
    kept = 1 - weight * trust * (1 - act_mass)
    mixed = {name: value * kept for name, value in acts.items()}
    left = total - act_mass * kept
    for name in {*topics, *shares}:
        own = topics.get(name, 0.0) / topic_mass if topic_mass else 0.0
        mixed[name] = left * ((1 - weight) * own + weight * shares.get(name, 0.0) / trust)
    return mixed


def _is_topic(name: str) -> bool:
    return name not in ACTS
