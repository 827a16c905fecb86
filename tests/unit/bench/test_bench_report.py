"""The page and the table say what the figures say, and the committed page is the one of the committed figures."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from bot.bench.goals import goals
from bot.bench.messages import KINDS
from bot.bench.report import render
from bot.bench.result import Machine, Result, Run, System, Training, read_result, write_result
from bot.cli.bench import FIGURES, PAGE, table


def run(name: str, users: int, per_second: float, p50: float, cpu: dict[str, float]) -> Run:
    return Run(
        name=name,
        users=users,
        messages=1000,
        distinct=900,
        seconds=10.0,
        per_second=per_second,
        p50_ms=p50,
        p95_ms=2 * p50,
        p50_ms_by_kind=dict.fromkeys(KINDS, p50),
        p50_ms_by_hundred=[p50, p50 * 1.2],
        cpu_ms=cpu,
        generator_cpu_ms=0.5,
        others_cores=0.05,
        waited_s=0.0,
        wrong={},
    )


def result() -> Result:
    ours, theirs = {"app": 11.0, "rasa": 12.0}, {"rasa": 90.0}
    stack = System(
        start_s=9.0,
        training=Training(31.0, 0.1),
        memory_mb={"app": 600.0, "rasa": 500.0},
        runs=[
            run("1-user", 1, 30.0, 33.0, ours),
            run("16-users", 16, 66.0, 240.0, ours),
            run("one-conversation", 1, 30.0, 35.0, ours),
        ],
    )
    baseline = System(
        start_s=92.0,
        training=Training(300.0, 0.1),
        memory_mb={"rasa": 1350.0},
        runs=[run("1-user", 1, 12.0, 80.0, theirs), run("16-users", 16, 20.0, 790.0, theirs)],
    )
    machine = Machine(cores=2, cpu="Some CPU", memory_gb=23.5, kernel="6.1", load_before=0.1)
    return Result("2026-11-24 10:00", "abc1234", False, machine, {"rasa": "3.6.21"}, 370, 69, stack, baseline, 20)


def test_goals_compare_with_the_limits() -> None:
    found = {goal.what: (goal.reached, goal.limit, goal.met) for goal in goals(result())}
    assert found == {
        "messages/s at 16 users, to the baseline's": ("3.30 ×", "≥ 3 ×", True),
        "median answer time, one user": ("33 ms", "≤ 60 ms", True),
        "memory of the whole stack": ("1100 MB", "≤ 1500 MB", True),
        "last hundred of a long conversation, to its first": ("1.20 ×", "≤ 1.3 ×", True),
        "training (`dean06 train --force`)": ("31 s", "≤ 60 s", True),
        "start until ready": ("9 s", "≤ 15 s", True),
    }


def test_a_missed_limit_is_told() -> None:
    heavy = dataclasses.replace(result().stack, memory_mb={"app": 1000.0, "rasa": 501.0})
    page = render(dataclasses.replace(result(), stack=heavy))
    assert "| memory of the whole stack | 1501 MB | ≤ 1500 MB | **no** |" in page
    assert "CHƯA ĐẠT" in table(dataclasses.replace(result(), stack=heavy))


def test_what_was_not_measured_is_told() -> None:
    stack = dataclasses.replace(result().stack, training=None, runs=result().stack.runs[:2])
    page = render(dataclasses.replace(result(), stack=stack, baseline=None, quick=True))
    assert "| training (`dean06 train --force`) | – | ≤ 60 s | not measured |" in page
    assert "| messages/s at 16 users, to the baseline's | – | ≥ 3 × | not measured |" in page
    assert "A quick run: few messages." in page
    assert "One conversation of" not in page
    assert "Baseline:" not in page


def test_the_page_says_on_what_it_was_measured() -> None:
    page = render(result())
    assert "commit `abc1234`, on 2 cores of a machine with 23.5 GB" in page
    assert "at most 0.05 cores during any run" in page
    assert "69 intents, at most 20 examples of each" in page
    assert "| this project | 16-users | 16 | 66.0 | 240 | 480 | 1000 | 900 | 0.05 |" in page
    assert "| baseline | rasa | 90.0 | 90.0 | 1350 |" in page
    assert "| p50 ms | 35 | 42 |" in page


def test_a_busy_machine_is_told_in_bold() -> None:
    busy = dataclasses.replace(result().stack.runs[0], others_cores=1.3)
    stack = dataclasses.replace(result().stack, runs=[busy, *result().stack.runs[1:]])
    assert "**Other programs kept up to 1.3 of the cores busy" in render(dataclasses.replace(result(), stack=stack))


def test_messages_that_were_not_answered_are_told() -> None:
    bad = dataclasses.replace(result().stack.runs[0], wrong={"HTTP 503": 3})
    wrong = dataclasses.replace(result(), stack=dataclasses.replace(result().stack, runs=[bad]))
    assert wrong.wrong == 3
    assert "**3 messages were not answered as they should be.**" in render(wrong)


def test_figures_come_back_from_json_as_they_went(tmp_path: Path) -> None:
    write_result(result(), tmp_path / "new" / "figures.json")
    assert read_result(tmp_path / "new" / "figures.json") == result()


def test_the_committed_page_is_the_one_of_the_committed_figures() -> None:
    assert PAGE.read_text(encoding="utf-8") == render(read_result(FIGURES)), "run `dean06 bench --render`"


def test_the_committed_figures_are_a_whole_bench() -> None:
    figures = read_result(FIGURES)
    assert not figures.quick and figures.baseline and figures.wrong == 0
    assert [run.name for run in figures.stack.runs] == ["1-user", "4-users", "16-users", "repeated", "one-conversation"]


@pytest.mark.parametrize("word", ["tin/giây", "hệ thống", "Rasa mặc định", "đạt"])
def test_the_table_for_people(word: str) -> None:
    assert word in table(result())
