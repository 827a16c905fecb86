"""Pytest fixtures; use with `from botapi.fixtures import bot_api` in a conftest.

A whole stack takes `bot_api.url` as TELEGRAM_API_URL and `bot_api.token` as TELEGRAM_BOT_TOKEN.
For a stack that lives as long as the whole run, enter `BotApi` in a fixture of that scope, and
call `check_calls` when it ends.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from botapi.api import BotApi


@pytest.fixture
def bot_api() -> Iterator[BotApi]:
    """A Bot API server of the test's own; the test fails if the bot made a call the API does not know."""
    with BotApi() as api:
        yield api
        check_calls(api)


def check_calls(api: BotApi) -> None:
    """Fail where the bot made calls that the official API does not know."""
    assert api.world.violations == [], "calls that the Bot API does not know"
