"""Two texts side by side with the changed words marked and long unchanged stretches left out."""

from __future__ import annotations

from difflib import SequenceMatcher

from knowledge.compare.model import Marked

LEFT_OUT = "…"
_AROUND = 6
"""Unchanged words shown on each side of a change."""
_REWRITTEN = 0.5
"""Texts less alike than this are shown without marks: nearly every word would bear one."""


def marked(old: str, new: str) -> tuple[Marked, Marked]:
    """Return both texts with their changed words marked."""
    words = old.split(), new.split()
    matcher = SequenceMatcher(None, *words, autojunk=False)
    if matcher.ratio() < _REWRITTEN:
        return ((old, False),), ((new, False),)
    sides: tuple[list[tuple[str, bool]], list[tuple[str, bool]]] = ([], [])
    steps = matcher.get_opcodes()
    for place, (what, a, b, c, d) in enumerate(steps):
        for side, (start, end) in enumerate(((a, b), (c, d))):
            run = words[side][start:end]
            if what == "equal":
                run = _shortened(run, first=place == 0, last=place == len(steps) - 1)
            if run:
                sides[side].append((" ".join(run), what != "equal"))
    return tuple(sides[0]), tuple(sides[1])


def _shortened(run: list[str], first: bool, last: bool) -> list[str]:
    """Leave out the middle of an unchanged run, and what lies before the first and after the last change."""
    head = [] if first else run[:_AROUND]
    tail = [] if last else run[-_AROUND:]
    return run if len(run) <= len(head) + len(tail) + 1 else [*head, LEFT_OUT, *tail]
