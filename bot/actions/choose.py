"""Choosing the passage inside a topic: by score, and by what is asked about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from knowledge.aspects import aspects_of
from knowledge.passage import Passage
from knowledge.ranking import Candidate, Ranking
from knowledge.vietnamese.unicode import strip_accents

ASPECT_BONUS = 2.0
"""Added to the fused score (in standard deviations) of a passage whose aspect is asked for; 2 and 3 answer the most of
776 development questions in scope, 4 and 6 answer 6 and 11 fewer."""
HARM_BONUS = 6.0
"""Whoever has already given a code or money away needs what to do now, not how to recognise the next fraud."""
_HARM_DONE = re.compile(r"\b(?:lo|da|moi|vua|trot)(?: tay)? (?:doc|bam|nhap|cai|dua|gui|chuyen|cho|tai|nop)\b")
GENERAL = ("how", "what")
DETAILS = ("fee", "where", "duration", "papers", "online", "contact", "validity")
"""Aspects that leave the subject as it is: after its fee, "làm ở đâu?" still asks about the thing itself."""
TOPIC_OF_PERSON = (
    ("child", re.compile("dinhdanh_muc|vneid_cai_dat"), "dinhdanh_tre_em"),
    ("child", re.compile("cancuoc_|cmnd|gia_tri_cccd"), "cancuoc_tre_em"),
    ("foreigner", re.compile("dinhdanh_muc|vneid_|dinhdanh_tre_em"), "dinhdanh_nguoi_nuoc_ngoai"),
    ("overseas", re.compile("cancuoc_|cmnd|gia_tri_cccd"), "viet_kieu_goc_viet"),
)
"""Where the same matter stands for another kind of person: the person, the topics at hand, the topic to go to."""


class Scored(NamedTuple):
    """A passage with its score for a question, in standard deviations."""

    passage: Passage
    score: float


def ranked(text: str, candidates: Ranking, topic: str) -> tuple[Passage, ...]:
    """Return the passages of a topic, best first for the aspect that the text asks about."""
    return tuple(row.passage for row in scored(text, candidates, topic))


def scored(text: str, candidates: Ranking, topic: str) -> tuple[Scored, ...]:
    """Return the passages of a topic with their scores for what the text asks about, best first."""
    asked = asked_about(text, topic)
    takes = bool(asked & set(DETAILS)) and "problem" not in asked  # "mất mấy ngày" has lost nothing
    harmed = bool(_HARM_DONE.search(strip_accents(text).lower()))

    def bonus(candidate: Candidate) -> float:
        passage = candidate.passage
        if harmed and passage.warning and passage.aspect == "problem":
            return HARM_BONUS
        if takes and passage.aspect == "problem":
            return -ASPECT_BONUS
        return ASPECT_BONUS * (passage.aspect in asked)

    return best_first(candidates.of_topic(topic), bonus)


def asked_about(text: str, topic: str = "") -> frozenset[str]:
    """Return the aspects asked about.

    With trouble told, "làm sao" asks about the trouble; in a topic for one kind of person, its name asks nothing.

    :param topic: where the answer is looked for.
    """
    asked = frozenset(aspects_of(text))
    if "problem" in asked:
        asked -= set(GENERAL)
    return asked - {who for who, _, of in TOPIC_OF_PERSON if of == topic} or asked


def best_first(candidates: Sequence[Candidate], bonus: Callable[[Candidate], float]) -> tuple[Scored, ...]:
    """Return the passages of candidates with their score and bonus, the highest first."""
    rows = (Scored(candidate.passage, candidate.score + bonus(candidate)) for candidate in candidates)
    return tuple(sorted(rows, key=lambda row: row.score, reverse=True))
