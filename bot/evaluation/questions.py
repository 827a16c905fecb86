"""Evaluation questions, one JSON object a line (fields: tests/questions/README.md)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

NO_TOPIC_KINDS = frozenset(("outofscope", "adversarial", "pii", "scam", "smalltalk"))
"""Kinds that are right without naming the topic; all others are questions in scope."""
_LISTS = ("must_mention", "must_not", "turns", "also", "facts")


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
    group: str = ""
    also: tuple[str, ...] = ()
    """Topics that a person would accept too; the strict figure counts `topic` alone."""
    near: bool = False
    """Out of scope, but about something that an authority does: land, courts, school."""
    facts: tuple[str, ...] = ()

    @property
    def messages(self) -> tuple[str, ...]:
        """What the citizen sends, in order; the last is graded."""
        return self.turns or (self.text,)

    @property
    def in_scope(self) -> bool:
        """Tell whether it is a question that a passage answers."""
        return self.answerable and self.kind not in NO_TOPIC_KINDS

    @property
    def topics(self) -> frozenset[str]:
        """The topic and those that a person would accept too."""
        return frozenset((self.topic, *self.also))

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Question:
        """Read the JSON form.

        :raises KeyError, TypeError, ValueError, re.error: for a row that is no question.
        """
        for pattern in (*row.get("must_mention", ()), *row.get("must_not", ())):
            re.compile(pattern)
        if not isinstance(row["question"], str) or not row["question"].strip():
            raise ValueError("question is not a text")
        return cls(
            id=row["id"],
            text=row["question"],
            topic=row["topic"],
            kind=row["kind"],
            answerable=bool(row["answerable"]),
            group=row.get("group", ""),
            near=bool(row.get("near", False)),
            **{name: tuple(row.get(name, ())) for name in _LISTS},
        )

    def to_row(self) -> dict[str, Any]:
        """Return the JSON form."""
        row = asdict(self)
        return {"id": row.pop("id"), "question": row.pop("text"), **row}


def read_questions(path: Path) -> list[Question]:
    """Read a file of questions.

    :raises QuestionsError: naming the line that is not a question, without what it says.
    """
    questions = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise QuestionsError(f"{path.name}: found no file to read, expected questions as JSON lines") from error
    for number, line in enumerate(lines, 1):
        try:
            questions.append(Question.from_row(json.loads(line)))
        except (json.JSONDecodeError, KeyError, TypeError, ValueError, AttributeError, re.error) as error:
            name = type(error).__name__
            raise QuestionsError(f"{path.name}, line {number}: expected a question as JSON ({name}: {error})") from None
    return questions


def select(questions: Sequence[Question], kinds: Sequence[str] = (), stripped: bool = False) -> list[Question]:
    """Choose questions.

    :param kinds: kinds to keep; all where it is empty.
    :param stripped: only those that are asked again without accents: what is answered, but for small talk.
    :raises QuestionsError: for a kind that no question has.
    """
    unknown = set(kinds) - {question.kind for question in questions}
    if unknown:
        there = ", ".join(sorted({question.kind for question in questions}))
        raise QuestionsError(f"found the kinds {', '.join(sorted(unknown))}, expected some of {there}")
    kept = [question for question in questions if not kinds or question.kind in kinds]
    return [q for q in kept if q.answerable and q.kind != "smalltalk"] if stripped else kept
