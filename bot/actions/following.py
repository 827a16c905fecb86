"""Choosing the passage for a follow-up question: near the matter at hand, by what is asked about it and for whom."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.actions.choose import DETAILS, GENERAL, TOPIC_OF_PERSON, asked_about, best_first
from knowledge.aspects import PERSONS, aspects_of, content_words
from knowledge.passage import Passage
from knowledge.ranking import Candidate, Ranking
from knowledge.subjects import subjects_of

TOPIC_BONUS, MATTER_BONUS = 8.0, 5.0
"""For a passage of the topic at hand, and of the matter at hand: a topic may hold several (birth, death, marriage).

All bonuses are added to the fused score, in standard deviations. A follow-up is hardly more than its aspect and is
searched with the question before it, whose own passage would win else. Over 400 pairs of a passage's first wording and
"thế bao nhiêu tiền", "mấy hôm thì có" … the aspect asked for is answered in 93 %, always in the same topic."""
ASPECT_BONUS, PERSON_BONUS = 12.0, 18.0
"""For a passage on the aspect asked about, or for the kind of person asked about."""
OTHER_MATTER, OTHER_TOPIC = 0.3, 0.4
"""Parts of these for a passage on another matter, in another topic: better the general word on the matter at hand."""
GENERAL_BONUS = 4.0
"""For a general passage, where there is none on the aspect: it says more than the one just read."""
STAY = 3.0
OWN_WORD = 0.25
"""How much less the bonuses weigh with each further word of its own that a follow-up has."""
KIN = {"where": "online", "online": "where", "contact": "where", "who": "condition", "condition": "who"}
"""Aspects that people hardly tell apart; a passage on the other one gets half of the bonus."""
LOOKED_AT = 100
"""Passages that a follow-up may go to besides those of its topic."""
_THAT = re.compile(r"\bnó\b|\b(?:đó|này|ấy|kia|nớ|đấy)\b")
_SAYS = (
    ("duration", re.compile(r"\d+ (?:ngày|tháng|năm|giờ|phút)")),
    ("validity", re.compile(r"\d+ (?:ngày|tháng|năm|giờ|phút)|hết hạn|còn hạn")),
    ("fee", re.compile(r"\d đồng|miễn phí|không mất tiền")),
)
"""Figures by which a passage answers an aspect that is not its own."""


def following(
    text: str, candidates: Ranking, before: Passage, question: str = "", alone: Ranking | None = None
) -> tuple[Passage, ...]:
    """Return the passages for a follow-up question, best first.

    Where the topic at hand has nothing on what is asked, passages of other topics count as near that name the subject
    of the question before. Whoever only names another kind of person asks the question before it again, for them.

    :param candidates: found with the follow-up together with the question before it, or the name of the passage before.
    :param before: the passage of the matter at hand.
    :param question: the question before it.
    :param alone: found with the follow-up by itself.
    """
    asked = asked_about(text)
    elsewhere = topic_of_person(asked, before.topic)
    home = elsewhere or before.topic
    if elsewhere and asked <= set(PERSONS):
        asked |= set(aspects_of(question)) & set(DETAILS)
    near = candidates.of_topic(home)
    here = not _asked_elsewhere(text, asked, before, near)
    kin = {KIN[aspect] for aspect in asked if aspect in KIN}
    own = len(content_words(text))
    by_itself = alone.scores() if alone and own else {}
    lacking = asked and not any(candidate.passage.aspect in asked | kin for candidate in near)
    sought = subjects_of(question) if lacking else frozenset()
    weight = 1 / (1 + OWN_WORD * max(0, own - 1))

    def bonus(candidate: Candidate) -> float:
        passage = candidate.passage
        named = bool(sought) and bool(sought & subjects_of(f"{passage.label} {candidate.wording}"))
        at_home, alike = passage.topic == home or named, _matter(passage) == _matter(before) or named
        total = TOPIC_BONUS * at_home * (2 if elsewhere else 1) + MATTER_BONUS * alike
        if passage is before and repeats(text, before):
            total += ASPECT_BONUS
        elif passage.aspect in asked:
            part = OTHER_TOPIC if not at_home else 1 if alike or elsewhere else OTHER_MATTER
            total += part * (PERSON_BONUS if passage.aspect in PERSONS and not elsewhere else ASPECT_BONUS)
        elif alike and passage.aspect in kin:
            total += ASPECT_BONUS / 2
        else:
            total += GENERAL_BONUS * (passage.aspect in GENERAL and (bool(asked) or not own))
            total -= (STAY if here else ASPECT_BONUS) * (passage is before and (bool(asked) or not own))
        return weight * total + by_itself.get(passage.id, 0.0)

    others = [candidate for candidate in candidates[:LOOKED_AT] if candidate.passage.topic != home]
    return tuple(row.passage for row in best_first([*near, *others], bonus))


def topic_of_person(asked: Iterable[str], topic: str) -> str | None:
    """Return the topic that the topic at hand has for a kind of person asked about, if it has one."""
    return next((to for who, at, to in TOPIC_OF_PERSON if who in asked and at.match(topic) and to != topic), None)


def repeats(text: str, before: Passage) -> bool:
    """Tell whether a follow-up asks about something that the passage just read says ("giấy đó dùng được mấy ngày")."""
    if not _THAT.search(text.lower()):
        return False
    said = before.full_text.lower()
    return any(aspect in aspects_of(text) and pattern.search(said) for aspect, pattern in _SAYS)


def _asked_elsewhere(text: str, asked: Iterable[str], before: Passage, near: Iterable[Candidate]) -> bool:
    """Tell whether what is asked stands in another passage than the one just read, as far as aspects show it."""
    aspects = set(asked)
    if not aspects:
        return not content_words(text)  # "rồi sao nữa" wants another
    return any(c.passage.aspect in aspects for c in near if _matter(c.passage) == _matter(before))


def _matter(passage: Passage) -> str:
    return passage.id.partition(".")[0]
