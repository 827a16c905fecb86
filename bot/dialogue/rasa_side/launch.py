"""Starts Rasa so that it ends when the app that started it ends, however that happens (Linux).

Usage: `python -m bot.dialogue.rasa_side.launch run …` with Rasa's own arguments.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1  # linux/prctl.h


def die_with_parent(parent: int) -> None:
    """Ask the kernel for SIGTERM when the parent ends; leave at once where it has ended already."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        sys.exit("the app that started Rasa has ended")


if __name__ == "__main__":
    die_with_parent(int(os.environ["DEAN06_PARENT"]))
    from rasa.__main__ import main

    sys.argv[0] = "rasa"
    main()
