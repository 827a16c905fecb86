"""CPU time of the stack that answers at an address of this machine, so fine that one message can be told (Linux)."""

from __future__ import annotations

import datetime as dt
import ipaddress
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bot.bench.meter import PROC, TICKS, family
from bot.settings import ROOT

_DAY = b"DEAN06_TODAY="
_LISTENING = "0A"  # state of a socket in /proc/net/tcp
_SCHEDULED = 2  # CPUCLOCK_SCHED of linux/posix-timers.h: time on a processor, in nanoseconds


@dataclass(frozen=True)
class StackProcesses:
    """The app process and those it started."""

    app: int
    others: tuple[int, ...]

    def cpu_ms(self) -> dict[str, float]:
        """Return the CPU milliseconds since each started, `app` and `rasa`, all threads together."""
        return {"app": _cpu_ms(self.app), "rasa": sum(map(_cpu_ms, self.others))}

    def describe(self) -> dict[str, Any]:
        """Return which stack it is that answers: since when it runs (UTC), from which checkout, for which day.

        :returns: `pid`, `started`, `this_checkout`, and `day` as `DEAN06_TODAY` of its environment has it, else null.
        """
        folder = PROC / str(self.app)
        booted = next(line for line in (PROC / "stat").read_text().splitlines() if line.startswith("btime"))
        ticks = int((folder / "stat").read_text().rpartition(")")[2].split()[19])  # starttime, field 22 of proc(5)
        started = dt.datetime.fromtimestamp(int(booted.split()[1]) + ticks / TICKS, dt.timezone.utc)
        set_day = next(
            (value for value in (folder / "environ").read_bytes().split(b"\0") if value.startswith(_DAY)), None
        )
        return {
            "pid": self.app,
            "started": started.isoformat(timespec="seconds"),
            "this_checkout": (folder / "cwd").resolve() == ROOT,
            "day": set_day.removeprefix(_DAY).decode() if set_day else None,
        }


def processes_at(url: str) -> StackProcesses | None:
    """Return the processes of the stack that listens at an address; None where they are not ours to see."""
    parts = urlsplit(url)
    if not _is_loopback(parts.hostname or "") or not PROC.is_dir():
        return None
    pid = _listener(parts.port or 80)
    return StackProcesses(pid, tuple(family(pid)[1:])) if pid else None


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listener(port: int) -> int | None:
    sockets = {f"socket:[{inode}]" for inode in _listening_inodes(port)}
    for folder in PROC.glob("[0-9]*/fd"):
        try:
            if any(str(link.readlink()) in sockets for link in folder.iterdir()):
                return int(folder.parent.name)
        except OSError:
            continue  # another user's process, or one that has just ended
    return None


def _listening_inodes(port: int) -> set[str]:
    found = set()
    for table in ("tcp", "tcp6"):
        path = PROC / "net" / table
        for line in path.read_text().splitlines()[1:] if path.exists() else ():
            fields = line.split()  # proc(5): 1 local address as HEX:PORT, 3 state, 9 inode
            if fields[3] == _LISTENING and int(fields[1].rpartition(":")[2], 16) == port:
                found.add(fields[9])
    return found


def _cpu_ms(pid: int) -> float:
    # The clock of another process by its number, as clock_getcpuclockid(3) makes it; /proc/PID/stat counts in 10 ms.
    try:
        return 1000 * time.clock_gettime((~pid << 3) | _SCHEDULED)
    except OSError:
        return 0.0  # it has ended; Rasa is started again as another process
