"""Deciding what to do with a question: answer, ask back, or decline.

Rests on both the dialogue's ranking of topics (Rasa's classifier blended with retrieval) and the
retrieval layer's passages. Thresholds were read off the development questions by
`dean06 evaluate calibrate`, never set by hand; see docs/performance.md.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from knowledge.aspects import aspects_of
from knowledge.passage import Passage
from knowledge.search import Candidate
from knowledge.vietnamese.unicode import strip_accents

RELEVANCE, OUT_OF_SCOPE_SHARE, TOPIC_SHARE, BIAS = 0.66, -6.71, 4.07, -1.63
"""Logistic weights of the three figures that tell in scope from out of scope."""
ANSWER_FROM = -0.5
"""Log-odds of being in scope from which a passage is the answer."""
CLARIFY_FROM = -1.25
"""From here up to ANSWER_FROM the citizen is asked back; below, the question is declined."""
ASPECT_BONUS = 2.0
"""Added to the fused score (in standard deviations) of a passage whose aspect is asked for. From 0 to 4 it makes no
difference on 110 development questions (84 to 85 % have their facts); 2 gives "làm ở đâu" the place."""
HARM_BONUS = 6.0
"""Whoever has already given a code or money away needs what to do now, not how to recognise the next fraud."""
_HARM_DONE = re.compile(r"\b(?:lo|da|moi|vua|trot)(?: tay)? (?:doc|bam|nhap|cai|dua|gui|chuyen|cho|tai|nop)\b")
FOLLOWING_BONUS, TOPIC_BONUS, GENERAL_BONUS = 3.0, 3.0, 1.5
"""The same for a follow-up question: it is hardly more than its aspect, and stays near the topic at hand."""
GENERAL = ("how", "what")
PERSONS = ("child", "elderly", "no_phone", "far_away", "foreigner", "overseas")
"""Aspects that name another kind of person; their passages often stand under a topic of their own."""
PERSON_BONUS = 6.0
DETAILS = ("fee", "where", "duration", "papers", "online", "contact", "validity")
"""Aspects that leave the subject as it is: after its fee, "làm ở đâu?" still asks about the thing itself."""


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


@dataclass(frozen=True)
class Understood:
    """What is known of a question before deciding."""

    text: str
    ranking: Mapping[str, float]
    """Blended share by intent, topics and dialogue acts alike."""
    candidates: Sequence[Candidate]
    """Passages in force, best first."""
    relevance: float
    """Log-odds that retrieval found what was asked (`knowledge.relevance`)."""
    topics: frozenset[str]
    """Keys of all topics that have passages."""
    just_clarified: bool
    """Whether the turn before ended in a question back."""


def decide(question: Understood) -> Decision:
    """Decide on a question that names its topic."""
    shares = {name: share for name, share in question.ranking.items() if name in question.topics}
    if not shares or not question.candidates:
        return Decision(Kind.OUT_OF_SCOPE)
    topic, share = max(shares.items(), key=lambda item: item[1])
    scope = in_scope_logit(question, share)
    confidence = 1 / (1 + math.exp(-scope))
    if scope >= ANSWER_FROM:
        return Decision(Kind.ANSWER, ranked(question.text, question.candidates, topic), confidence)
    if scope >= CLARIFY_FROM and not question.just_clarified:
        return Decision(Kind.CLARIFY, _choices(question, shares), confidence)
    return Decision(Kind.NO_ANSWER if scope >= CLARIFY_FROM else Kind.OUT_OF_SCOPE, confidence=confidence)


def in_scope_logit(question: Understood, topic_share: float) -> float:
    """Return the log-odds that the question is in scope, from relevance and both sides of the ranking."""
    declined = question.ranking.get("out_of_scope", 0.0)
    return RELEVANCE * question.relevance + OUT_OF_SCOPE_SHARE * declined + TOPIC_SHARE * topic_share + BIAS


def ranked(text: str, candidates: Sequence[Candidate], topic: str) -> tuple[Passage, ...]:
    """Return the passages of a topic, best first for the aspect that the text asks about."""
    asked = aspects_of(text)
    harmed = bool(_HARM_DONE.search(strip_accents(text).lower()))

    def bonus(candidate: Candidate) -> float:
        passage = candidate.passage
        if harmed and passage.warning and passage.aspect == "problem":
            return HARM_BONUS
        return ASPECT_BONUS * (passage.aspect in asked)

    return _best_first([candidate for candidate in candidates if candidate.passage.topic == topic], bonus)


def following(text: str, candidates: Sequence[Candidate], before: Passage) -> tuple[Passage, ...]:
    """Return the passages for a follow-up question, best first.

    The aspect asked for counts, and the topic at hand; where the topic has no passage on that aspect, its
    general passage says more than the one just read.

    :param candidates: found with the follow-up together with the name of the passage before.
    """
    asked = aspects_of(text)

    def bonus(candidate: Candidate) -> float:
        passage = candidate.passage
        total = TOPIC_BONUS * (passage.topic == before.topic)
        if passage.aspect in asked:
            return total + (PERSON_BONUS if passage.aspect in PERSONS else FOLLOWING_BONUS)
        return total + GENERAL_BONUS * (passage.aspect in GENERAL) - FOLLOWING_BONUS * (passage is before)

    return _best_first(candidates, bonus)


def _best_first(candidates: Sequence[Candidate], bonus: Callable[[Candidate], float]) -> tuple[Passage, ...]:
    ordered = sorted(candidates, key=lambda candidate: candidate.score + bonus(candidate), reverse=True)
    return tuple(candidate.passage for candidate in ordered)


def _choices(question: Understood, shares: Mapping[str, float], limit: int = 3) -> tuple[Passage, ...]:
    best: dict[str, Passage] = {}
    for topic in sorted(shares, key=lambda name: -shares[name]):
        for passage in ranked(question.text, question.candidates, topic)[:1]:
            best.setdefault(passage.label, passage)
    return tuple(best.values())[:limit]
