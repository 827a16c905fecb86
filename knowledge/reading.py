"""Reading the knowledge base from its YAML files, with errors that name file, passage and field."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from knowledge.passage import Passage
from knowledge.schema import KnowledgeError, read_citation_fields, read_passage

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Topic:
    """A topic citizens ask about: its key, its name on a button, and what they want to know."""

    key: str
    label: str
    about: str


@dataclass(frozen=True)
class KnowledgeBase:
    """All passages of all days, with the topics they are ordered by."""

    topics: tuple[Topic, ...]
    passages: tuple[Passage, ...]

    @cached_property
    def by_id(self) -> dict[str, Passage]:
        """Passages by id."""
        return {passage.id: passage for passage in self.passages}

    @cached_property
    def topic_by_key(self) -> dict[str, Topic]:
        """Topics by key."""
        return {topic.key: topic for topic in self.topics}

    @cached_property
    def topics_with_passages(self) -> frozenset[str]:
        """Keys of the topics that any passage belongs to, on whatever day it holds."""
        return frozenset(passage.topic for passage in self.passages)

    def of_topic(self, topic: str, day: dt.date) -> tuple[Passage, ...]:
        """Return the passages of a topic that hold on a day."""
        return tuple(p for p in self.passages if p.topic == topic and p.holds_on(day))


def load_knowledge(folder: Path = HERE) -> KnowledgeBase:
    """Read and check the knowledge base.

    :param folder: the folder that holds `topics.yml`, `facts.jsonl`, `sources/`, `passages/` and, if there
        are any, `documents/`.
    :raises KnowledgeError: naming file, passage and field of the first thing that is wrong.
    """
    topics = _read_topics(folder / "topics.yml")
    facts = read_facts(folder / "facts.jsonl")
    sources = _read_sources(folder / "sources")
    passages: list[Passage] = []
    for path in sorted((folder / "passages").glob("*.yml")):
        passages += _read_topic_file(path, {t.key for t in topics}, set(facts), sources)
    for path in sorted((folder / "documents").glob("*.yml")):
        passages += _read_document_file(path, {t.key for t in topics}, set(facts), sources)
    _check_ids(passages)
    return KnowledgeBase(topics, tuple(passages))


def read_facts(path: Path = HERE / "facts.jsonl") -> dict[str, dict[str, str]]:
    """Read the facts by id.

    :raises KnowledgeError: for a line that is not a fact.
    """
    facts: dict[str, dict[str, str]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            fact = json.loads(line)
            facts[fact["id"]] = fact
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise KnowledgeError(f"{path.name}, line {number}: expected a fact as JSON with an id ({error})") from error
    return facts


def read_yaml(path: Path) -> Any:
    """Read a YAML file.

    :raises KnowledgeError: with line and column, where it is not YAML.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path.name}: not readable as YAML in UTF-8: {error}") from error


def _read_topics(path: Path) -> tuple[Topic, ...]:
    rows = read_yaml(path)
    try:
        return tuple(Topic(key, row["label"], row["about"]) for key, row in rows.items())
    except (AttributeError, KeyError, TypeError) as error:
        raise KnowledgeError(f"{path.name}: expected `KEY: {{label, about}}` for each topic ({error})") from error


def _read_sources(folder: Path) -> dict[str, dict[str, Any]]:
    sources: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*.yml")):
        for key, row in (read_yaml(path) or {}).items():
            if key in sources:
                raise KnowledgeError(f"{path.name}, source {key}: found a second time, expected once in sources/")
            sources[key] = read_citation_fields(path.name, key, row)
    return sources


def _read_topic_file(
    path: Path, topics: set[str], facts: set[str], sources: dict[str, dict[str, Any]]
) -> list[Passage]:
    topic, rows = _topic_and_rows(path)
    if topic not in topics or topic != path.stem:
        raise KnowledgeError(f"{path.name}, topic: found {topic!r}, expected {path.stem!r}, a key of topics.yml")
    return [read_passage(path.name, topic, row, facts, sources) for row in rows]


def _read_document_file(
    path: Path, topics: set[str], facts: set[str], sources: dict[str, dict[str, Any]]
) -> list[Passage]:
    """Read passages cut from a source document; each says where it stood there."""
    topic, rows = _topic_and_rows(path)
    if topic not in topics:
        raise KnowledgeError(f"{path.name}, topic: found {topic!r}, expected a key of topics.yml")
    passages = [read_passage(path.name, topic, row, facts, sources) for row in rows]
    for passage in passages:
        if passage.origin is None:
            raise KnowledgeError(
                f"{path.name}, passage {passage.id}, origin: found nothing, expected its place in a document"
            )
    return passages


def _topic_and_rows(path: Path) -> tuple[str, list[Any]]:
    content = read_yaml(path)
    if not isinstance(content, dict) or set(content) != {"topic", "passages"}:
        raise KnowledgeError(f"{path.name}: expected the two fields `topic` and `passages`")
    return content["topic"], content["passages"]


def _check_ids(passages: list[Passage]) -> None:
    ids = {passage.id for passage in passages}
    seen: set[str] = set()
    for passage in passages:
        if passage.id in seen:
            raise KnowledgeError(f"{passage.topic}.yml, passage {passage.id}: the id is used twice")
        seen.add(passage.id)
        unknown = [other for other in (*passage.related, passage.replaces) if other and other not in ids]
        if unknown:
            raise KnowledgeError(
                f"{passage.topic}.yml, passage {passage.id}, related/replaces: found {', '.join(unknown)}, "
                "expected ids of passages"
            )
