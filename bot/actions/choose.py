"""Choosing the passage inside a topic, or after the one just read: by score, and by what is asked about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from knowledge.aspects import aspects_of
from knowledge.passage import Passage
from knowledge.ranking import Candidate, Ranking
from knowledge.vietnamese.unicode import strip_accents

ASPECT_BONUS = 2.0
"""Added to the fused score (in standard deviations) of a passage whose aspect is asked for. From 0 to 6 it makes
next to no difference on 102 questions from outside (83 to 85 % have their facts); 2 gives "làm ở đâu" the place."""
HARM_BONUS = 6.0
"""Whoever has already given a code or money away needs what to do now, not how to recognise the next fraud."""
_HARM_DONE = re.compile(r"\b(?:lo|da|moi|vua|trot)(?: tay)? (?:doc|bam|nhap|cai|dua|gui|chuyen|cho|tai|nop)\b")
FOLLOWING_BONUS, TOPIC_BONUS, GENERAL_BONUS = 12.0, 6.0, 6.0
"""The same for a follow-up question: it is hardly more than its aspect, and stays near the topic at hand. It is
searched with the question before it, whose own passage would win else. Over 340 pairs of a passage's first wording and
"thế bao nhiêu tiền", "mấy hôm thì có" … the aspect asked for is answered in 95 %, in the same topic in 99.7 %; with
bonuses of 3 in 17 %."""
GENERAL = ("how", "what")
PERSONS = ("child", "elderly", "no_phone", "far_away", "foreigner", "overseas")
"""Aspects that name another kind of person; their passages often stand under a topic of their own."""
PERSON_BONUS = 18.0
DETAILS = ("fee", "where", "duration", "papers", "online", "contact", "validity")
"""Aspects that leave the subject as it is: after its fee, "làm ở đâu?" still asks about the thing itself."""


def ranked(text: str, candidates: Ranking, topic: str) -> tuple[Passage, ...]:
    """Return the passages of a topic, best first for the aspect that the text asks about."""
    asked = aspects_of(text)
    harmed = bool(_HARM_DONE.search(strip_accents(text).lower()))

    def bonus(candidate: Candidate) -> float:
        passage = candidate.passage
        if harmed and passage.warning and passage.aspect == "problem":
            return HARM_BONUS
        return ASPECT_BONUS * (passage.aspect in asked)

    return _best_first(candidates.of_topic(topic), bonus)


def following(text: str, candidates: Sequence[Candidate], before: Passage) -> tuple[Passage, ...]:
    """Return the passages for a follow-up question, best first.

    The aspect asked for counts, and the topic at hand; where the topic has no passage on that aspect, its
    general passage says more than the one just read.

    :param candidates: found with the follow-up together with the question before it, or the name of the passage before.
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
