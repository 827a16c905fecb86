"""What the person at the terminal sees: a line when a step starts, every few seconds, and when it ends."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

TICK_SECONDS = 10.0


def say(line: str) -> None:
    """Print one line at once, whole even where two threads talk."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Progress:
    """Numbers the steps and times them."""

    def __init__(self, total: int, tick: float = TICK_SECONDS, write: Callable[[str], None] = say) -> None:
        """Start.

        :param total: how many steps there are.
        :param tick: seconds between two lines of a step that runs.
        """
        self._total = total
        self._tick = tick
        self._write = write
        self._started = time.monotonic()

    @property
    def seconds(self) -> int:
        """Since the start."""
        return round(time.monotonic() - self._started)

    @contextmanager
    def step(self, number: int, title: str, status: Callable[[], str]) -> Iterator[None]:
        """Show a step from its start to its end.

        :param status: how far the step is, in a few words; asked every few seconds.
        """
        started = time.monotonic()
        ended = threading.Event()
        mark = f"[{number}/{self._total}] {title}"

        def tick() -> None:
            while not ended.wait(self._tick):
                self._write(f"{mark}: {status()}, {time.monotonic() - started:.0f} giây")

        ticker = threading.Thread(target=tick, daemon=True)
        self._write(f"{mark}: bắt đầu")
        ticker.start()
        try:
            yield
        finally:
            ended.set()
            ticker.join()
        self._write(f"{mark}: xong, {time.monotonic() - started:.0f} giây")
