"""What the figures should be, and whether they are."""

from __future__ import annotations

from dataclasses import dataclass

from bot.bench.measure import ALONE, LONG, MANY
from bot.bench.result import Result

TIMES_BASELINE = 3.0
P50_MS = 60.0
MEMORY_MB = 1500.0
LAST_TO_FIRST = 1.3
TRAIN_S = 60.0
START_S = 15.0


@dataclass(frozen=True)
class Goal:
    """One figure beside what it should be."""

    what: str
    in_vietnamese: str
    found: float | None
    """None where it was not measured."""
    unit: str
    wanted: float
    at_least: bool = False

    @property
    def met(self) -> bool | None:
        """Whether the figure is as it should be; None where it was not measured."""
        if self.found is None:
            return None
        return self.found >= self.wanted if self.at_least else self.found <= self.wanted

    @property
    def limit(self) -> str:
        """The wanted figure as text."""
        return f"{'≥' if self.at_least else '≤'} {self.wanted:g}{self.unit}"

    @property
    def reached(self) -> str:
        """The figure found as text; a dash where it was not measured."""
        return "–" if self.found is None else f"{self.found:.{2 if self.unit == ' ×' else 0}f}{self.unit}"


def goals(result: Result) -> list[Goal]:
    """Return every figure that has a limit."""
    stack = result.stack
    alone, long = stack.run(ALONE), stack.run(LONG)
    train_s = stack.training.seconds if stack.training else None
    p50 = alone.p50_ms if alone else None
    flat = long.p50_ms_by_hundred[-1] / long.p50_ms_by_hundred[0] if long else None
    return [
        Goal(
            "messages/s at 16 users, to the baseline's", "tin/giây với 16 người, so với mặc định của Rasa",
            times_baseline(result), " ×", TIMES_BASELINE, at_least=True,
        ),
        Goal("median answer time, one user", "thời gian trả lời trung vị, 1 người", p50, " ms", P50_MS),
        Goal("memory of the whole stack", "bộ nhớ của cả hệ thống", stack.total_mb, " MB", MEMORY_MB),
        Goal(
            "last hundred of a long conversation, to its first", "100 tin cuối so với 100 tin đầu của cuộc nói dài",
            flat, " ×", LAST_TO_FIRST,
        ),
        Goal("training (`dean06 train --force`)", "dạy lại Rasa", train_s, " s", TRAIN_S),
        Goal("start until ready", "khởi động đến khi sẵn sàng", stack.start_s, " s", START_S),
    ]  # fmt: skip


def times_baseline(result: Result) -> float | None:
    """Return messages/s at 16 users as a multiple of the baseline's."""
    ours, theirs = result.stack.run(MANY), result.baseline.run(MANY) if result.baseline else None
    return ours.per_second / theirs.per_second if ours and theirs else None
