"""One real stack for a whole test run: started as a child process, waited for, stopped at the end."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx

from bot.settings import ROOT
from bot.stack.rasa_process import free_port

READY_S = 120.0
"""A first start on a busy machine of two cores stays well below."""
STOP_S = 15.0
POLL_S = 0.2
TAIL_LINES = 40
NOWHERE = "http://127.0.0.1:9"
"""Instead of the official Bot API, so that a token in a developer's `.env` is never used by a test."""


class StackError(RuntimeError):
    """The stack died or did not become ready; the message holds the end of its log."""


@dataclass(frozen=True)
class Stack:
    """A running stack.

    :param base_url: address of the web page and the REST API.
    :param day: the day that answers hold for.
    :param officer_password: opens the officers' page.
    :param pid: of the app process; Rasa is its child.
    :param data_dir: its databases and logs.
    :param log: what it printed.
    """

    base_url: str
    day: dt.date
    officer_password: str
    pid: int
    data_dir: Path
    log: Path


@contextlib.contextmanager
def running_stack(data_dir: Path, day: dt.date, environment: Mapping[str, str] | None = None) -> Iterator[Stack]:
    """Start `dean06 run`, give it when a question would be answered, stop it in the end.

    :param data_dir: an empty folder of its own.
    :param day: the day that answers hold for.
    :param environment: further settings, such as `TELEGRAM_BOT_TOKEN`.
    :raises StackError: if it ends by itself or is not ready within `READY_S` seconds.
    """
    port, password, log = free_port(), "mat-khau-chi-de-kiem-thu", data_dir / "stack.log"
    settings = {
        "DEAN06_HOST": "127.0.0.1",
        "DEAN06_PORT": str(port),
        "DEAN06_DATA_DIR": str(data_dir),
        "DEAN06_TODAY": day.isoformat(),
        "DEAN06_OFFICER_PASSWORD": password,
        "TELEGRAM_API_URL": NOWHERE,
        **(environment or {}),
    }
    outer = {k: v for k, v in os.environ.items() if not k.startswith(("DEAN06_", "TELEGRAM_"))}
    command = [sys.executable, "-c", "import sys; from bot.cli.main import main; sys.exit(main(['run']))"]
    with log.open("wb") as output:
        child = subprocess.Popen(
            command, cwd=ROOT, env={**outer, **settings}, stdout=output, stderr=output, start_new_session=True
        )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(child, url, log)
        yield Stack(url, day, password, child.pid, data_dir, log)
    finally:
        _stop(child)


def _wait_until_ready(child: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + READY_S
    state = "no HTTP server yet"
    while time.monotonic() < deadline:
        with contextlib.suppress(subprocess.TimeoutExpired):
            status = child.wait(POLL_S)
            raise StackError(f"`dean06 run` ended with status {status} before it was ready\n{_tail(log)}")
        try:
            response = httpx.get(f"{url}/readyz", timeout=5)
        except httpx.HTTPError as error:
            state = f"no HTTP server yet ({type(error).__name__})"
            continue
        if response.status_code == 200:
            return
        state = f"/readyz says {response.status_code} {response.text[:300]}"
    raise StackError(f"`dean06 run` was not ready after {READY_S:.0f} s: {state}\n{_tail(log)}")


def _tail(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(["end of its log:", *(lines[-TAIL_LINES:] or ["(nothing printed)"])])


def _stop(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(STOP_S)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
