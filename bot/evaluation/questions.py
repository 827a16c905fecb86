"""Evaluation questions, one JSON object a line (fields: tests/questions/README.md)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


class QuestionsError(ValueError):
    """A question file that cannot be used."""


@dataclass(frozen=True)
class Question:
    """One question with what a right answer must and must not hold."""

    id: str
    text: str
    topic: str
    kind: str
    answerable: bool
    must_mention: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()

    @property
    def messages(self) -> tuple[str, ...]:
        """What the citizen sends, in order; the last is graded."""
        return self.turns or (self.text,)


def read_questions(path: Path) -> list[Question]:
    """Read a file of questions.

    :raises QuestionsError: naming the line that is not a question.
    """
    questions = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            questions.append(
                Question(
                    id=row["id"],
                    text=row["question"],
                    topic=row["topic"],
                    kind=row["kind"],
                    answerable=row["answerable"],
                    must_mention=tuple(row.get("must_mention", ())),
                    must_not=tuple(row.get("must_not", ())),
                    turns=tuple(row.get("turns", ())),
                )
            )
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise QuestionsError(f"{path.name}, line {number}: expected a question as JSON ({error})") from error
    return questions
