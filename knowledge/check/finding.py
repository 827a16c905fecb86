"""What a check returns: findings, each with its place, and figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Finding:
    """One thing a person should look at, said in Vietnamese."""

    check: str
    """Key of the check in `knowledge.check.run.CHECKS`."""
    file: str
    """Path from the folder of the knowledge base, with `/`."""
    line: int
    """From 1."""
    passage: str
    """Id of the passage; empty where it concerns none."""
    found: str
    expected: str
    gates: bool = True
    """Whether it stops a release; else it only informs."""


@dataclass(frozen=True)
class Outcome:
    """What one check has to say."""

    findings: tuple[Finding, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)
    """Figures for people, by name in Vietnamese; shares from 0 to 1."""
