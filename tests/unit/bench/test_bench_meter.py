"""The meter: what a process of this test uses is what it reports."""

from __future__ import annotations

import os
import subprocess
import sys

from bot.bench.meter import Processes, cpu_seconds, family, machine_cpu_seconds, memory_mb

BUSY = (
    "import subprocess, sys, time\n"
    "child = subprocess.Popen([sys.executable, '-c', 'input()'], stdin=subprocess.PIPE)\n"
    "held = bytearray(50_000_000)\n"
    "while time.process_time() < 0.3: pass\n"
    "print('done', flush=True); input(); child.communicate(b'\\n')\n"
)


def test_cpu_memory_and_children_of_a_process() -> None:
    machine = machine_cpu_seconds()
    with subprocess.Popen(
        [sys.executable, "-c", BUSY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as busy:
        assert busy.stdout and busy.stdout.readline() == "done\n"
        pids = family(busy.pid)
        processes = Processes({"busy": (pids[0],), "child": tuple(pids[1:])})
        cpu, memory = processes.cpu_seconds(), processes.memory_mb()
        busy.communicate("\n")
    assert pids[0] == busy.pid and len(pids) == 2
    assert 0.25 <= cpu["busy"] <= 1.0
    assert cpu["child"] < cpu["busy"]
    assert 50 <= memory["busy"] <= 90
    assert machine_cpu_seconds() - machine >= cpu["busy"] - 0.05


def test_of_this_very_process() -> None:
    assert family(os.getpid())[0] == os.getpid()
    assert cpu_seconds(os.getpid()) > 0
    assert memory_mb(os.getpid()) > 1
