"""The bench itself: what is sent to whom, in which order."""

from __future__ import annotations

import datetime as dt
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.bench.baseline import serving, train_baseline
from bot.bench.baseline_project import MOST_EXAMPLES, intent_examples
from bot.bench.machine import commit, describe_machine, versions
from bot.bench.messages import Message, Pool
from bot.bench.meter import Processes, family
from bot.bench.result import Result, Run, System, Training
from bot.bench.runs import Target, carry_out, chat_body
from bot.bench.training import timed
from bot.dialogue.generate import write_project
from bot.settings import ROOT
from bot.suites.stack import running_stack
from knowledge.reading import load_knowledge

WARM_UP, ALONE, FEW, MANY, REPEATED, LONG = "warm-up", "1-user", "4-users", "16-users", "repeated", "one-conversation"
DIFFERENT_WHEN_REPEATED = 5
"""Conversations that the run with repeated questions consists of, over and over."""
Say = Callable[[str], None]
Conversations = list[tuple[Message, ...]]


@dataclass(frozen=True)
class Sizes:
    """Messages of each run."""

    warm_up: int = 50
    alone: int = 300
    few: int = 600
    many: int = 1200
    repeated: int = 600
    long: int = 1000


QUICK = Sizes(20, 60, 120, 240, 120, 0)


@dataclass(frozen=True)
class Plan:
    """All conversations of a bench, made before anything is measured."""

    runs: dict[str, tuple[int, Conversations]]
    """Users and conversations of each run, by its name."""

    @classmethod
    def make(cls, pool: Pool, sizes: Sizes) -> Plan:
        """Take the conversations from a pool, each different."""
        again = pool.conversations(10 * DIFFERENT_WHEN_REPEATED)
        long = pool.conversations(sizes.long)
        runs = {
            WARM_UP: (2, pool.conversations(sizes.warm_up)),
            ALONE: (1, pool.conversations(sizes.alone)),
            FEW: (4, pool.conversations(sizes.few)),
            MANY: (16, pool.conversations(sizes.many)),
            REPEATED: (16, again * (sizes.repeated // (10 * DIFFERENT_WHEN_REPEATED))),
        }
        if long:
            runs[LONG] = (1, [tuple(message for conversation in long for message in conversation)])
        return cls(runs)


def measure(day: dt.date, quick: bool, with_baseline: bool, cache: Path, say: Say) -> Result:
    """Measure everything.

    :param day: answers hold for it.
    :param quick: fewer messages, no training, no long conversation.
    :param cache: folder for the trained baseline.
    :param say: called with a short sentence at each stage.
    """
    machine, knowledge = describe_machine(), load_knowledge()
    with tempfile.TemporaryDirectory(prefix="dean06-bench-") as name:
        folder = Path(name)
        write_project(knowledge, folder / "project")
        examples = intent_examples(folder / "project")
        plan = Plan.make(Pool(knowledge, day, examples), QUICK if quick else Sizes())
        baseline = _baseline(folder, cache, plan, say) if with_baseline else None
        training = None if quick else _train(folder, say)
        stack = _stack(folder, day, plan, training, say)
    return Result(
        date=dt.datetime.now().strftime("%Y-%m-%d %H:%M"),
        commit=commit(),
        quick=quick,
        machine=machine,
        versions=versions(),
        passages=sum(passage.holds_on(day) for passage in knowledge.passages),
        intents=len(examples),
        stack=stack,
        baseline=baseline,
        baseline_examples=MOST_EXAMPLES,
    )


def _stack(folder: Path, day: dt.date, plan: Plan, training: Training | None, say: Say) -> System:
    say("Khởi động hệ thống")
    data = folder / "data"
    data.mkdir()
    started = time.perf_counter()
    with running_stack(data, day) as stack:
        start_s = round(time.perf_counter() - started, 1)
        app, *children = family(stack.pid)
        processes = Processes({"app": (app,), "rasa": tuple(children)})
        target = Target(f"{stack.base_url}/api/chat", chat_body, processes)
        runs = [_run(target, plan, name, say) for name in plan.runs]
        return System(start_s, training, processes.memory_mb(), runs[1:])


def _baseline(folder: Path, cache: Path, plan: Plan, say: Say) -> System:
    trained = train_baseline(folder / "project", cache, say)
    say("Khởi động đường ống mặc định của Rasa")
    with serving(trained, folder / "baseline.log") as (target, start_s):
        runs = [_run(target, plan, name, say) for name in (WARM_UP, ALONE, FEW, MANY)]
        return System(round(start_s, 1), trained.training, target.processes.memory_mb(), runs[1:])


def _run(target: Target, plan: Plan, name: str, say: Say) -> Run:
    users, conversations = plan.runs[name]
    run = carry_out(target, name, users, conversations)
    say(
        f"  {name}: {run.messages} tin, {run.per_second} tin/giây, p50 {run.p50_ms:.0f} ms"
        + (f", SAI {run.wrong}" if run.wrong else "")
    )
    return run


def _train(folder: Path, say: Say) -> Training:
    say("Dạy lại Rasa để đo thời gian")
    command = [sys.executable, "-c", "import sys; from bot.cli.main import main; sys.exit(main(['train', '--force']))"]
    return timed(command, ROOT, os.environ, folder / "train.log")
