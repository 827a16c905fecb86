"""What the checks look at: the knowledge base as far as it can be read, on one day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from knowledge.check.finding import Finding
from knowledge.check.places import Places
from knowledge.passage import Passage, in_force
from knowledge.reading import HERE, KnowledgeBase, read_facts, read_sources, survey
from knowledge.schema import KnowledgeError


@dataclass(frozen=True)
class Material:
    """Read once, given to every check."""

    folder: Path
    day: dt.date
    knowledge: KnowledgeBase
    """The passages that could be read."""
    errors: tuple[KnowledgeError, ...]
    """Why others could not."""
    facts: dict[str, dict[str, str]]
    places: Places
    questions: tuple[Path, ...] = ()
    """Files of evaluation questions, which no wording may repeat."""
    models: Path | None = None
    """The folder `models/`; None where nothing is searched."""
    encoder: str | None = None
    """As for `knowledge.search.Search.load`."""

    @classmethod
    def read(
        cls,
        day: dt.date,
        folder: Path = HERE,
        questions: tuple[Path, ...] = (),
        models: Path | None = None,
        encoder: str | None = None,
    ) -> Material:
        """Read the knowledge base.

        :raises KnowledgeError: where topics, facts or sources cannot be read at all.
        """
        knowledge, errors = survey(folder)
        facts = read_facts(folder / "facts.jsonl")
        return cls(folder, day, knowledge, tuple(errors), facts, Places.read(folder), questions, models, encoder)

    @cached_property
    def sources(self) -> dict[str, dict[str, Any]]:
        """The fields of all sources by id."""
        return read_sources(self.folder / "sources")

    @cached_property
    def in_force(self) -> tuple[Passage, ...]:
        """The passages that hold on the day."""
        return in_force(self.knowledge.passages, self.day)

    @cached_property
    def written(self) -> tuple[Passage, ...]:
        """The passages people write; those cut from a document are quotations, whose words nobody changes."""
        return tuple(passage for passage in self.knowledge.passages if passage.origin is None)

    def finding(
        self, check: str, passage: Passage, field: str, found: str, expected: str, item: int = -1, gates: bool = True
    ) -> Finding:
        """Make a finding about a field of a passage, or an item from 0 of that field's list."""
        line = self.places.line(passage.id, field, item)
        return Finding(check, self.places.file(passage.id), line, passage.id, found, expected, gates)
