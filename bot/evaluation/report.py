"""A run as people and programs read it: failing questions first, then the figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bot.evaluation.runs import Run
from bot.evaluation.statistics import wilson
from bot.evaluation.summary import Aim, Figures, Graded, aims, by_kind, medians
from bot.evaluation.tables import interval, percent, plain

SHOWN = 100
"""Characters of an answer that are shown."""
_HEAD = ("kind", "n", "right", "95 %", "also right", "topic", "declined", "asked back", "cited", "dated")


def as_text(run: Run, rows: Sequence[Graded], show_failures: bool) -> str:
    """Return the report for people.

    :param show_failures: print the failing questions; without it, only how many they are.
    """
    wrong = [row for row in rows if not row.grade.right]
    parts = ["\n".join(map(_failure, wrong))] if show_failures and wrong else []
    parts.append(f"{len(wrong)} of {len(rows)} wrong ({_how(run)})")
    parts.append(plain(_HEAD, [_kind(name, figures) for name, figures in by_kind(rows).items()]))
    parts.append(plain(("what", "n", "reached", "95 %", "to reach"), [_aim(aim) for aim in aims(rows)]))
    parts.append("median ms a message: " + ", ".join(f"{name} {value:g}" for name, value in medians(rows).items()))
    return "\n\n".join(parts)


def as_json(run: Run, rows: Sequence[Graded], show_failures: bool) -> dict[str, Any]:
    """Return the report for programs."""
    report: dict[str, Any] = {
        "run": run.folder.name,
        "header": asdict(run.header),
        "kinds": {name: _with_interval(figures) for name, figures in by_kind(rows).items()},
        "aims": {aim.key: {**asdict(aim), "interval": wilson(aim.part, aim.whole)} for aim in aims(rows)},
        "median_ms": medians(rows),
    }
    if show_failures:
        wrong = (row for row in rows if not row.grade.right)
        report["wrong"] = [{**row.asked.to_row(), "why": list(row.grade.why)} for row in wrong]
    return report


def got(graded: Graded) -> str:
    """Return in one line what came back: status, topic, passage and the beginning of the text of each answer."""
    said = []
    for answer in graded.asked.last.answers:
        named = [str(part) for part in (answer.get("status"), answer.get("topic"), *answer.get("passages", ())) if part]
        text = " ".join(str(answer.get("text", "")).split())
        said.append(f"{' '.join(named)}: {text[:SHOWN]}")
    return " ‖ ".join(said) or graded.asked.last.problem


def _how(run: Run) -> str:
    head = run.header
    asked = f"{head.part}{', without accents' if head.stripped else ''}, commit {head.configuration.get('commit')}"
    stack = head.configuration.get("stack")
    if stack is None:
        return f"{asked}; the stack is not on this machine"
    elsewhere = "" if stack["this_checkout"] else " FROM ANOTHER CHECKOUT"
    return f"{asked}; stack started {stack['started']}{elsewhere}"


def _failure(row: Graded) -> str:
    question = row.question
    asked = " → ".join(reply.message for reply in row.asked.replies)
    return (
        f"✗ {question.id} {question.kind} [{question.topic}] {asked}\n"
        f"    got: {got(row)}\n"
        f"    why: {'; '.join(row.grade.why)}"
    )


def _kind(name: str, figures: Figures) -> tuple[str, ...]:
    n = figures.n
    counts = (figures.lenient, figures.topic_right, figures.declined, figures.asked_back)
    given = (percent(figures.cited, figures.answered), percent(figures.dated, figures.answered))
    shares = (percent(count, n) for count in counts)
    return (name, str(n), percent(figures.right, n), interval(figures.right, n), *shares, *given)


def _aim(aim: Aim) -> tuple[str, ...]:
    return (aim.what, str(aim.whole), percent(aim.part, aim.whole), interval(aim.part, aim.whole), aim.limit)


def _with_interval(figures: Figures) -> dict[str, Any]:
    return {**asdict(figures), "interval": wilson(figures.right, figures.n)}
