"""The diary of the held-out part: every time its figures are read, a row is added."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from bot.bench.machine import commit
from bot.evaluation.runs import Run
from bot.evaluation.summary import Aim, Graded, aims
from bot.evaluation.tables import NOTHING, interval, markdown, percent
from bot.settings import ROOT

PAGE = ROOT / "docs" / "held_out_readings.md"
_KEYS = (
    "in_scope", "noisy", "connected", "out_of_scope", "near", "needless", "pii", "scam", "adversarial", "small_talk",
    "cited_dated",
)  # fmt: skip
_HEAD = (
    "read", "commit", "asked", "n", "in scope", "noisy kinds", "follow-ups, doubles", "out of scope", "near domain",
    "needlessly declined or asked back", "personal numbers", "scam", "attacks", "small talk", "cited and dated",
)  # fmt: skip
_INTRODUCTION = """# Readings of the held-out part

`dean06 evaluate run --part held_out` adds a row whenever it is run, so that everybody sees how often the held-out
questions were looked at. Shares in per cent with their Wilson interval at 95 %; what each means is in
[evaluation.md](evaluation.md). A reading after something was changed because of an earlier one is no held-out figure.

"""


def note(page: Path, run: Run, rows: Sequence[Graded]) -> None:
    """Add a reading to the page, which is made where there is none.

    :param run: of the held-out part.
    :param rows: its questions, graded.
    """
    _append(page, _row(run, rows))


def note_other(page: Path, what: str, questions: int) -> None:
    """Add a reading of other figures of the held-out part, which stand elsewhere.

    :param what: the command.
    """
    now = dt.datetime.now(dt.timezone.utc).strftime("%Y-%m-%d %H:%M:%S")
    _append(page, (now, commit(), what, str(questions), *(NOTHING for _ in _KEYS)))


def _append(page: Path, row: tuple[str, ...]) -> None:
    reading = markdown(_HEAD, [row])
    if not page.exists():
        page.write_text(f"{_INTRODUCTION}{reading}\n", encoding="utf-8")
        return
    with page.open("a", encoding="utf-8") as file:
        file.write(reading.splitlines()[-1] + "\n")


def _row(run: Run, rows: Sequence[Graded]) -> tuple[str, ...]:
    found = {aim.key: aim for aim in aims(rows)}
    head = run.header
    how = ["without accents" if head.stripped else "as typed", *head.kinds]
    when = head.started.replace("T", " ").removesuffix("+00:00")
    start = (when, str(head.configuration.get("commit")), ", ".join(how), str(len(rows)))
    return (*start, *(_cell(found.get(key)) for key in _KEYS))


def _cell(aim: Aim | None) -> str:
    return f"{percent(aim.part, aim.whole)} ({interval(aim.part, aim.whole)})" if aim else NOTHING
