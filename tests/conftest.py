"""What all tests share: the conversations' plugin, and one real stack for the whole run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

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


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory, stack_environment: Mapping[str, str]) -> Iterator[Stack]:
    """Give the real stack: Rasa, encoder, index and channels, started once."""
    try:
        with running_stack(tmp_path_factory.mktemp("stack"), DAY, stack_environment) as running:
            yield running
    except StackError as error:
        raise pytest.fail.Exception(str(error), pytrace=False) from None
