"""The assistant's own sentences, read once from `texts.yml`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.answer import Answer, Button
from knowledge.reading import read_yaml


@lru_cache(maxsize=1)
def _texts() -> dict[str, Any]:
    content: dict[str, Any] = read_yaml(Path(__file__).with_name("texts.yml"))
    return content


def act_names() -> tuple[str, ...]:
    """Return the dialogue acts that have a text of their own."""
    return tuple(_texts()["acts"])


def act(name: str) -> Answer:
    """Return the answer to a dialogue act such as `greet`."""
    return _answer(_texts()["acts"][name])


def fixed(name: str, **values: str) -> Answer:
    """Return a fixed answer: `out_of_scope`, `no_answer`, `ended`, `clarify`, `empty`, `error`, `help` …

    :param values: what stands for the `{names}` in its text.
    """
    row = _texts()[name]
    return _answer({**row, "text": row["text"].format(**values)} if values else row)


def form(name: str) -> Answer:
    """Return a question or notice of the level-2 form."""
    return _answer({"status": "clarify", **_texts()["form"][name]})


def line(name: str) -> str:
    """Return a sentence that stands beside answers, such as `perhaps_fraud`."""
    return " ".join(_texts()["lines"][name].split())


def personal_data_notice() -> str:
    """Return the sentence for a message that held a personal number."""
    return str(_texts()["personal_data"]).strip()


def _answer(row: dict[str, Any]) -> Answer:
    return Answer(
        status=row.get("status", "smalltalk"),
        text=" ".join(row["text"].split()),
        buttons=tuple(Button(**button) for button in row.get("buttons", ())),
    )
