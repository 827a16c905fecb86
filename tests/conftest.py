"""What all tests share: the conversations' plugin, and one real stack for the whole run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

import pytest

from bot.suites.stack import Stack, StackError, running_stack

pytest_plugins = ["pytester", "bot.suites.plugin"]

DAY = dt.date(2026, 11, 24)
"""The day the passages were verified on; tests never depend on the calendar."""


@pytest.fixture(scope="session")
def stack_environment() -> Mapping[str, str]:
    """Return further settings of the stack; a place to name the loopback Bot API server."""
    return {}


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory, stack_environment: Mapping[str, str]) -> Iterator[Stack]:
    """Give the real stack: Rasa, encoder, index and channels, started once."""
    try:
        with running_stack(tmp_path_factory.mktemp("stack"), DAY, stack_environment) as running:
            yield running
    except StackError as error:
        raise pytest.fail.Exception(str(error), pytrace=False) from None
