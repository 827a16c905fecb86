"""CPU time and memory of processes, read from /proc (Linux)."""

from __future__ import annotations

import os
import resource
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")
_BUSY = (0, 1, 2, 5, 6, 7)  # user, nice, system, irq, softirq, steal: proc(5), /proc/stat; guest is within user


def family(pid: int) -> list[int]:
    """Return the process and all it started, itself first."""
    found = [pid]
    for parent in found:
        for task in (PROC / str(parent) / "task").iterdir():
            found += [int(child) for child in (task / "children").read_text().split()]
    return found


def cpu_seconds(pid: int) -> float:
    """Return user and system time of a process with all its threads, ended ones too."""
    fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS  # utime and stime, fields 14 and 15 of proc(5)


def memory_mb(pid: int) -> float:
    """Return the proportional set size in MB of 10⁶ bytes: own pages, and its share of the pages it shares."""
    for line in (PROC / str(pid) / "smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise ValueError(f"/proc/{pid}/smaps_rollup has no line `Pss:`, expected one since Linux 4.14")


def machine_cpu_seconds() -> float:
    """Return the time all cores of the machine were busy, for whomever."""
    fields = (PROC / "stat").read_text().splitlines()[0].split()[1:]
    return sum(int(fields[index]) for index in _BUSY) / TICKS


@dataclass(frozen=True)
class Processes:
    """The processes of one system, by role."""

    roles: dict[str, tuple[int, ...]]

    def cpu_seconds(self) -> dict[str, float]:
        """Return CPU seconds since each started, by role."""
        return {role: sum(cpu_seconds(pid) for pid in pids) for role, pids in self.roles.items()}

    def memory_mb(self) -> dict[str, float]:
        """Return memory by role."""
        return {role: round(sum(memory_mb(pid) for pid in pids), 1) for role, pids in self.roles.items()}


def children_cpu_seconds() -> float:
    """Return the CPU time of the child processes of this process that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
