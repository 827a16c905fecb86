"""Signs of danger in a message: roles of a fraud story, what is asked for that is refused, emergencies.

The patterns stand in `fraud.yml`, `refused.yml` and `emergencies.yml`, for people to review. A sign alone decides
nothing: `model.py` weighs all of them together with what the message is about.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.danger.patterns import Readable, Words
from knowledge.reading import read_yaml

HERE = Path(__file__).resolve().parent
FILES = tuple(HERE / f"{name}.yml" for name in ("fraud", "refused", "emergencies"))


@dataclass(frozen=True)
class Signs:
    """The signs found in one message."""

    found: NDArray[np.float32]
    """1 for each sign that was found, else 0; shape (signs,)."""
    refused: str | None
    """What the first row of `refused.yml` that holds calls for: an act of the assistant."""
    emergency: str | None
    """Id of the passage that the first row of `emergencies.yml` that holds names."""


@dataclass(frozen=True)
class _Row:
    """A rule: all of its patterns are found and none of the others."""

    means: str
    all: tuple[Words, ...]
    none: tuple[Words, ...]

    def holds(self, message: Readable) -> bool:
        return all(w.within(message) for w in self.all) and not any(w.within(message) for w in self.none)


@dataclass(frozen=True)
class _Tables:
    roles: tuple[Words, ...]
    """Of all three files."""
    refused: tuple[_Row, ...]
    emergencies: tuple[_Row, ...]


def signs_of(message: Readable) -> Signs:
    """Look for all signs."""
    tables = _tables()
    roles = [role.within(message) for role in tables.roles]
    refused, emergencies = ([row.holds(message) for row in rows] for rows in (tables.refused, tables.emergencies))
    found = np.array([*roles, *refused, *emergencies], dtype=np.float32)
    return Signs(found, _first(tables.refused, refused), _first(tables.emergencies, emergencies))


def count_signs() -> int:
    """Return how many signs there are."""
    tables = _tables()
    return len(tables.roles) + len(tables.refused) + len(tables.emergencies)


def fingerprint() -> str:
    """Return a hash of the patterns; what was learned with others is stale."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in FILES)).hexdigest()[:16]


def acts() -> tuple[str, ...]:
    """Return the acts that `refused.yml` calls for."""
    return tuple(dict.fromkeys(row.means for row in _tables().refused))


def emergency_passages() -> tuple[str, ...]:
    """Return the ids of the passages that `emergencies.yml` names."""
    return tuple(dict.fromkeys(row.means for row in _tables().emergencies))


def _first(rows: Sequence[_Row], hold: Sequence[bool]) -> str | None:
    return next((row.means for row, holds in zip(rows, hold, strict=True) if holds), None)


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    fraud, refused, emergencies = map(read_yaml, FILES)
    files = (fraud, refused, emergencies)
    roles = tuple(Words.compile(_either(role)) for file in files for role in file["roles"].values())
    return _Tables(roles, _rows(refused, "act"), _rows(emergencies, "passage"))


def _either(patterns: str | Sequence[str]) -> str:
    return patterns if isinstance(patterns, str) else "|".join(patterns)


def _rows(table: Mapping[str, Any], meaning: str) -> tuple[_Row, ...]:
    words: dict[str, str] = {}
    for name, pattern in table["words"].items():
        words[name] = _filled(pattern, words)

    def compiled(patterns: Sequence[str]) -> tuple[Words, ...]:
        return tuple(Words.compile(_filled(pattern, words)) for pattern in patterns)

    return tuple(_Row(row[meaning], compiled(row["all"]), compiled(row.get("none", ()))) for row in table["rows"])


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    return re.sub(r"<([a-z_]+)>", lambda found: f"(?:{words[found[1]]})", pattern)
