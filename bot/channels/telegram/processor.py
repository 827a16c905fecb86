"""Updates of one chat in their order, chats side by side."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.channels.telegram.seen import SeenUpdates

SIDE_BY_SIDE = 16
"""Chats answered at a time; measured best with 50 ms to Telegram (16: 260 messages/s, 256: about 120)."""
WAITING = 10
"""Updates of one chat that may wait; what comes on top is refused with a friendly word."""
_TASKS = 100_000
"""Tasks of python-telegram-bot at a time: no limit in effect, since its limit counts waiting ones."""


class Slots:
    """How many updates are worked on at a time."""

    def __init__(self, count: int = SIDE_BY_SIDE) -> None:
        self._free = asyncio.Semaphore(count)

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[None]:
        """Hold a slot."""
        async with self._free:
            yield

    async def rest(self, seconds: float) -> None:
        """Wait without the slot that the caller holds, so that a flooded chat stalls no other."""
        self._free.release()
        try:
            await asyncio.sleep(seconds)
        finally:
            await self._free.acquire()


@dataclass
class _Line:
    """The updates of one chat that wait or are worked on."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    length: int = 0
    told: bool = False


class ChatProcessor(BaseUpdateProcessor):
    """Handles an update once, in its chat's turn."""

    def __init__(
        self,
        seen: SeenUpdates,
        slots: Slots,
        refuse: Callable[[Update, bool], Awaitable[None]],
    ) -> None:
        """Set up the lines.

        :param refuse: called for an update too many, and whether it is the first of its burst.
        """
        super().__init__(_TASKS)
        self._seen = seen
        self._slots = slots
        self._refuse = refuse
        self._open: set[int] = set()
        self._lines: dict[int, _Line] = {}
        self._tasks: set[asyncio.Task[Any]] = set()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle an update, or leave it where it was handled before."""
        if not isinstance(update, Update) or update.update_id in self._open:
            _drop(coroutine)
            return
        if update.update_id in self._seen:
            _drop(coroutine)
            await self._seen.add(update.update_id)
            return
        task = asyncio.current_task()
        if task:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        self._open.add(update.update_id)
        try:
            await self._in_turn(update, coroutine)
            # Not reached when cancelled: the update then stays unconfirmed and comes again.
            await self._seen.add(update.update_id)
        finally:
            self._open.discard(update.update_id)

    async def _in_turn(self, update: Update, coroutine: Awaitable[Any]) -> None:
        place = update.effective_chat or update.effective_user
        key = place.id if place else 0
        line = self._lines.setdefault(key, _Line())
        if line.length > WAITING:
            _drop(coroutine)
            first, line.told = not line.told, True
            await self._refuse(update, first)
            return
        line.length += 1
        try:
            async with line.lock, self._slots.taken():
                await coroutine
        finally:
            line.length -= 1
            if not line.length:
                self._lines.pop(key, None)
            _drop(coroutine)

    async def finish(self, deadline: float) -> None:
        """Wait for what is being worked on, and give up what is not done in time.

        :param deadline: time of the event loop.
        """
        left = deadline - asyncio.get_running_loop().time()
        if self._tasks and left > 0:
            await asyncio.wait(self._tasks, timeout=left)
        for task in self._tasks:
            task.cancel()

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""


def _drop(coroutine: Awaitable[Any]) -> None:
    """Close a coroutine, so that Python does not warn that nobody awaited it."""
    if isinstance(coroutine, Coroutine):
        coroutine.close()
