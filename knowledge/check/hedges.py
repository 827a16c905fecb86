"""Words that say that something is not certain, out of a list that people review."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.check.listed import read_rows

FILE = "hedges.yml"
USUAL = ("source", "ask", "open")
"""What says for most things that they are not certain: who says so, whom to ask, that it may have changed."""

_GAP = r"(?:[ ,]+\w+){1,8}?[ ,]+"


@dataclass(frozen=True)
class Hedges:
    """For each thing that words can say, a pattern of the words."""

    patterns: Mapping[str, re.Pattern[str]]

    @classmethod
    def read(cls, folder: Path) -> Hedges:
        """Read `hedges.yml`.

        :raises KnowledgeError: where a row has no phrases.
        """
        rows = read_rows(folder / FILE, ("says", "phrases"))
        return cls({row.text("says"): _pattern(row.fields["phrases"]) for row in rows})

    def says(self, text: str, any_of: Iterable[str]) -> bool:
        """Tell whether a text says one of some things."""
        return any(kind in self.patterns and self.patterns[kind].search(text) for kind in any_of)


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    words = (_GAP.join(re.escape(part.strip()) for part in phrase.split("…")) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)
