"""One browser and one served app for all browser tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fixtures import chromium
from fixtures.citizen import CitizenPage
from fixtures.officer import OfficerPage
from selenium import webdriver
from stand_in.app import StandIn, build, served


@pytest.fixture(scope="session")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    with served(build(tmp_path_factory.mktemp("browser-web"))) as running:
        yield running


@pytest.fixture(scope="session")
def browser_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("chromium")


@pytest.fixture(scope="session")
def one_chrome(browser_folder: Path) -> Iterator[webdriver.Chrome]:
    driver = chromium.start(browser_folder)
    yield driver
    driver.quit()


@pytest.fixture
def chrome(one_chrome: webdriver.Chrome) -> webdriver.Chrome:
    """Give the browser as a desktop, its logs empty."""
    chromium.resize(one_chrome, 1280, 900)
    chromium.prefer(one_chrome, "light")
    chromium.requested_hosts(one_chrome)
    chromium.complaints(one_chrome)
    return one_chrome


@pytest.fixture
def page(chrome: webdriver.Chrome, web: StandIn) -> CitizenPage:
    return CitizenPage(chrome, web.url).open()


@pytest.fixture
def officer(chrome: webdriver.Chrome, web: StandIn) -> OfficerPage:
    return OfficerPage(chrome, web.url).open()
