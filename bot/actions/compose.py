"""Composing an answer from a vetted passage; nothing is generated."""

from __future__ import annotations

import datetime as dt

from bot.answer import Answer, Button, Source
from bot.payload import Payload
from knowledge.passage import Citation, Passage
from knowledge.reading import KnowledgeBase

OUTDATED_DAYS = 180
"""An answer not checked for longer says so."""
SOON_DAYS = 60
"""A change that comes within so many days is announced."""
MAX_CHOICES = 3


def compose(passage: Passage, knowledge: KnowledgeBase, day: dt.date) -> Answer:
    """Return the answer that a passage gives on a day."""
    return Answer(
        status="answered",
        topic=passage.topic,
        topics=passage.touches,
        text=passage.answer,
        steps=passage.steps,
        passages=(passage.id,),
        sources=cited(passage),
        verified_on=passage.verified_on.isoformat(),
        warnings=_warnings(passage, day),
        buttons=tuple(passage_button(other) for other in next_passages(passage, knowledge, day)),
    )


def cited(passage: Passage) -> tuple[Source, ...]:
    """Return the sources of a passage as an answer gives them."""
    return tuple(_source(citation) for citation in passage.citations)


def passage_button(passage: Passage) -> Button:
    """Return the button that shows a passage."""
    return Button(passage.label, str(Payload("passage", (passage.id,))))


def next_passages(passage: Passage, knowledge: KnowledgeBase, day: dt.date) -> list[Passage]:
    """Return up to three passages that people ask for next: the named ones, then others of the topic."""
    named = [knowledge.by_id[other] for other in passage.related if knowledge.by_id[other].holds_on(day)]
    others = [p for p in knowledge.of_topic(passage.topic, day) if p is not passage and p not in named]
    labels: dict[str, Passage] = {}
    for other in (*named, *others):
        labels.setdefault(other.label, other)
    return list(labels.values())[:MAX_CHOICES]


def _warnings(passage: Passage, day: dt.date) -> tuple[str, ...]:
    warnings = []
    if passage.warning:
        warnings.append(passage.warning)
    if (day - passage.verified_on).days > OUTDATED_DAYS:
        warnings.append("outdated")
    if passage.effective_to and (passage.effective_to - day).days <= SOON_DAYS:
        warnings.append("changes_soon")
    return tuple(warnings)


def _source(citation: Citation) -> Source:
    return Source(
        id=citation.id,
        title=citation.title,
        article=citation.article,
        url=citation.url,
        issued_on=_iso(citation.issued_on),
        effective_from=_iso(citation.effective_from),
        effective_to=_iso(citation.effective_to),
    )


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
