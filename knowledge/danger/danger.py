"""What danger a message may speak of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.danger.model import KINDS
from knowledge.danger.signs import Signs

NEVER = -20.0


@dataclass(frozen=True)
class Danger:
    """Log-odds of each kind, and what the signs name."""

    fraud: float = NEVER
    refused: float = NEVER
    emergency: float = NEVER
    act: str | None = None
    """What the refusal is about, where a row of `refused.yml` holds."""
    passage: str | None = None
    """Id of the passage for the emergency, where a row of `emergencies.yml` holds."""

    @classmethod
    def of(cls, log_odds: NDArray[np.float32], signs: Signs) -> Danger:
        """Put together what the model and the signs say.

        :param log_odds: shape (kinds,), in the order of `KINDS`.
        """
        by_kind = {kind.value: float(value) for kind, value in zip(KINDS, log_odds, strict=True)}
        return cls(**by_kind, act=signs.refused, passage=signs.emergency)


NONE = Danger()
