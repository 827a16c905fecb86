"""A stack that does not come up says why."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.suites.stack import StackError, running_stack


def test_a_stack_that_dies_is_reported_with_the_end_of_its_log(tmp_path: Path) -> None:
    with (
        pytest.raises(
            StackError, match=r"ended with status 1 before it was ready\n.*\n.*DEAN06_RASA_WORKERS: found 'x'"
        ),
        running_stack(tmp_path, dt.date(2026, 11, 24), {"DEAN06_RASA_WORKERS": "x"}),
    ):
        pass
