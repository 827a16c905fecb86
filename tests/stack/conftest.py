"""The four doors of the one real stack."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from botapi.api import BotApi
from botapi.driver import TelegramDriver
from doors import PageDriver, TerminalDriver
from fixtures import chromium
from fixtures.citizen import CitizenPage
from selenium import webdriver

from bot.suites.drivers import HttpDriver
from bot.suites.stack import Stack

Door = HttpDriver | PageDriver | TerminalDriver | TelegramDriver
OpenDoor = Callable[[str], Door]


@pytest.fixture(scope="package")
def browser_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stack-chromium")


@pytest.fixture(scope="package")
def chrome(browser_folder: Path) -> Iterator[webdriver.Chrome]:
    driver = chromium.start(browser_folder)
    yield driver
    driver.quit()


@pytest.fixture(scope="package")
def open_door(request: pytest.FixtureRequest, stack: Stack, telegram: BotApi) -> Iterator[OpenDoor]:
    """Give a function that begins a new conversation in a channel; Chromium starts when the page is asked for."""
    with ExitStack() as opened:

        def door(channel: str) -> Door:
            if channel == "web":
                return PageDriver(CitizenPage(request.getfixturevalue("chrome"), stack.base_url))
            if channel == "terminal":
                return opened.enter_context(TerminalDriver(stack.base_url))
            if channel == "telegram":
                return TelegramDriver(telegram)
            return HttpDriver(stack, f"stack-{uuid.uuid4().hex}")

        yield door
