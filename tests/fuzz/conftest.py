"""One served app, and what reaches its dialogue."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from stand_in.app import StandIn, build, served

Door = tuple[StandIn, httpx.Client, list[str]]


@pytest.fixture(scope="package")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """Give a served app, a client of it, and what its dialogue is sent."""
    stand_in, sent = build(tmp_path_factory.mktemp("fuzz-rest")), []
    send = stand_in.dialogue.send

    async def listening(sender, message, metadata):
        sent.append(message)
        return await send(sender, message, metadata)

    stand_in.dialogue.send = listening
    with served(stand_in) as running, httpx.Client(base_url=running.url, timeout=20) as client:
        yield running, client, sent
