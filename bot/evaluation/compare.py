"""Two runs on the same questions: what was gained, what was lost, and whether that could be chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.evaluation.report import got
from bot.evaluation.statistics import mcnemar
from bot.evaluation.summary import Graded
from bot.evaluation.tables import NOTHING, percent, plain

_GROUPS = ("in scope", "all")


@dataclass(frozen=True)
class Pair:
    """One question in both runs."""

    before: Graded
    after: Graded


@dataclass(frozen=True)
class Comparison:
    """Questions that both runs have, by what became of them."""

    both_right: tuple[Pair, ...]
    gained: tuple[Pair, ...]
    lost: tuple[Pair, ...]
    both_wrong: tuple[Pair, ...]
    missing: int
    """Questions that only one of the runs has."""

    @property
    def p(self) -> float:
        """McNemar's exact two-sided p."""
        return mcnemar(len(self.gained), len(self.lost))

    @property
    def count(self) -> int:
        """The number of questions that both have."""
        return sum(map(len, (self.both_right, self.gained, self.lost, self.both_wrong)))

    @property
    def right(self) -> tuple[int, int]:
        """How many were right before and after."""
        return len(self.both_right) + len(self.lost), len(self.both_right) + len(self.gained)


def compare(before: Sequence[Graded], after: Sequence[Graded]) -> dict[str, Comparison]:
    """Compare two runs by the ids of their questions, over the questions in scope and over all."""
    of_scope = _compare([row for row in before if row.question.in_scope], [r for r in after if r.question.in_scope])
    return dict(zip(_GROUPS, (of_scope, _compare(before, after)), strict=True))


def _compare(before: Sequence[Graded], after: Sequence[Graded]) -> Comparison:
    first = {row.question.id: row for row in before}
    second = {row.question.id: row for row in after}
    pairs = [Pair(row, second[name]) for name, row in first.items() if name in second]

    def those(was: bool, is_now: bool) -> tuple[Pair, ...]:
        return tuple(p for p in pairs if (p.before.grade.right, p.after.grade.right) == (was, is_now))

    missing = len(first.keys() ^ second.keys())
    return Comparison(those(True, True), those(False, True), those(True, False), those(False, False), missing)


def as_text(compared: dict[str, Comparison], show_questions: bool) -> str:
    """Return the comparison for people.

    :param show_questions: print the questions that were lost, gained, or wrong in both.
    """
    everything = compared["all"]
    lists = (("lost", everything.lost), ("gained", everything.gained), ("wrong in both", everything.both_wrong))
    parts = [_list(name, pairs) for name, pairs in lists if pairs] if show_questions else []
    head = ("", "n", "right before", "right after", "points", "gained", "lost", "wrong in both", "McNemar p")
    parts.append(plain(head, [_row(name, comparison) for name, comparison in compared.items()]))
    if everything.missing:
        parts.append(f"{everything.missing} questions are in one of the runs only and are left out.")
    return "\n\n".join(parts)


def as_json(compared: dict[str, Comparison]) -> dict[str, Any]:
    """Return the comparison for programs, questions by their id."""
    return {name: _figures(comparison) for name, comparison in compared.items()}


def _figures(comparison: Comparison) -> dict[str, Any]:
    before, after = comparison.right
    lists = {name: [pair.before.question.id for pair in getattr(comparison, name)] for name in _LISTS}
    return {"n": comparison.count, "before": before, "after": after, "p": comparison.p, **lists}


_LISTS = ("gained", "lost", "both_wrong")


def _row(name: str, comparison: Comparison) -> tuple[str, ...]:
    before, after = comparison.right
    n = comparison.count
    points = f"{100 * (after - before) / n:+.1f}" if n else NOTHING
    changes = (len(comparison.gained), len(comparison.lost), len(comparison.both_wrong))
    return (name, str(n), percent(before, n), percent(after, n), points, *map(str, changes), f"{comparison.p:.4f}")


def _list(name: str, pairs: Sequence[Pair]) -> str:
    lines = [f"{name}: {len(pairs)}"]
    for pair in pairs:
        question = pair.before.question
        lines.append(f"  {question.id} {question.kind} [{question.topic}] {pair.before.asked.last.message}")
        lines.append(f"    before: {got(pair.before)}{_because(pair.before)}")
        lines.append(f"    after:  {got(pair.after)}{_because(pair.after)}")
    return "\n".join(lines)


def _because(row: Graded) -> str:
    return f" ({'; '.join(row.grade.why)})" if row.grade.why else ""
