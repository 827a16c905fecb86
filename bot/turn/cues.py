"""Cues of safety: messages whose words leave no doubt that they are an attack, a forgery, or a fraud story.

The classifier learns from examples and retrieval from passages; both can be drawn away by the papers such a
message names ("hướng dẫn làm giả thẻ căn cước"). A short table that people review decides these first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from knowledge.reading import read_yaml


@dataclass(frozen=True)
class Cue:
    """One rule of `cues.yml`."""

    intent: str
    all: tuple[re.Pattern[str], ...]
    none: tuple[re.Pattern[str], ...]

    def holds(self, text: str) -> bool:
        """Tell whether the rule holds for a lower-cased text."""
        return all(pattern.search(text) for pattern in self.all) and not any(p.search(text) for p in self.none)


def cued_intent(text: str) -> str | None:
    """Return the intent that the words of a message leave no doubt about, or None.

    :param text: the message with its accents restored.
    """
    lowered = text.lower()
    return next((cue.intent for cue in _cues() if cue.holds(lowered)), None)


@lru_cache(maxsize=1)
def _cues() -> tuple[Cue, ...]:
    rows = read_yaml(Path(__file__).with_name("cues.yml"))
    return tuple(Cue(row["intent"], _compile(row["all"]), _compile(row.get("none", ()))) for row in rows)


def _compile(patterns: list[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)
