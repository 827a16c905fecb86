"""What the checks look at: the knowledge base as far as it can be read, on one day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from knowledge.check.finding import Finding
from knowledge.check.places import Places
from knowledge.passage import Passage, in_force
from knowledge.reading import HERE, KnowledgeBase, read_facts, survey
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

    @classmethod
    def read(cls, day: dt.date, folder: Path = HERE) -> Material:
        """Read the knowledge base.

        :raises KnowledgeError: where topics, facts or sources cannot be read at all.
        """
        knowledge, errors = survey(folder)
        return cls(folder, day, knowledge, tuple(errors), read_facts(folder / "facts.jsonl"), Places.read(folder))

    @cached_property
    def in_force(self) -> tuple[Passage, ...]:
        """The passages that hold on the day."""
        return in_force(self.knowledge.passages, self.day)

    def finding(
        self, check: str, passage: Passage, field: str, found: str, expected: str, item: int = -1, gates: bool = True
    ) -> Finding:
        """Make a finding about a field of a passage, or an item from 0 of that field's list."""
        line = self.places.line(passage.id, field, item)
        return Finding(check, self.places.file(passage.id), line, passage.id, found, expected, gates)
