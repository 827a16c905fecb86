"""A passage in full, with all that it rests on and all that hangs together with it."""

from __future__ import annotations

import datetime as dt
import difflib
from dataclasses import dataclass
from pathlib import Path

from knowledge.check.places import Places
from knowledge.figures import figures_of
from knowledge.passage import Citation, Figure, Passage
from knowledge.readability import Readability, measure
from knowledge.reading import HERE, KnowledgeBase, read_facts, survey
from knowledge.schema import KnowledgeError
from knowledge.views.names import in_words


@dataclass(frozen=True)
class Fact:
    """A fact of `facts.jsonl` as far as a reader needs it."""

    id: str
    text: str
    source: str
    confidence: str


@dataclass(frozen=True)
class Link:
    """Another passage, by id and label."""

    id: str
    label: str
    effective_from: dt.date
    effective_to: dt.date | None


@dataclass(frozen=True)
class Card:
    """Everything about one passage."""

    passage: Passage
    topic: str
    """Name of its topic."""
    file: str
    line: int
    state: str
    """Whether it holds on the day, in words."""
    facts: tuple[Fact, ...]
    citations: tuple[Citation, ...]
    figures: tuple[Figure, ...]
    replaces: tuple[Link, ...]
    replaced_by: tuple[Link, ...]
    related: tuple[Link, ...]
    readability: Readability


def card_of(passage_id: str, day: dt.date, folder: Path = HERE) -> Card:
    """Gather all about a passage.

    :param day: for which it is told whether the passage holds.
    :param folder: the folder of the knowledge base.
    :raises KnowledgeError: for an id that no readable passage has, with the nearest ones.
    """
    knowledge, errors = survey(folder)
    passage = knowledge.by_id.get(passage_id)
    if passage is None:
        broken = [str(error) for error in errors if error.passage == passage_id]
        raise KnowledgeError(broken[0] if broken else _unknown(passage_id, knowledge))
    facts, places = read_facts(folder / "facts.jsonl"), Places.read(folder)
    return Card(
        passage=passage,
        topic=knowledge.topic_by_key[passage.topic].label,
        file=places.file(passage.id),
        line=places.line(passage.id),
        state=state_of(passage, day),
        facts=tuple(_fact(facts[key]) for key in passage.facts),
        citations=passage.citations,
        figures=figures_of(passage),
        replaces=_links(knowledge, passage.replaces),
        replaced_by=_links(knowledge, tuple(p.id for p in knowledge.successors.get(passage.id, ()))),
        related=_links(knowledge, passage.related),
        readability=measure(passage),
    )


def state_of(passage: Passage, day: dt.date) -> str:
    """Say in Vietnamese whether a passage holds on a day."""
    if day < passage.effective_from:
        return f"chưa có hiệu lực vào ngày {in_words(day)}"
    return f"{'đang có' if passage.holds_on(day) else 'đã hết'} hiệu lực vào ngày {in_words(day)}"


def _unknown(passage_id: str, knowledge: KnowledgeBase) -> str:
    near = difflib.get_close_matches(passage_id, knowledge.by_id, n=4, cutoff=0.5)
    ending = [key for key in knowledge.by_id if key.partition(".")[2] == passage_id][:4]
    found = ", ".join(dict.fromkeys((*ending, *near)))
    return f"không có đoạn {passage_id!r}; " + (f"gần nhất: {found}" if found else "xem: dean06 knowledge coverage")


def _fact(row: dict[str, str]) -> Fact:
    return Fact(row["id"], row.get("fact", ""), row.get("source", ""), row.get("confidence", ""))


def _links(knowledge: KnowledgeBase, ids: tuple[str, ...]) -> tuple[Link, ...]:
    passages = [knowledge.by_id[key] for key in ids if key in knowledge.by_id]
    return tuple(Link(p.id, p.label, p.effective_from, p.effective_to) for p in passages)
