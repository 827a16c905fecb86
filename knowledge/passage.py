"""A passage: one vetted answer to one kind of question, with its sources and its time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

ASPECTS = (
    "what", "who", "condition", "papers", "how", "online", "where", "fee", "duration", "validity", "problem",
    "child", "elderly", "no_phone", "far_away", "foreigner", "overseas", "benefit", "difference", "safety",
    "contact", "history",
)  # fmt: skip
CONFIDENCES = ("text", "agency", "press", "secondary", "memory", "seed")


@dataclass(frozen=True)
class Citation:
    """A source as a passage cites it."""

    id: str
    title: str
    article: str | None = None
    url: str | None = None
    issued_on: dt.date | None = None
    effective_from: dt.date | None = None
    effective_to: dt.date | None = None
    seen_on: dt.date | None = None
    """Day on which it was read, where the source gives no day itself."""


@dataclass(frozen=True)
class Origin:
    """Where in a source document a passage was cut from: paragraph from 1, characters from 0."""

    document: str
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True)
class Figure:
    """A sum, a time limit or a share as it stands in a passage, with its own time where that is another."""

    text: str
    effective_from: dt.date
    effective_to: dt.date | None
    verified_on: dt.date


@dataclass(frozen=True)
class Passage:
    """One vetted answer. The field table is in `knowledge/README.md`."""

    id: str
    topic: str
    aspect: str
    label: str
    questions: tuple[str, ...]
    answer: str
    facts: tuple[str, ...]
    citations: tuple[Citation, ...]
    confidence: str
    effective_from: dt.date
    verified_on: dt.date
    effective_to: dt.date | None = None
    steps: tuple[str, ...] = ()
    region: str | None = None
    replaces: tuple[str, ...] = ()
    without_successor: str | None = None
    """Why nothing follows the passage after its last day."""
    dated_figures: tuple[Figure, ...] = ()
    """Figures whose time is not that of the passage; `knowledge.figures` gives all of them."""
    related: tuple[str, ...] = ()
    touches: tuple[str, ...] = ()
    """Other topics that the passage is about as well, nearest first."""
    warning: str | None = None
    origin: Origin | None = None

    def holds_on(self, day: dt.date) -> bool:
        """Tell whether the passage is in force on a day; both ends belong to it."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)

    def overlaps(self, other: Passage) -> bool:
        """Tell whether there is a day on which both are in force."""
        return max(self.effective_from, other.effective_from) <= min(
            self.effective_to or dt.date.max, other.effective_to or dt.date.max
        )

    @property
    def full_text(self) -> str:
        """The answer and its steps as one text, as it is indexed."""
        return " ".join((self.answer, *self.steps))


def in_force(passages: tuple[Passage, ...], day: dt.date) -> tuple[Passage, ...]:
    """Return the passages that hold on a day, in their order."""
    return tuple(passage for passage in passages if passage.holds_on(day))
