"""What a bench finds, as it is kept in `docs/performance.json`."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter


@dataclass(frozen=True)
class Run:
    """One closed loop of users who each write the next message as soon as they are answered."""

    name: str
    users: int
    messages: int
    distinct: int
    """Different texts and payloads among the messages."""
    seconds: float
    per_second: float
    p50_ms: float
    p95_ms: float
    p50_ms_by_kind: dict[str, float]
    p50_ms_by_hundred: list[float]
    """Median of each hundred messages in the order they were answered."""
    cpu_ms: dict[str, float]
    """CPU-milliseconds a message, user and system time of all threads, by process."""
    generator_cpu_ms: float
    others_cores: float
    """Mean number of cores that other programs of the machine kept busy meanwhile."""
    waited_s: float
    """Seconds the load generator waited because it was told to (429); in no other figure."""
    wrong: dict[str, int]
    """Messages not answered as they should, by what came instead."""


@dataclass(frozen=True)
class Training:
    """One training from nothing."""

    seconds: float
    others_cores: float
    """Mean number of cores that other programs of the machine kept busy meanwhile."""


@dataclass(frozen=True)
class System:
    """One system under load."""

    start_s: float
    """From starting the command to the first moment a question would be answered."""
    training: Training | None
    """None where training was not part of the bench."""
    memory_mb: dict[str, float]
    """Proportional set size (PSS) by process, after the last run."""
    runs: list[Run]

    @property
    def total_mb(self) -> float:
        """Memory of all processes together."""
        return sum(self.memory_mb.values())

    def run(self, name: str) -> Run | None:
        """Return the run of that name, where there was one."""
        return next((run for run in self.runs if run.name == name), None)


@dataclass(frozen=True)
class Machine:
    """Where it was measured."""

    cores: int
    cpu: str
    memory_gb: float
    kernel: str
    load_before: float
    """Load average of the last minute before the bench started."""


@dataclass(frozen=True)
class Result:
    """A whole bench."""

    date: str
    commit: str
    quick: bool
    machine: Machine
    versions: dict[str, str]
    passages: int
    intents: int
    stack: System
    baseline: System | None
    baseline_examples: int

    @property
    def wrong(self) -> int:
        """Messages that were not answered as they should, on either side."""
        systems = [self.stack, *([self.baseline] if self.baseline else [])]
        return sum(sum(run.wrong.values()) for system in systems for run in system.runs)


_ADAPTER = TypeAdapter(Result)


def write_result(result: Result, path: Path) -> None:
    """Write a result as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_ADAPTER.dump_json(_ADAPTER.validate_python(asdict(result)), indent=1) + b"\n")


def read_result(path: Path) -> Result:
    """Read a result back.

    :raises pydantic.ValidationError: for JSON that is no result.
    """
    return _ADAPTER.validate_json(path.read_bytes())
