"""Where and with what it was measured."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bot.bench.result import Machine
from bot.dialogue.train import RASA_PYTHON
from bot.settings import ROOT

OURS = ("torch", "sentence-transformers", "onnxruntime", "faiss-cpu", "rasa-sdk", "starlette", "uvicorn", "aiohttp")
THEIRS = ("rasa", "tensorflow", "sanic")


def describe_machine() -> Machine:
    """Describe this machine as it is now."""
    cpu = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0))
    return Machine(cores, cpu, round(memory, 1), platform.release().partition("-")[0], round(os.getloadavg()[0], 2))


def versions() -> dict[str, str]:
    """Return the versions of both Pythons and of what matters most for speed."""
    found = {"Python (app)": platform.python_version()}
    for name in OURS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue  # the encoder's backend decides which of them is there
    script = (
        "import platform, sys; from importlib.metadata import version\n"
        "print(platform.python_version(), *map(version, sys.argv[1:]))"
    )
    done = subprocess.run([str(RASA_PYTHON), "-c", script, *THEIRS], capture_output=True, text=True, check=True)
    found.update(zip(("Python (Rasa)", *THEIRS), done.stdout.split(), strict=True))
    return found


def commit() -> str:
    """Return the commit checked out, and whether files differ from it; `unknown` without git."""
    try:
        head = _git("rev-parse", "--short", "HEAD")
        changed = _git("status", "--porcelain", "--untracked-files=no")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return f"{head} with changes" if changed else head


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607
    return done.stdout.strip()
