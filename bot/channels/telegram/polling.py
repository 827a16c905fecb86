"""Fetching updates: which are confirmed when, and what polling says about the connection.

`getUpdates` with offset N tells Telegram that everything below N is done with; it is then never sent
again. python-telegram-bot asks for the next batch at once, which would confirm updates that nobody has
looked at: after a crash they would be lost. So the next request is held until the answers to what was
fetched are known. A slow question must not stop the others from being heard, so an update holds it for
one second at the most (`Patience.confirm`).

What a crash costs, then: an update fetched and not confirmed is sent again at the next start. If its
answer was being sent already, `SeenUpdates` knows it and it is left alone (what had not been sent of it is
missing); otherwise it is answered then. Lost are only questions that were being thought about for longer
than that second. An orderly stop waits for the answers under way, and does not confirm while one is missing.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.error import TelegramError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest, RequestData

logger = logging.getLogger(__name__)

MAX_OPEN = 500
"""Open updates above which nothing more is fetched, however long it takes."""


@dataclass(frozen=True)
class Patience:
    """How long the channel waits, in seconds."""

    confirm: float = 1.0
    """An update can hold back the confirmation of those fetched with it."""
    parting: float = 5.0
    """For the answers under way at an orderly stop."""
    listening: float = 6.0
    """A poll that has been open for longer has its connection; making one takes five at the most."""
    retry: float = 1.0
    """Before trying again after a network failure; doubled each time."""


class Receipts:
    """The updates that were fetched and are not handled yet."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._fetched_at: dict[int, float] = {}
        self._change = asyncio.Event()
        self._deadline: float | None = None

    def fetched(self, update_ids: Iterable[int]) -> None:
        """Note what was fetched; a repeated id keeps its first time."""
        now = asyncio.get_running_loop().time()
        for update_id in update_ids:
            self._fetched_at.setdefault(update_id, now)

    def handled(self, update_id: int) -> None:
        """Note that an update needs nothing more."""
        self._fetched_at.pop(update_id, None)
        self._change.set()

    def close(self, deadline: float) -> None:
        """From now on confirm only when everything is handled.

        :param deadline: time of the event loop after which nothing is confirmed any more.
        """
        self._deadline = deadline
        self._change.set()

    async def settle(self) -> None:
        """Wait until what was fetched may be confirmed.

        :raises TimedOut: at an orderly stop, where an answer is still missing.
        """
        now = asyncio.get_running_loop().time
        while self._fetched_at:
            if self._deadline is not None:
                left = self._deadline - now()
                if left <= 0:
                    raise TimedOut(f"{len(self._fetched_at)} updates are not answered yet")
            else:
                left = next(reversed(self._fetched_at.values())) + self._patience.confirm - now()
                if left <= 0 and len(self._fetched_at) <= MAX_OPEN:
                    return
            self._change.clear()
            try:
                await asyncio.wait_for(self._change.wait(), max(left, 0.1))
            except TimeoutError:
                continue


class PollingRequest(HTTPXRequest):
    """The connection that python-telegram-bot fetches updates with, and with nothing else."""

    def __init__(self, receipts: Receipts, report: Callable[[int | None], None], listening: float) -> None:
        """Open a connection of its own.

        :param report: told the HTTP status of every poll; None where the server could not be reached.
        :param listening: seconds after which an open poll is reported as a good one.
        """
        super().__init__(connection_pool_size=2)
        self._listening = listening
        self._receipts = receipts
        self._report = report

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Poll once, when what was fetched before may be confirmed."""
        await self._receipts.settle()
        timeouts = (read_timeout, write_timeout, connect_timeout, pool_timeout)
        listening = asyncio.get_running_loop().call_later(self._listening, self._report, 200)
        try:
            status, payload = await super().do_request(url, method, request_data, *timeouts)
        except TelegramError:
            self._report(None)
            raise
        finally:
            listening.cancel()
        self._report(status)
        if status == 200:
            payload = self._readable(payload)
        return status, payload

    def _readable(self, payload: bytes) -> bytes:
        """Return the updates, with those emptied that python-telegram-bot cannot read.

        It would fetch the whole batch again and again, without end.
        """
        try:
            updates = json.loads(payload)["result"]
            self._receipts.fetched(update["update_id"] for update in updates)
        except (ValueError, KeyError, TypeError):
            return payload  # not what Telegram sends; the library tells it better
        readable = [u if _can_be_read(u) else {"update_id": u["update_id"]} for u in updates]
        return payload if readable == updates else json.dumps({"ok": True, "result": readable}).encode()


def _can_be_read(update: dict[str, Any]) -> bool:
    try:
        Update.de_json(update, None)
    except (TypeError, ValueError, KeyError, AttributeError, OverflowError) as error:
        kinds = ", ".join(sorted(set(update) - {"update_id"}))
        logger.warning("an update (%s) cannot be read: %s; left out", kinds, type(error).__name__)
        return False
    return True
