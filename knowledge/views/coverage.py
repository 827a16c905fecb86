"""Coverage: how many passages in force answer which aspect of which topic."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.passage import ASPECTS, in_force
from knowledge.reading import KnowledgeBase, Topic
from knowledge.views.chapters import Chapter, chapters_of

FEW_ASPECTS = 6
"""A topic with fewer aspects is named as thin, unless the caller says otherwise."""


@dataclass(frozen=True)
class Coverage:
    """Counts of the passages in force on a day, and what can be read off them."""

    day: dt.date
    chapters: tuple[Chapter, ...]
    counts: Mapping[tuple[str, str], int]
    """Passages in force by key of topic and aspect; pairs without any are left out."""
    passages: int
    """Passages of all days."""
    in_force: int
    wordings: int
    """Wordings of the passages in force."""

    @property
    def topics(self) -> tuple[Topic, ...]:
        """All topics in reading order."""
        return tuple(topic for chapter in self.chapters for topic in chapter.topics)

    @property
    def aspects_open(self) -> int:
        """Pairs of topic and aspect that nothing in force answers; not every one of them is a gap."""
        return len(self.topics) * len(ASPECTS) - len(self.counts)

    def count(self, topic: str, aspect: str) -> int:
        """Return the passages of one topic on one aspect."""
        return self.counts.get((topic, aspect), 0)

    def of_topic(self, topic: str) -> int:
        """Return the passages of a topic."""
        return sum(self.count(topic, aspect) for aspect in ASPECTS)

    def of_aspect(self, aspect: str) -> int:
        """Return the passages on an aspect."""
        return sum(self.count(topic.key, aspect) for topic in self.topics)

    def aspects_of_topic(self, topic: str) -> int:
        """Return how many aspects of a topic have any passage."""
        return sum(self.count(topic, aspect) > 0 for aspect in ASPECTS)

    def thin(self, least: int = FEW_ASPECTS) -> tuple[Topic, ...]:
        """Return the topics with fewer aspects than `least`, the thinnest first."""
        thin = [topic for topic in self.topics if self.aspects_of_topic(topic.key) < least]
        return tuple(sorted(thin, key=lambda topic: self.aspects_of_topic(topic.key)))


def coverage_of(knowledge: KnowledgeBase, day: dt.date) -> Coverage:
    """Count the passages in force on a day."""
    held = in_force(knowledge.passages, day)
    return Coverage(
        day=day,
        chapters=chapters_of(knowledge),
        counts=Counter((passage.topic, passage.aspect) for passage in held),
        passages=len(knowledge.passages),
        in_force=len(held),
        wordings=sum(len(passage.questions) for passage in held),
    )
