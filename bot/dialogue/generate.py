"""Turns the knowledge base into Rasa's training data: an intent and a rule for each topic.

Each wording is given twice, as typed and without accents: with grouped folds that lifts the F1 on
unaccented questions from 0.28 to 0.63 (Rasa 3.6.21, 48 intents; see docs/adr/0003-lean-pipeline.md).
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

from knowledge.reading import KnowledgeBase, read_yaml
from knowledge.vietnamese.unicode import strip_accents

HERE = Path(__file__).resolve().parent
VERSION = "3.1"
OUT_OF_SCOPE = "out_of_scope"
LEARNED = 5
"""Wordings of a passage that Rasa learns. Search and its topic model know all of them; Rasa's classifier, whose part is
to tell topics from dialogue acts, needs no more, and its training takes longer than the rest of the set-up."""


def write_project(knowledge: KnowledgeBase, target: Path) -> None:
    """Write a complete Rasa project into a folder, replacing what is there.

    :param target: folder that then holds `config.yml`, `domain.yml` and `data/`.
    """
    shutil.rmtree(target, ignore_errors=True)
    data = target / "data"
    data.mkdir(parents=True)
    for name in ("config.yml", "credentials.yml", "endpoints.yml"):
        shutil.copy(HERE / name, target / name)
    shutil.copy(HERE / "rules.yml", data / "rules.yml")
    wordings = topic_wordings(knowledge)
    _write(target / "domain.yml", _domain(list(wordings)))
    _write(data / "topic_rules.yml", {"version": VERSION, "rules": [_rule(topic) for topic in wordings]})
    _write(data / "topics.yml", _nlu(wordings))
    _write(data / "acts.yml", _nlu({**_handwritten(), OUT_OF_SCOPE: list(knowledge.out_of_scope)}))


def topic_wordings(knowledge: KnowledgeBase) -> dict[str, list[str]]:
    """Return the wordings that Rasa learns by topic, in the order of the topics.

    Passages of every day take part: what people ask stays the same, only the answer has its time.
    """
    wordings: dict[str, list[str]] = {}
    for topic in knowledge.topics:
        found = [q for p in knowledge.passages if p.topic == topic.key for q in _spread(p.questions)]
        if found:
            wordings[topic.key] = found
    return wordings


def _spread(questions: tuple[str, ...]) -> tuple[str, ...]:
    """Return `LEARNED` wordings at most, evenly from the first to the last: people write the plain ones first."""
    count = min(LEARNED, len(questions))
    return tuple(questions[number * len(questions) // count] for number in range(count))


def _handwritten() -> dict[str, list[str]]:
    examples: dict[str, list[str]] = {}
    for path in sorted((HERE / "nlu").glob("*.yml")):
        for row in read_yaml(path)["nlu"]:
            lines = row["examples"].splitlines()
            examples.setdefault(row["intent"], []).extend(line.removeprefix("- ").strip() for line in lines)
    return examples


def _domain(topics: list[str]) -> dict[str, Any]:
    domain: dict[str, Any] = read_yaml(HERE / "domain.yml")
    return {**domain, "intents": [*domain["intents"], *topics]}


def _rule(topic: str) -> dict[str, Any]:
    return {"rule": f"topic {topic}", "steps": [{"intent": topic}, {"action": "action_answer"}]}


def _nlu(wordings: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "version": VERSION,
        "nlu": [{"intent": intent, "examples": _examples(texts)} for intent, texts in wordings.items()],
    }


def _examples(texts: list[str]) -> str:
    both = dict.fromkeys([text.replace("[", "(").replace("]", ")") for text in texts])
    both.update(dict.fromkeys(strip_accents(text) for text in list(both)))
    return "".join(f"- {text}\n" for text in both if text)


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")
