"""What dies by a day: passages and figures that end before it, and verifications that will be too old."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.check.verified import trusted_until
from knowledge.passage import Passage
from knowledge.reading import KnowledgeBase


@dataclass(frozen=True)
class Ending:
    """Something that holds, or may be trusted, for the last time on a day."""

    kind: str
    """`passage`, `figure` or `verification`."""
    id: str
    topic: str
    """Name of the topic."""
    label: str
    figure: str
    """The figure as it stands in the text; empty for the other kinds."""
    last_day: dt.date
    days_left: int
    """From today; 0 on the last day."""
    successors: tuple[str, ...]
    """Ids of the passages that replace it, the earliest first; only for passages."""
    without_successor: str
    """Why nothing follows, where a person has said so."""


def endings(knowledge: KnowledgeBase, today: dt.date, day: dt.date) -> tuple[Ending, ...]:
    """Return what holds today or later and does so no more on a day, ordered by last day.

    Verifications are those of passages still in force on that day; the last day may have gone by.
    """
    found = [ending for passage in knowledge.passages for ending in _of(knowledge, passage, today, day)]
    return tuple(sorted(found, key=lambda ending: (ending.last_day, ending.topic, ending.id)))


def _of(knowledge: KnowledgeBase, passage: Passage, today: dt.date, day: dt.date) -> Iterator[Ending]:
    last = passage.effective_to
    if last is not None and today <= last < day:
        yield _ending(knowledge, passage, "passage", last, today)
    for figure in passage.dated_figures:
        if figure.effective_to is not None and today <= figure.effective_to < day and figure.effective_to != last:
            yield _ending(knowledge, passage, "figure", figure.effective_to, today, figure.text)
    if passage.holds_on(day) and trusted_until(passage) < day:
        yield _ending(knowledge, passage, "verification", trusted_until(passage), today)


def _ending(
    knowledge: KnowledgeBase, passage: Passage, kind: str, last: dt.date, today: dt.date, figure: str = ""
) -> Ending:
    of_passage = kind == "passage"
    return Ending(
        kind=kind,
        id=passage.id,
        topic=knowledge.topic_by_key[passage.topic].label,
        label=passage.label,
        figure=figure,
        last_day=last,
        days_left=(last - today).days,
        successors=tuple(p.id for p in knowledge.successors.get(passage.id, ())) if of_passage else (),
        without_successor=(passage.without_successor or "") if of_passage else "",
    )
