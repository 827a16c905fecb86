"""The updates that were answered, remembered across restarts."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path

logger = logging.getLogger(__name__)

KEEP = 10_000
"""Updates remembered. Telegram repeats only what was not confirmed: the last few hundred at the most."""


class SeenUpdates:
    """Ids of answered updates: in memory for the question, in a file for the next start.

    Ids are dropped by age and not by size: after a quiet week Telegram goes on from a random number.
    """

    def __init__(self, path: Path, bot_id: int, confirm: Callable[[int], None], keep: int = KEEP) -> None:
        """Open the file and read what is remembered.

        :param bot_id: ids count per bot, so another bot's are not ours.
        :param confirm: told of every update that is remembered and so need not come again.
        :raises sqlite3.Error, OSError: where the file cannot be used.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        self._bot_id = bot_id
        self._confirm = confirm
        self._keep = keep
        self._writing = asyncio.Lock()
        self._file = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._file.execute("PRAGMA journal_mode=WAL")
        self._file.execute("PRAGMA synchronous=NORMAL")
        self._file.execute(
            "CREATE TABLE IF NOT EXISTS seen_updates (id INTEGER PRIMARY KEY AUTOINCREMENT, "
            "bot INTEGER NOT NULL, update_id INTEGER NOT NULL, UNIQUE (bot, update_id))"
        )
        self._prune()
        rows = self._file.execute("SELECT update_id FROM seen_updates WHERE bot = ? ORDER BY id", (bot_id,))
        self._ids: dict[int, None] = dict.fromkeys(row[0] for row in rows)

    def __contains__(self, update_id: int) -> bool:
        return update_id in self._ids

    async def add(self, update_id: int) -> None:
        """Remember an update, also across a restart.

        A file that cannot be written is logged and no reason to leave a citizen without an answer.
        """
        if update_id not in self._ids:
            self._ids[update_id] = None
            await self._keep_on_file(update_id)
        self._confirm(update_id)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    async def _keep_on_file(self, update_id: int) -> None:
        try:
            async with self._writing:
                await asyncio.to_thread(self._write, update_id)
        except sqlite3.Error as error:
            logger.error("the list of answered updates cannot be written (%s): check the data folder", error)
        if len(self._ids) >= 2 * self._keep:
            self._ids = dict.fromkeys(list(self._ids)[-self._keep :])
            async with self._writing:
                await asyncio.to_thread(self._prune)

    def _write(self, update_id: int) -> None:
        row = (self._bot_id, update_id)
        self._file.execute("INSERT OR IGNORE INTO seen_updates (bot, update_id) VALUES (?, ?)", row)

    def _prune(self) -> None:
        newest = "(SELECT id FROM seen_updates WHERE bot = ? ORDER BY id DESC LIMIT ?)"
        self._file.execute(
            f"DELETE FROM seen_updates WHERE bot = ? AND id NOT IN {newest}",  # noqa: S608 - a constant
            (self._bot_id, self._bot_id, self._keep),
        )
