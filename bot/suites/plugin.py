"""pytest plugin: every conversation in `conversations/**/*.yml` is a test of its own.

The tests need a fixture `stack` with `base_url` and `day` (bot/suites/drivers.py, `RunningStack`).
A project adds a channel by overriding the fixture `channel_drivers`, other days by overriding `stack_on`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.suites.drivers import DriverFactory, HttpDriver, RunningStack
from bot.suites.runner import ConversationError, run_conversation
from bot.suites.schema import Conversation, read_conversations
from bot.suites.values import SuiteError

FOLDER = "conversations"
StackOn = Callable[[dt.date | None], RunningStack]
"""Gives the stack for a day; None stands for the day of the run."""


@pytest.fixture(scope="session")
def channel_drivers() -> Mapping[str, DriverFactory]:
    """Return the drivers by channel."""
    return {"rest": HttpDriver, "terminal": HttpDriver}


@pytest.fixture(scope="session")
def stack_on(stack: RunningStack) -> StackOn:
    """Return what gives the running stack for a day; here the one stack, whatever the day."""
    return lambda _day: stack


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> ConversationFile | None:
    """Collect YAML files in a folder named `conversations`, at any depth."""
    if file_path.suffix in (".yml", ".yaml") and FOLDER in file_path.parent.parts:
        file: ConversationFile = ConversationFile.from_parent(parent, path=file_path)
        return file
    return None


class ConversationFile(pytest.File):
    """A file of conversations."""

    def collect(self) -> Iterator[ConversationItem]:
        """Yield an item for each conversation."""
        for conversation in read_conversations(self.path):
            yield ConversationItem.from_parent(
                self, name=conversation.name, callobj=_test_of(conversation), conversation=conversation
            )

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show what is wrong with the file, without a traceback."""
        if isinstance(excinfo.value, SuiteError):
            return str(excinfo.value)
        return super().repr_failure(excinfo)


class ConversationItem(pytest.Function):
    """One conversation as a test."""

    def __init__(self, *, conversation: Conversation, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._conversation = conversation

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show the report of the conversation, without a traceback."""
        if isinstance(excinfo.value, ConversationError):
            return str(excinfo.value)
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the conversation stands."""
        return self._conversation.path, self._conversation.line - 1, self._conversation.name


def _test_of(conversation: Conversation) -> Any:
    def test(stack_on: StackOn, channel_drivers: Mapping[str, DriverFactory]) -> None:
        run_conversation(conversation, stack_on(conversation.today), channel_drivers)

    return test
