"""How long a training command takes."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.bench.meter import children_cpu_seconds, machine_cpu_seconds
from bot.bench.result import Training
from bot.dialogue.train import TrainingError


def timed(command: Sequence[str], folder: Path, environment: Mapping[str, str], log: Path) -> Training:
    """Run a training command to its end.

    :param folder: where it runs.
    :param log: what it prints.
    :raises TrainingError: if it fails.
    """
    machine, children, started = machine_cpu_seconds(), children_cpu_seconds(), time.perf_counter()
    with log.open("w") as output:
        done = subprocess.run(command, cwd=folder, env=environment, stdout=output, stderr=output, check=False)
    seconds = time.perf_counter() - started
    others = machine_cpu_seconds() - machine - (children_cpu_seconds() - children)
    if done.returncode:
        end = log.read_text(errors="replace")[-1000:]
        raise TrainingError(f"`{' '.join(command[1:4])} …` ended with status {done.returncode}\n{end}")
    return Training(round(seconds, 1), round(max(0.0, others) / seconds, 2))
