"""One served app for the tests of the API."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from stand_in.app import StandIn, build, served


@pytest.fixture(scope="session")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    with served(build(tmp_path_factory.mktemp("web"))) as running:
        yield running


@pytest.fixture
def client(web: StandIn) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=web.url, timeout=20) as http:
        yield http
