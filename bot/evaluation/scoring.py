"""Grading what is stored, by the rules and question files of today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.evaluation.asking import Asked
from bot.evaluation.grade import grade
from bot.evaluation.questions import Question
from bot.evaluation.summary import Graded


def score(asked: Sequence[Asked]) -> list[Graded]:
    """Grade what came back, by what the questions ask for as stored."""
    return [Graded(row, grade(row)) for row in asked]


def with_current_rules(asked: Sequence[Asked], today: Mapping[str, Question]) -> tuple[list[Asked], int]:
    """Give stored questions the topics, facts and bans that the question files ask for today.

    :param today: the questions as they are now, by id; one whose messages have changed is another question.
    :returns: what was asked, and the number of questions that changed.
    """
    renewed, changed = [], 0
    for row in asked:
        now = today.get(row.question.id)
        if now is not None and now.messages == row.question.messages and now != row.question:
            row, changed = replace(row, question=now), changed + 1
        renewed.append(row)
    return renewed, changed
