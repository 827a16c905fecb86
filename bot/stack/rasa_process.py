"""Rasa as a child process: started, watched, started again when it dies, stopped."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import subprocess
from pathlib import Path

from bot.dialogue.train import MODEL, PROJECT, RASA_PYTHON, rasa_environment

logger = logging.getLogger(__name__)

STOP_S = 5.0
"""Rasa gets so long to end by itself before it is killed."""
RESTART_PAUSE_S = 1.0


class RasaProcess:
    """One Rasa server on loopback."""

    def __init__(self, data_dir: Path, action_url: str, api: bool = False) -> None:
        """Prepare; nothing is started yet.

        :param data_dir: folder for Rasa's database and log.
        :param action_url: where Rasa calls for actions.
        :param api: also serve Rasa's own HTTP API (for measuring; loopback only).
        """
        self.port = free_port()
        self._database = data_dir / "rasa.db"
        self._log = data_dir / "rasa.log"
        self._action_url = action_url
        self._child: subprocess.Popen[bytes] | None = None
        self._stopping = False
        self._api = api

    @property
    def url(self) -> str:
        """Address of the server."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int | None:
        """Process id, while it runs."""
        return self._child.pid if self._child else None

    def start(self) -> None:
        """Start the process; it is ready some seconds later."""
        self._database.parent.mkdir(parents=True, exist_ok=True)
        command = [str(RASA_PYTHON), "-m", "bot.dialogue.rasa_side.launch", "run", "--model", str(MODEL)]
        command += ["--interface", "127.0.0.1", "--port", str(self.port)]
        command += ["--credentials", "credentials.yml", "--endpoints", "endpoints.yml"]
        command += ["--enable-api"] if self._api else []
        environment = {
            **rasa_environment(),
            "DEAN06_ACTION_URL": self._action_url,
            "DEAN06_RASA_DB": str(self._database),
            "DEAN06_PARENT": str(os.getpid()),
        }
        with self._log.open("ab") as log:
            self._child = subprocess.Popen(
                command, cwd=PROJECT, env=environment, stdout=log, stderr=log, start_new_session=True
            )

    async def watch(self) -> None:
        """Start Rasa again whenever it ends by itself; runs until cancelled or stopped."""
        while not self._stopping:
            child = self._child
            assert child is not None, "start() comes first"
            status = await asyncio.to_thread(child.wait)
            if self._stopping:
                return
            logger.error("Rasa ended with status %s; starting it again (its log: %s)", status, self._log.name)
            await asyncio.sleep(RESTART_PAUSE_S)
            self.start()

    def stop(self) -> None:
        """Stop the process; kill it where it does not end in time."""
        self._stopping = True
        if self._child is None or self._child.poll() is not None:
            return
        self._child.send_signal(signal.SIGTERM)
        try:
            self._child.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()


def free_port() -> int:
    """Return a port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
