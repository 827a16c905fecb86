"""What is learned from beside the passages: questions to decline, and samples of danger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from knowledge.danger import signs
from knowledge.danger.kinds import Kind
from knowledge.danger.patterns import Readable


@dataclass(frozen=True)
class Embedded:
    """A sample as it is embedded and as patterns read it."""

    text: str
    """Normalised like any question."""
    read: Readable
    kind: Kind | None


@dataclass(frozen=True)
class Beside:
    """All of it."""

    outside: tuple[str, ...] = ()
    """Questions to decline, normalised like wordings."""
    samples: tuple[Embedded, ...] = ()

    @property
    def made_from(self) -> list[Any]:
        """Everything that a model learned from it depends on, for a fingerprint."""
        samples = [[s.text, s.read.text, s.read.bare, s.kind.value if s.kind else None] for s in self.samples]
        return [list(self.outside), samples, signs.fingerprint() if self.samples else None]


NOTHING = Beside()
