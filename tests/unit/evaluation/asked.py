"""Small made questions and answers for the tests of evaluation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bot.evaluation.asking import Asked, Reply
from bot.evaluation.questions import Question
from bot.evaluation.scoring import score
from bot.evaluation.summary import Graded

TOPIC = "ho_chieu"
_ROW = {"topic": TOPIC, "kind": "real", "answerable": True, "must_mention": [], "must_not": []}


def row(name: str, text: str, **fields: Any) -> dict[str, Any]:
    """Give a question as a row of a file."""
    return {"id": name, "question": text, **_ROW, "group": f"{TOPIC}.{name}", **fields}


def question(name: str = "A1", text: str = "Làm hộ chiếu ở đâu?", **fields: Any) -> Question:
    """Give a question."""
    return Question.from_row(row(name, text, **fields))


def answer(status: str = "answered", text: str = "Nộp tại công an tỉnh.", **fields: Any) -> dict[str, Any]:
    """Give an answer as received."""
    source = {"id": "tt-1", "title": "Thông tư 1"}
    complete = {"topic": TOPIC, "passages": [f"{TOPIC}.where"], "sources": [source], "verified_on": "2026-11-24"}
    return {"status": status, "text": text, **(complete if status == "answered" else {}), **fields}


def asked(found: Question, *answers: dict[str, Any], problem: str = "") -> Asked:
    """Give what came back for a question."""
    return Asked(found, (Reply(found.messages[-1], answers, 12.0, {"app": 8.0, "rasa": 4.0}, problem),))


def graded(found: Question, *answers: dict[str, Any]) -> Graded:
    """Give a graded question."""
    return score([asked(found, *answers)])[0]


def write(path: Path, *rows: dict[str, Any]) -> Path:
    """Write rows as JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in rows), encoding="utf-8")
    return path
