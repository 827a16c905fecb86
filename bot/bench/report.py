"""Turns the figures of a bench into `docs/performance.md`."""

from __future__ import annotations

from collections.abc import Sequence

from bot.bench.baseline_project import STORIES
from bot.bench.goals import goals
from bot.bench.measure import ALONE, LONG, MANY, REPEATED
from bot.bench.messages import KINDS
from bot.bench.result import Result, System

BUSY_CORES = 0.3
"""From here on, what others computed meanwhile is told beside the figures."""
_KIND_TITLES = {
    "accented": "question with accents", "follow_up": "follow-up question", "unaccented": "question without accents",
    "teencode": "question in chat short forms", "typo": "question with a typing slip", "small_talk": "small talk",
    "out_of_scope": "out of scope", "tap": "button: guide, topic or passage",
    "personal": "question with a personal number", "scam": "question about a scam",
}  # fmt: skip
_HOW = """
## How

This project: `dean06 run` as it is, over `POST /api/chat`, with {passages} passages in force. Conversations of ten
messages, one of each kind above in an order of chance, then a new conversation. The texts are the wordings of passages
and the examples of dialogue acts, varied by openings, endings, lost accents, short forms and slips: easier to
understand than citizens' own words, and as dear to compute. Whether answers are right is not measured here.
Users are a closed loop: the next message goes out when the last is answered. The load generator is a process of its own
on the same cores. Some messages go ahead of the first run to warm up. {answered}
{baseline}
Versions: {versions}.

To measure again: `.venv/bin/dean06 bench`. The baseline is trained again only when
intents, numbers of examples, configuration or versions change; `--quick` takes two minutes.
"""
_BASELINE = """
Baseline: `config.yml`, `credentials.yml` and `endpoints.yml` as `rasa init` ships them (DIET, ResponseSelector,
FallbackClassifier; Memoization, Rule, UnexpecTED and TED policies; REST channel, conversations in memory), with the
same {intents} intents, at most {examples} examples of each so that training ends in minutes, one rule and one fixed
reply for each intent, and {stories} short stories, without which TED would not be trained. It has no actions, no
retrieval, no database: it does less for a message. A tap of a button is an intent with a slash there. Both sides got
the same messages in the same order, each while the other was stopped.
"""
Row = Sequence[str]


def render(result: Result) -> str:
    """Return the page as Markdown."""
    parts = [
        _head(result),
        _limits(result),
        _speed(result),
        _costs(result),
        _kinds(result),
        _long(result),
        _how(result),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(result: Result) -> str:
    machine = result.machine
    return (
        "# Performance\n\n"
        "Written by `dean06 bench` from [performance.json](performance.json); do not edit by hand.\n\n"
        f"Measured on {result.date}, commit `{result.commit}`, on {machine.cores} cores of a machine with "
        f"{machine.memory_gb:g} GB (CPU as it names itself: {machine.cpu}; Linux {machine.kernel}). "
        f"{_company(result)}{' A quick run: few messages.' if result.quick else ''}"
    )


def _company(result: Result) -> str:
    systems = [result.stack, *([result.baseline] if result.baseline else [])]
    busy = max(run.others_cores for system in systems for run in system.runs)
    load = f"The load average before the start was {result.machine.load_before:g}. "
    if busy < BUSY_CORES:
        return f"{load}The machine did nothing else that mattered: at most {busy:.2f} cores during any run."
    return (
        f"{load}**Other programs kept up to {busy:.1f} of the cores busy during a run** (column “others”), "
        "so the figures are worse than on a quiet machine, and not equally for each run."
    )


def _limits(result: Result) -> str:
    marks = {True: "yes", False: "**no**", None: "not measured"}
    rows = [(goal.what, goal.reached, goal.limit, marks[goal.met]) for goal in goals(result)]
    return "## What was to be reached\n\n" + _table(("", "measured", "limit", "met"), rows)


def _speed(result: Result) -> str:
    rows = []
    for title, system in _systems(result):
        for run in system.runs:
            cells = (f"{run.per_second:.1f}", f"{run.p50_ms:.0f}", f"{run.p95_ms:.0f}")
            counts = (str(run.messages), str(run.distinct), f"{run.others_cores:.2f}")
            rows.append((title, run.name, str(run.users), *cells, *counts))
    head = ("", "run", "users", "messages/s", "p50 ms", "p95 ms", "messages", "different", "others")
    text = (
        f"In `{REPEATED}` the same few texts come again and again, so that the app's memory of embedded messages "
        "helps; in all other runs no typed text comes twice. “Others”: cores that other programs kept busy meanwhile."
    )
    return f"## Speed\n\n{_table(head, rows)}\n\n{text}"


def _costs(result: Result) -> str:
    rows = []
    for title, system in _systems(result):
        for role, memory in system.memory_mb.items():
            cpu = [f"{run.cpu_ms[role]:.1f}" if (run := system.run(name)) else "–" for name in (ALONE, MANY)]
            rows.append((title, role, *cpu, f"{memory:.0f}"))
        generator = [f"{run.generator_cpu_ms:.1f}" if (run := system.run(name)) else "–" for name in (ALONE, MANY)]
        rows.append((title, "(load generator)", *generator, ""))
    head = ("", "process", "CPU-ms a message, 1 user", "CPU-ms a message, 16 users", "memory, MB")
    times = []
    for title, system in _systems(result):
        training = (
            (f"{system.training.seconds:.0f}", f"{system.training.others_cores:.2f}") if system.training else ("–", "–")
        )
        times.append((title, f"{system.start_s:.0f}", *training))
    return (
        f"## CPU, memory, start, training\n\n{_table(head, rows)}\n\n"
        "CPU time is user and system time of all threads; memory is PSS in 10⁶ bytes after the last run.\n\n"
        f"{_table(('', 'start until ready, s', 'training, s', 'others while training'), times)}"
    )


def _kinds(result: Result) -> str:
    ours, theirs = result.stack.run(ALONE), result.baseline.run(ALONE) if result.baseline else None
    if not ours:
        return ""
    rows = []
    for kind in KINDS:
        other = f"{theirs.p50_ms_by_kind[kind]:.0f}" if theirs else "–"
        rows.append((_KIND_TITLES[kind], f"{ours.p50_ms_by_kind[kind]:.0f}", other))
    return "## Median by kind of message, one user, ms\n\n" + _table(("", "this project", "baseline"), rows)


def _long(result: Result) -> str:
    run = result.stack.run(LONG)
    if not run:
        return ""
    medians = run.p50_ms_by_hundred
    rows = [("p50 ms", *(f"{ms:.0f}" for ms in medians))]
    heads = ("messages", *(f"…{100 * (number + 1)}" for number in range(len(medians))))
    waited = (
        f" The {run.waited_s:.0f} s of waiting that the limit of messages a minute asked for are in no figure."
        if run.waited_s
        else ""
    )
    return f"## One conversation of {run.messages} messages\n\n{_table(heads, rows)}\n\nOne user.{waited}"


def _how(result: Result) -> str:
    baseline = _BASELINE.format(intents=result.intents, examples=result.baseline_examples, stories=STORIES)
    return _HOW.format(
        passages=result.passages,
        answered=_answered(result),
        baseline=baseline if result.baseline else "",
        versions=", ".join(f"{name} {version}" for name, version in result.versions.items()),
    ).strip()


def _answered(result: Result) -> str:
    if result.wrong:
        return f"**{result.wrong} messages were not answered as they should be.**"
    return "Every message was answered."


def _systems(result: Result) -> list[tuple[str, System]]:
    return [("this project", result.stack), *([("baseline", result.baseline)] if result.baseline else [])]


def _table(head: Row, rows: Sequence[Row]) -> str:
    lines = [head, ("---", *("---:" for _ in head[1:])), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
