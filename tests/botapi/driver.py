"""Conversations over Telegram for bot/suites: somebody with a telephone, as the conversation files see them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from bot.channels.telegram.wording import NOT_A_QUESTION
from bot.suites.drivers import DriverError, Reply
from botapi.api import BotApi
from botapi.world import Sent

TIMEOUT_S = 30.0


class TelegramDriver:
    """One private chat with the bot.

    How many messages make up a reply cannot be told in advance. A chat is answered in its order, so a sticker
    is sent after each turn: what came before the word on the sticker is the reply. Stickers never reach the
    dialogue.
    """

    def __init__(self, api: BotApi) -> None:
        self._api = api
        self._citizen = api.citizen()
        self._last: tuple[Sent, ...] = ()

    def send_text(self, text: str) -> Reply:
        """Type a message."""
        return self._reply(lambda: self._citizen.says(text))

    def tap(self, title: str) -> Reply:
        """Tap a button under one of the last messages; what pops up is part of the reply."""
        for sent in reversed(self._last):
            if title in sent.buttons:
                return self._tap(sent, sent.buttons[title])
        titles = ", ".join(repr(known) for sent in self._last for known in sent.buttons) or "none"
        raise DriverError(f"no button {title!r} in the last reply; its buttons: {titles}")

    def send_payload(self, payload: str) -> Reply:
        """Tap a button of the last message that sends this back."""
        if not self._last:
            raise DriverError("found no message yet whose button could be tapped, expected `send` before `payload`")
        return self._tap(self._last[-1], payload)

    def _tap(self, sent: Sent, data: str) -> Reply:
        queries: list[str] = []
        return self._reply(lambda: queries.append(self._citizen.taps_data(sent, data)), queries)

    def _reply(self, act: Callable[[], object], queries: list[str] | None = None) -> Reply:
        started = time.perf_counter()
        act()
        self._citizen.sends("sticker")
        try:
            messages, toasts = asyncio.run(self._read(queries or []))
        except AssertionError as error:
            raise DriverError(str(error)) from error
        took_ms = 1000 * (time.perf_counter() - started)
        self._last = messages or self._last
        texts = tuple(sent.text for sent in messages)
        return Reply((*toasts, *texts), tuple(self._last[-1].buttons) if self._last else (), (), took_ms)

    async def _read(self, queries: list[str]) -> tuple[tuple[Sent, ...], tuple[str, ...]]:
        messages: list[Sent] = []
        while not (messages and messages[-1].text == NOT_A_QUESTION["sticker"]):
            messages += await self._citizen.reads(timeout=TIMEOUT_S)
        toasts = [await self._citizen.toast(query) for query in queries]
        return tuple(messages[:-1]), tuple(toast for toast in toasts if toast)
