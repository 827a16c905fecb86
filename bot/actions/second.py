"""How sure it is that the best passage is what was asked, and the second answer where it is not.

Whoever tells a long story often gets the right passage in second place (docs/adr/0008-second-answer.md). Below `SURE`
both are said, the second led in by what it is about, so that nobody has to understand a question back first.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import NamedTuple

from bot import texts
from bot.actions.choose import TOPIC_OF_PERSON, scored
from bot.answer import MAX_TEXT, Answer
from knowledge.aspects import aspects_of
from knowledge.passage import Passage
from knowledge.ranking import Ranking

TOPIC_MARGIN, PASSAGE_MARGIN, BIAS = 0.38, 0.13, 0.27
"""Logistic weights of the two margins, fitted by `dean06 evaluate calibrate` on the development questions in scope."""
MOST_MARGIN = 6.0
"""Standard deviations; more tells nothing more."""
SURE = 0.9
"""Probability from which one answer is enough. Of 711 development questions three in ten are below it, and 94 % are
right then; with a half below it 95 %, with none 90 %."""
SAME_TOPIC_FROM = 1.5
"""How much better a second passage of the same topic must fit than the best one of another (standard deviations).
From 1 to 2 alike; without it the second answer is too often of the same matter."""


class Choice(NamedTuple):
    """What the second answer would be, and how far behind it is."""

    second: Passage | None
    topic_margin: float
    """Score of the best passage less that of the best one of another topic, in standard deviations."""
    passage_margin: float
    """The same for the next one of its own topic, each with its bonus for the aspect asked about."""

    @property
    def confidence(self) -> float:
        """Probability that the first passage is what was asked, given that the question is in scope."""
        return 1 / (1 + math.exp(-(TOPIC_MARGIN * self.topic_margin + PASSAGE_MARGIN * self.passage_margin + BIAS)))


def choice(text: str, candidates: Ranking, topic: str) -> Choice:
    """Look at what stands behind the best passage of a topic.

    :param text: the question, masked.
    :param topic: the one that the first answer is of; it has a passage among the candidates.
    """
    best = candidates.best_by_topic()
    elsewhere = next((other for other in best if other != topic and other not in _of_others(text)), None)
    own, others = scored(text, candidates, topic), scored(text, candidates, elsewhere) if elsewhere else ()
    second = [*others[:1], *own[1:2]]
    if len(second) == 2 and second[1].score > second[0].score + SAME_TOPIC_FROM:
        second.reverse()
    first = next(c.score for c in candidates.of_topic(topic) if c.passage is own[0].passage)
    topic_margin = first - best[elsewhere] if elsewhere else MOST_MARGIN
    passage_margin = own[0].score - own[1].score if len(own) > 1 else MOST_MARGIN
    return Choice(second[0].passage if second else None, _within(topic_margin), _within(passage_margin))


def _of_others(text: str) -> set[str]:
    """Return the topics for a kind of person that the question does not name."""
    named = aspects_of(text)
    return {topic for person, _, topic in TOPIC_OF_PERSON if person not in named}


def says_the_same(first: Passage, second: Passage) -> bool:
    """Tell whether a passage answers for the topic of another one as well, what is asked about it included."""
    return second.topic in first.touches and second.aspect == first.aspect


def led_in(answer: Answer, passage: Passage) -> Answer | None:
    """Say what a second answer is about; None where it is too long for that (3 passages in 1,000)."""
    text = f"{texts.fixed('or_this', label=passage.label).text} {answer.text}"
    return replace(answer, text=text, buttons=()) if len(text) <= MAX_TEXT else None


def _within(margin: float) -> float:
    return max(-MOST_MARGIN, min(MOST_MARGIN, margin))
