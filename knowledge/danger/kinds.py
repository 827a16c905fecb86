"""The kinds of danger that are told apart, and samples of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a message speaks of."""

    FRAUD = "fraud"
    REFUSED = "refused"
    EMERGENCY = "emergency"


@dataclass(frozen=True)
class Sample:
    """A message as people type it, and the danger it speaks of; None where it only sounds like one."""

    text: str
    kind: Kind | None


SAMPLE_FILES: dict[str, Kind | None] = {
    "fraud.yml": Kind.FRAUD,
    "refused.yml": Kind.REFUSED,
    "emergencies.yml": Kind.EMERGENCY,
    "ordinary.yml": None,
}
"""Files of `danger/samples/`, each a list of messages or lists of them by name."""
