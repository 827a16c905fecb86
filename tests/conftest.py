"""What all tests share: the conversations' plugin, and one real stack for the whole run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from botapi.api import BotApi
from botapi.driver import TelegramDriver
from botapi.fixtures import check_calls

from bot.suites.drivers import DriverFactory, HttpDriver
from bot.suites.stack import Stack, StackError, running_stack

pytest_plugins = ["pytester", "bot.suites.plugin"]

DAY = dt.date(2026, 11, 24)
"""The day the passages were verified on; tests never depend on the calendar."""


@pytest.fixture(scope="session")
def telegram() -> Iterator[BotApi]:
    """Give the Bot API server that the stack talks to; fail where the stack made a call the API does not know."""
    with BotApi() as api:
        yield api
        check_calls(api)


@pytest.fixture(scope="session")
def stack_environment(telegram: BotApi) -> Mapping[str, str]:
    """Return further settings of the stack."""
    return {"TELEGRAM_API_URL": telegram.url, "TELEGRAM_BOT_TOKEN": telegram.token}


@pytest.fixture(scope="session")
def channel_drivers(telegram: BotApi) -> Mapping[str, DriverFactory]:
    """Return the drivers of conversations by channel; Telegram's joins here, where the Bot API server is."""
    return {"rest": HttpDriver, "terminal": HttpDriver, "telegram": lambda _stack, _name: TelegramDriver(telegram)}


class DayStacks:
    """Stacks for other days than that of the run, one at a time: each takes most of a gigabyte."""

    def __init__(self, stack: Stack, new_folder: Callable[[], Path]) -> None:
        self._stack, self._new_folder = stack, new_folder
        self._other: Stack | None = None
        self._open = ExitStack()

    def __call__(self, day: dt.date | None) -> Stack:
        """Give the stack for a day; the files of conversations keep one day together."""
        if day in (None, self._stack.day):
            return self._stack
        if self._other is None or self._other.day != day:
            self.close()
            self._other = self._open.enter_context(running_stack(self._new_folder(), day))
        return self._other

    def close(self) -> None:
        """Stop the other stack."""
        self._open.close()
        self._other = None


@pytest.fixture(scope="session")
def stack_on(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DayStacks]:
    """Give the stack for any day."""
    stacks = DayStacks(stack, lambda: tmp_path_factory.mktemp("day"))
    yield stacks
    stacks.close()


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory, stack_environment: Mapping[str, str]) -> Iterator[Stack]:
    """Give the real stack: Rasa, encoder, index and channels, started once."""
    try:
        with running_stack(tmp_path_factory.mktemp("stack"), DAY, stack_environment) as running:
            yield running
    except StackError as error:
        raise pytest.fail.Exception(str(error), pytrace=False) from None
