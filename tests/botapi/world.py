"""What the server knows: chats, messages, updates waiting, calls made."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from botapi.errors import ApiError
from botapi.validation import check_update

T = TypeVar("T")

BOT = {"id": 123456789, "is_bot": True, "first_name": "Hỏi đáp", "username": "hoidap_test_bot"}
TOKEN = "123456789:AAFakeTokenOfTheLoopbackServer00000"


@dataclass(frozen=True)
class Call:
    """A call the bot made, with its parameters read, in the order of arrival."""

    method: str
    parameters: dict[str, Any]

    @property
    def chat_id(self) -> int | None:
        return self.parameters.get("chat_id")


@dataclass(frozen=True)
class Sent:
    """A message from the bot as a citizen sees it."""

    chat_id: int
    message_id: int
    text: str
    source: str
    entities: tuple[dict[str, Any], ...] = ()
    keyboard: tuple[tuple[tuple[str, str], ...], ...] = ()
    reply_to: int | None = None
    thread_id: int | None = None

    @property
    def buttons(self) -> dict[str, str]:
        """Titles and what they send back."""
        return dict(button for row in self.keyboard for button in row)


@dataclass
class Fault:
    """Something that goes wrong the next times a method is called."""

    method: str
    error: ApiError | None
    chat_id: int | None
    times: int
    """`error` None: the call is carried out, and the connection breaks before its answer arrives."""


@dataclass
class World:
    """All state. Touched only in the server's event loop."""

    token: str = TOKEN
    bot: dict[str, Any] = field(default_factory=lambda: dict(BOT))
    chats: dict[int, dict[str, Any]] = field(default_factory=dict)
    blocked: set[int] = field(default_factory=set)
    sent: list[Sent] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    queries: set[str] = field(default_factory=set)
    messages: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    profile: dict[str, Any] = field(default_factory=dict)
    history: dict[int, dict[str, Any]] = field(default_factory=dict)
    pending: dict[int, dict[str, Any]] = field(default_factory=dict)
    allowed: list[str] | None = None
    webhook: dict[str, Any] | None = None
    change: asyncio.Condition = field(default_factory=asyncio.Condition)
    _update_ids: Any = field(default_factory=lambda: itertools.count(870_000_001))
    _message_ids: Any = field(default_factory=lambda: itertools.count(1))

    def next_message_id(self) -> int:
        return next(self._message_ids)

    async def notify(self) -> None:
        async with self.change:
            self.change.notify_all()

    async def until(self, found: Callable[[], T | None], timeout: float, expected: str) -> T:
        """Wait until something is found.

        :raises AssertionError: after `timeout` seconds, with what was expected and what came.
        """
        async with self.change:
            try:
                async with asyncio.timeout(timeout):
                    while (result := found()) is None:
                        await self.change.wait()
            except TimeoutError:
                last = [(c.method, c.parameters.get("text")) for c in self.calls if c.method != "getUpdates"]
                raise AssertionError(
                    f"expected {expected} within {timeout:g} s; the bot's last calls: {last[-8:]}; "
                    f"violations: {self.violations}"
                ) from None
            return result

    async def inject(self, kind: str, content: dict[str, Any], unasked: bool, checked: bool) -> int:
        """Queue an update as Telegram does: only of the kinds that the bot asked for.

        :param unasked: also others, as may come for a short time after the kinds were changed.
        :param checked: whether it must be one that the real server could send.
        """
        update_id = next(self._update_ids)
        update = {"update_id": update_id, kind: content}
        if checked:
            check_update(update)
        self.history[update_id] = update
        if unasked or not self.allowed or kind in self.allowed:
            self.pending[update_id] = update
            await self.notify()
        return update_id

    async def redeliver(self, update_id: int) -> None:
        """Send an update again, as if it had never been confirmed."""
        self.pending[update_id] = self.history[update_id]
        await self.notify()

    def confirm(self, offset: int) -> None:
        """Forget the updates below an offset; a negative one keeps only the last."""
        ids = sorted(self.pending)
        gone = [i for i in ids if i < offset] if offset >= 0 else ids[:offset]
        for update_id in gone:
            del self.pending[update_id]

    def waiting(self, limit: int) -> list[dict[str, Any]]:
        return [self.pending[update_id] for update_id in sorted(self.pending)[:limit]]
