"""Keeps the held-out part apart: nothing that is learned comes near it, no group stands on both sides.

Findings name places only. A held-out question that is printed is one that somebody will tune on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.evaluation.held_out import HELD_OUT
from bot.evaluation.parts import DEVELOPMENT
from bot.evaluation.taught import Taught
from knowledge.check.copies import SHORTEST, nearest_questions, read_questions
from knowledge.likeness import words


def near_copies(taught: Sequence[Taught], files: Sequence[Path]) -> list[str]:
    """Name the texts that are a held-out question, or one with a word or two changed.

    :param taught: what is learned from; among examples of dialogue acts only texts of some length count.
    :param files: of held-out questions.
    """
    questions = [question for path in files for question in read_questions(path)]
    counting = [text for text in taught if not text.small or len(words(text.text)) >= SHORTEST]
    if not questions or not counting:
        return []
    nearest = nearest_questions([text.text for text in counting], questions)
    return [
        f"{text.place} is like the question at {found.question.place} ({found.share:.0%} of the words)"
        for text, found in zip(counting, nearest, strict=True)
        if found.copied
    ]


def groups_in_both(folder: Path) -> list[str]:
    """Name the groups with wordings in both parts, and the held-out rows without a group.

    :param folder: holds a folder for each part.
    """
    theirs = {group for _, group in _groups(folder / DEVELOPMENT) if group}
    findings = []
    for place, group in _groups(folder / HELD_OUT):
        if not group:
            findings.append(f"{place}: found no group, expected the meaning that it is a wording of")
        elif group in theirs:
            findings.append(f"{place}: the group {group} stands in {DEVELOPMENT} too")
    return findings


def _groups(part: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(part.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield f"{part.name}/{path.name}, line {number}", str(json.loads(line).get("group", ""))
