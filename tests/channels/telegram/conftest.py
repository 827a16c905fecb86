"""The real channel against the loopback Bot API server, with a stand-in where the dialogue would be."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from botapi.api import TIMEOUT, BotApi
from botapi.fixtures import bot_api

from bot.answer import Answer, Button
from bot.channels.telegram.bot import TelegramChannel
from bot.channels.telegram.polling import Patience
from bot.settings import Settings, load_settings
from bot.turn.incoming import Incoming
from bot.turn.record import Record, TurnRow

__all__ = ["bot_api"]

QUICK = Patience(confirm=0.3, parting=0.2, listening=0.2, retry=0.02)


class Echo:
    """In place of the turn pipeline: says what it heard; waits, fails or answers otherwise as told."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self.heard: list[Incoming] = []
        self.at_work = 0
        self.most_at_work = 0
        self.script: dict[str, list[Answer] | Exception] = {}
        self._gates: dict[str, asyncio.Event] = {}
        self._arrived = asyncio.Condition()

    async def handle(self, incoming: Incoming) -> list[Answer]:
        key = incoming.text or incoming.payload or ""
        async with self._arrived:
            self.heard.append(incoming)
            number = len(self.heard)
            self.at_work += 1
            self.most_at_work = max(self.most_at_work, self.at_work)
            self._arrived.notify_all()
        try:
            if key in self._gates:
                await self._gates[key].wait()
            return await self._answer(key, number)
        finally:
            self.at_work -= 1

    async def _answer(self, key: str, number: int) -> list[Answer]:
        scripted = self.script.get(key)
        if isinstance(scripted, Exception):
            raise scripted
        if scripted is not None:
            return scripted
        more = (Button("Xem thêm", "v1:menu"),)
        answer = Answer("answered", f"Nghe: {key}", buttons=more, answer_id=f"a{number}")
        await self._record.turn(TurnRow("c", "telegram", key, 1.0), [answer])
        return [answer]

    def hold(self, key: str) -> asyncio.Event:
        """Let a text wait until the event returned is set."""
        return self._gates.setdefault(key, asyncio.Event())

    async def hears(self, *keys: str) -> None:
        """Wait until these texts are being worked on."""

        def heard() -> bool:
            return set(keys) <= {i.text or i.payload for i in self.heard}

        async with self._arrived, asyncio.timeout(TIMEOUT):
            await self._arrived.wait_for(heard)


class StateLog(logging.Handler):
    """The channel's states, as its log tells them."""

    def __init__(self) -> None:
        super().__init__()
        self.states: list[str] = []
        self._change = asyncio.Event()

    def emit(self, record: logging.LogRecord) -> None:
        self.states.append(record.getMessage())
        self._change.set()

    async def until(self, words: str) -> str:
        """Wait for a state whose sentence contains these words, and leave older ones behind."""
        async with asyncio.timeout(TIMEOUT):
            while True:
                for number, state in enumerate(self.states):
                    if words in state:
                        del self.states[: number + 1]
                        return state
                self._change.clear()
                await self._change.wait()


@pytest.fixture
def states() -> Iterator[StateLog]:
    handler, logger = StateLog(), logging.getLogger("bot.channels.telegram.bot")
    before = logger.level
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    yield handler
    logger.removeHandler(handler)
    logger.setLevel(before)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    record = Record(f"sqlite:///{tmp_path / 'dean06.db'}")
    yield record
    record.close()


@pytest.fixture
def turn(record: Record) -> Echo:
    return Echo(record)


@pytest.fixture
def settings(bot_api: BotApi, tmp_path: Path) -> Callable[..., Settings]:
    def settings(**changes: str) -> Settings:
        values = {
            "TELEGRAM_BOT_TOKEN": bot_api.token,
            "TELEGRAM_API_URL": bot_api.url,
            "DEAN06_DATA_DIR": str(tmp_path),
        }
        return load_settings({**values, **changes}, tmp_path / "no.env")

    return settings


@pytest.fixture
def running(settings: Callable[..., Settings], turn: Echo, record: Record) -> Any:
    """Return a context manager that runs a channel, as often as a test needs one."""

    @asynccontextmanager
    async def running(patience: Patience = QUICK, **changes: str) -> AsyncIterator[TelegramChannel]:
        channel = TelegramChannel(settings(**changes), turn, record, patience)  # type: ignore[arg-type]
        await channel.start()
        try:
            yield channel
        finally:
            await channel.stop()

    return running


@pytest.fixture
async def channel(running: Any) -> AsyncIterator[TelegramChannel]:
    async with running() as channel:
        yield channel
