"""Deciding what to do with a question: answer, ask back, or decline.

Rests on both the dialogue's ranking of topics (Rasa's classifier blended with retrieval) and the
retrieval layer's passages. Thresholds were read off the development questions by
`dean06 evaluate calibrate`; see docs/performance.md.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from bot.actions.choose import ranked
from bot.actions.second import SURE, choice, says_the_same
from knowledge.passage import Passage
from knowledge.ranking import Ranking

RELEVANCE, OUT_OF_SCOPE_SHARE, TOPIC_SHARE, BIAS = 0.71, -3.30, 2.97, -1.38
"""Logistic weights of the three figures that tell in scope from out of scope. Today's fit weighs the classifier's share
with -5.3 and declines as many (at 0: 1.4 % in scope, 98.6 % out of scope of 997 development questions), but also two of
312 short questions such as "tích hợp bảo hiểm y tế mấy ngày"; these weights decline none of those."""
ANSWER_FROM = 0.0
"""Log-odds of being in scope from which a passage is the answer."""
CLARIFY_FROM = -0.4
"""From here up to ANSWER_FROM the citizen is asked back; below, the question is declined."""


class Kind(Enum):
    """What to do."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    NO_ANSWER = "no_answer"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True)
class Decision:
    """What to do, with the passages to do it with, best first."""

    kind: Kind
    passages: tuple[Passage, ...] = ()
    confidence: float = 0.0
    """Probability that the question is in scope; of an answer, that it is the right one."""
    second: Passage | None = None
    """What else may have been asked, where the answer is not sure."""


@dataclass(frozen=True)
class Understood:
    """What is known of a question before deciding."""

    text: str
    ranking: Mapping[str, float]
    """Blended share by intent, topics and dialogue acts alike."""
    candidates: Ranking
    """Passages in force, best first."""
    relevance: float
    """Log-odds that retrieval found what was asked (`knowledge.relevance`)."""
    topics: frozenset[str]
    """Keys of all topics that have passages."""
    just_clarified: bool
    """Whether the turn before ended in a question back."""
    another_day: Passage | None = None
    """The passage that would answer it best, if it held today and nothing else does in its place."""


def decide(question: Understood) -> Decision:
    """Decide on a question that names its topic."""
    shares = {name: share for name, share in question.ranking.items() if name in question.topics}
    if not shares or not question.candidates:
        return Decision(Kind.OUT_OF_SCOPE)
    topic, share = max(shares.items(), key=lambda item: item[1])
    scope = in_scope_logit(question, share)
    confidence = 1 / (1 + math.exp(-scope))
    if scope >= ANSWER_FROM and question.another_day:
        return Decision(Kind.NO_ANSWER, (question.another_day,), confidence)
    if scope >= ANSWER_FROM:
        return _answer(question, topic, confidence)
    if scope >= CLARIFY_FROM and not question.just_clarified:
        return Decision(Kind.CLARIFY, _choices(question, shares), confidence)
    return Decision(Kind.NO_ANSWER if scope >= CLARIFY_FROM else Kind.OUT_OF_SCOPE, confidence=confidence)


def _answer(question: Understood, topic: str, in_scope: float) -> Decision:
    found = ranked(question.text, question.candidates, topic)
    if not found:
        return Decision(Kind.OUT_OF_SCOPE)
    behind = choice(question.text, question.candidates, topic)
    needed = behind.confidence < SURE and behind.second and not says_the_same(found[0], behind.second)
    return Decision(Kind.ANSWER, found, in_scope * behind.confidence, behind.second if needed else None)


def in_scope_logit(question: Understood, topic_share: float) -> float:
    """Return the log-odds that the question is in scope, from relevance and both sides of the ranking."""
    declined = question.ranking.get("out_of_scope", 0.0)
    return RELEVANCE * question.relevance + OUT_OF_SCOPE_SHARE * declined + TOPIC_SHARE * topic_share + BIAS


def _choices(question: Understood, shares: Mapping[str, float], limit: int = 3) -> tuple[Passage, ...]:
    best: dict[str, Passage] = {}
    for topic in sorted(shares, key=lambda name: -shares[name]):
        for passage in ranked(question.text, question.candidates, topic)[:1]:
            best.setdefault(passage.label, passage)
    return tuple(best.values())[:limit]
