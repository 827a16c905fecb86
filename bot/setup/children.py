"""Child processes of the set-up: their output in log files, all of them ended with the set-up."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.setup.problem import SetupError

TAIL = 12
"""Lines of a failed child's log that are shown."""

GRACE_SECONDS = 5
"""From the polite signal to the final one."""


class Children:
    """Runs child processes from several threads and ends all of them at once."""

    def __init__(self, held: Sequence[int] = ()) -> None:
        """Start with none.

        :param held: descriptors that children keep open (see `exclusive`).
        """
        self._held = tuple(held)
        self._running: set[subprocess.Popen[bytes]] = set()
        self._guard = threading.Lock()
        self._stopped = False

    def run(
        self,
        command: Sequence[str | Path],
        log: Path,
        what: str,
        cwd: Path,
        env: Mapping[str, str] | None = None,
    ) -> None:
        """Run one command to its end; its output is added to a log.

        :param what: what the command does, for the sentence about a failure.
        :param env: further environment variables.
        :raises SetupError: if it fails; the message ends with the last lines of the log.
        """
        with log.open("ab") as output:
            with self._guard:
                if self._stopped:
                    raise SetupError(f"{what}: đã dừng theo yêu cầu; chạy lại `make setup` để làm tiếp")
                child = subprocess.Popen(
                    [str(part) for part in command],
                    cwd=cwd,
                    env={**os.environ, **(env or {})},
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    pass_fds=self._held,
                )
                self._running.add(child)
            status = child.wait()
            with self._guard:
                self._running.discard(child)
        if status:
            tail = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-TAIL:])
            raise SetupError(
                f"{what}: lệnh dừng với mã {status}, cần mã 0; xem {log}, sửa rồi chạy lại `make setup`. "
                f"Những dòng cuối:\n{tail}"
            )

    def stop(self) -> None:
        """End every child and start no more."""
        with self._guard:
            self._stopped = True
            running = list(self._running)
        for child in running:
            child.terminate()
        for child in running:
            try:
                child.wait(GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()
