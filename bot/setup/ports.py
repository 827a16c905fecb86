"""Who listens on a port of this machine, read from `/proc` (Linux)."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")
_LISTEN = "0A"
"""State of a listening socket in `/proc/net/tcp` (include/net/tcp_states.h of the kernel)."""
_SHOWN = 80
UNKNOWN = "một chương trình khác (không đọc được tên)"


def port_holder(host: str, port: int) -> str | None:
    """Name the process that keeps a port from being listened on.

    :returns: its command line and pid; None if the port is free or the trouble is another one.
    """
    if bind_error(host, port) != errno.EADDRINUSE:
        return None
    pid = holder_pid(port)
    if pid is None:
        return UNKNOWN
    return f"{command_line(pid)} (pid {pid})"


def bind_error(host: str, port: int) -> int | None:
    """Try to listen.

    :returns: the system's error number; None if it worked.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen(1)
        except OSError as error:
            return error.errno
    return None


def holder_pid(port: int) -> int | None:
    """Find the process that listens on a port; None where it belongs to another user, or not on Linux."""
    sockets = {f"socket:[{inode}]" for inode in _listening(port)}
    for process in PROC.glob("[0-9]*"):
        if any(target in sockets for target in _open_files(process)):
            return int(process.name)
    return None


def command_line(pid: int) -> str:
    """Return the command line of a process, cut to a readable length."""
    try:
        words = (PROC / str(pid) / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return "?"
    line = " ".join(word.decode(errors="replace") for word in words if word)
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _listening(port: int) -> Iterator[str]:
    for table in ("tcp", "tcp6"):
        path = PROC / "net" / table
        for line in path.read_text().splitlines()[1:] if path.exists() else ():
            fields = line.split()
            if fields[3] == _LISTEN and int(fields[1].rpartition(":")[2], 16) == port:
                yield fields[9]


def _open_files(process: Path) -> Iterator[str]:
    try:
        descriptors = list((process / "fd").iterdir())
    except OSError:  # ended meanwhile, or another user's
        return
    for descriptor in descriptors:
        try:
            yield str(descriptor.readlink())
        except OSError:
            continue
