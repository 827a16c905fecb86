"""One set-up at a time in one working copy."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def exclusive(folder: Path, on_wait: Callable[[], None]) -> Iterator[int]:
    """Hold the lock of a folder; wait while another process holds it.

    The operating system lets go of the lock when its last holder dies, so that no stale lock can stay.
    The descriptor is handed to child processes: where a set-up is killed and its pip lives on, the
    next set-up waits for that pip instead of deleting the environment under its hands.

    :param folder: an existing folder; nothing is written to it.
    :param on_wait: called once if the lock is taken.
    :returns: the descriptor that holds the lock.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)
