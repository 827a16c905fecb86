"""The baseline: a Rasa project as `rasa init` sets one up, with our intents and one fixed reply an intent."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

from bot.bench.messages import Message
from bot.dialogue.train import RASA_PYTHON
from bot.payload import parse_payload
from knowledge.reading import read_yaml

VERSION = "3.1"
NLU_FILE = "nlu.yml"
MOST_EXAMPLES = 20
"""Examples of an intent; with all of them the default pipeline trains for the better part of an hour."""
STORIES = 20
"""Short stories, as `rasa init` brings some: without any, TED and UnexpecTED would not be trained at all."""
_FALLBACK = "nlu_fallback"  # of the FallbackClassifier


def intent_examples(project: Path) -> dict[str, list[str]]:
    """Return the examples of each intent of a written Rasa project.

    :param project: the folder that `bot.dialogue.generate.write_project` wrote.
    """
    examples: dict[str, list[str]] = {}
    for path in sorted((project / "data").glob("*.yml")):
        for row in read_yaml(path).get("nlu", ()):
            examples[row["intent"]] = [line.removeprefix("- ").strip() for line in row["examples"].splitlines()]
    return examples


def write_baseline(project: Path, target: Path) -> None:
    """Write the baseline beside our own project.

    :param project: our own project as it is trained.
    :param target: an empty folder.
    """
    shipped = _initial_project()
    for name in ("config.yml", "credentials.yml", "endpoints.yml"):
        shutil.copy(shipped / name, target / name)
    intents = list(read_yaml(project / "domain.yml")["intents"])
    examples = intent_examples(project)
    replies = {f"utter_{intent}": [{"text": f"Bạn hỏi về {intent}."}] for intent in (*intents, _FALLBACK)}
    domain: dict[str, Any] = {"version": VERSION, "intents": intents, "responses": replies}
    domain["session_config"] = {"session_expiration_time": 60, "carry_over_slots_to_new_session": True}
    rules = [{"rule": f"reply to {intent}", "steps": _turn(intent)} for intent in (*intents, _FALLBACK)]
    nlu = [{"intent": intent, "examples": _lines(texts)} for intent, texts in examples.items()]
    (target / "data").mkdir()
    _write(target / "domain.yml", domain)
    _write(target / "data" / NLU_FILE, {"version": VERSION, "nlu": nlu})
    _write(target / "data" / "rules.yml", {"version": VERSION, "rules": rules})
    _write(target / "data" / "stories.yml", {"version": VERSION, "stories": _stories(list(examples))})


def rasa_text(message: Message) -> str:
    """Return what a person, or a button of the baseline, would send to Rasa's REST channel."""
    if message.payload is None:
        return message.text or ""
    payload = parse_payload(message.payload)
    assert payload is not None, "the pool makes payloads of ours only"
    names = {"topic": payload.values[-1] if payload.values else "", "passage": "open_passage", "form": "start_level2"}
    return f"/{names[payload.kind]}"


def evenly(texts: list[str], most: int = MOST_EXAMPLES) -> list[str]:
    """Return at most so many texts, spread over the whole list."""
    if len(texts) <= most:
        return texts
    return [texts[index * len(texts) // most] for index in range(most)]


def _initial_project() -> Path:
    (folder,) = (RASA_PYTHON.parent.parent / "lib").glob("python3.*/site-packages/rasa/cli/initial_project")
    return folder


def _turn(intent: str) -> list[dict[str, str]]:
    return [{"intent": intent}, {"action": f"utter_{intent}"}]


def _stories(intents: list[str]) -> list[dict[str, Any]]:
    steps = [(intents[at], intents[(at + 7) % len(intents)], "thanks") for at in range(STORIES)]
    return [
        {"story": f"story {number}", "steps": [step for intent in intents for step in _turn(intent)]}
        for number, intents in enumerate(steps)
    ]


def _lines(texts: list[str]) -> str:
    return "".join(f"- {text}\n" for text in evenly(texts))


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")
