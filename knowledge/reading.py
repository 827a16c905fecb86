"""Reading the knowledge base from its YAML files, with errors that name file, passage and field."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from knowledge.danger.kinds import SAMPLE_FILES, Sample
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
    out_of_scope: tuple[str, ...] = ()
    """Questions that are declined, as people type them."""
    samples: tuple[Sample, ...] = ()
    """Messages that speak of a danger, and some that only sound like it, for the model that tells them apart."""

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

    @cached_property
    def successors(self) -> dict[str, tuple[Passage, ...]]:
        """For the id of a passage, the passages that replace it, the earliest first."""
        found: dict[str, list[Passage]] = {}
        for passage in sorted(self.passages, key=lambda p: p.effective_from):
            for old in passage.replaces:
                found.setdefault(old, []).append(passage)
        return {old: tuple(new) for old, new in found.items()}

    def of_topic(self, topic: str, day: dt.date) -> tuple[Passage, ...]:
        """Return the passages of a topic that hold on a day."""
        return tuple(p for p in self._by_topic.get(topic, ()) if p.holds_on(day))

    @cached_property
    def _by_topic(self) -> dict[str, list[Passage]]:
        found: dict[str, list[Passage]] = {}
        for passage in self.passages:
            found.setdefault(passage.topic, []).append(passage)
        return found


def load_knowledge(folder: Path = HERE) -> KnowledgeBase:
    """Read and check the knowledge base.

    :param folder: the folder that holds `topics.yml`, `facts.jsonl`, `sources/`, `passages/` and, if there
        are any, `documents/`.
    :raises KnowledgeError: naming file, passage and field of the first thing that is wrong.
    """
    knowledge, errors = survey(folder)
    if errors:
        raise errors[0]
    return knowledge


def survey(folder: Path = HERE) -> tuple[KnowledgeBase, list[KnowledgeError]]:
    """Read as much of the knowledge base as can be read, and list all that is wrong with the rest.

    :param folder: as for `load_knowledge`.
    :raises KnowledgeError: where topics, facts or sources cannot be read: nothing can be said without them.
    """
    topics = _read_topics(folder / "topics.yml")
    known = _Known({t.key for t in topics}, set(read_facts(folder / "facts.jsonl")), read_sources(folder / "sources"))
    passages: list[Passage] = []
    errors: list[KnowledgeError] = []
    for path in sorted((folder / "passages").glob("*.yml")) + sorted((folder / "documents").glob("*.yml")):
        try:
            topic, rows = _topic_and_rows(path, known.topics)
        except KnowledgeError as error:
            errors.append(error)
            continue
        for row in rows:
            try:
                passages.append(_read_row(path, topic, row, known))
            except KnowledgeError as error:
                errors.append(error)
    errors += _wrong_ids(passages)
    outside, samples = _read_out_of_scope(folder / "out_of_scope.yml"), _read_samples(folder / "danger" / "samples")
    return KnowledgeBase(topics, tuple(passages), outside, samples), errors


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
            raise KnowledgeError(
                f"{path.name}, dòng {number}: thấy {line[:40]!r}, cần một dữ kiện dạng JSON có id ({error})"
            ) from error
    return facts


def read_yaml(path: Path) -> Any:
    """Read a YAML file.

    :raises KnowledgeError: with line and column, where it is not YAML.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        where = " ".join(str(error).split())
        found, expected = f"chỗ không đọc được ({where})", "YAML viết bằng UTF-8"
        raise KnowledgeError.at(path.name, "", "", found, expected) from error


def _read_topics(path: Path) -> tuple[Topic, ...]:
    rows = read_yaml(path)
    try:
        return tuple(Topic(key, row["label"], row["about"]) for key, row in rows.items())
    except (AttributeError, KeyError, TypeError) as error:
        raise KnowledgeError(
            f"{path.name}: thấy chủ đề viết khác ({error}), cần `KHÓA: {{label, about}}` cho mỗi chủ đề"
        ) from error


def read_sources(folder: Path) -> dict[str, dict[str, Any]]:
    """Read the fields of all sources by id.

    :param folder: `sources/`.
    :raises KnowledgeError: for a source that is wrong or stands twice.
    """
    sources: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*.yml")):
        for key, row in (read_yaml(path) or {}).items():
            if key in sources:
                raise KnowledgeError(
                    f"{path.name}, nguồn {key}: thấy lần thứ hai, cần mỗi nguồn một lần trong sources/"
                )
            sources[key] = read_citation_fields(path.name, key, row)
    return sources


def _read_out_of_scope(path: Path) -> tuple[str, ...]:
    rows = read_yaml(path) if path.is_file() else {}
    if not isinstance(rows, dict) or not all(isinstance(row, str) for part in rows.values() for row in part):
        raise KnowledgeError.at(path.name, "", "", "nội dung khác", "các nhóm, mỗi nhóm một danh sách câu hỏi")
    return tuple(" ".join(row.split()) for part in rows.values() for row in part)


def _read_samples(folder: Path) -> tuple[Sample, ...]:
    samples: list[Sample] = []
    for name, kind in SAMPLE_FILES.items():
        path = folder / name
        rows = read_yaml(path) if path.is_file() else []
        lists = list(rows.values()) if isinstance(rows, dict) else [rows]
        if not all(isinstance(row, list) and all(isinstance(text, str) for text in row) for row in lists):
            raise KnowledgeError.at(path.name, "", "", "nội dung khác", "danh sách tin nhắn, có thể chia nhóm")
        samples += [Sample(" ".join(text.split()), kind) for row in lists for text in row]
    return tuple(samples)


@dataclass(frozen=True)
class _Known:
    """What passages may name."""

    topics: set[str]
    facts: set[str]
    sources: dict[str, dict[str, Any]]


def _topic_and_rows(path: Path, topics: set[str]) -> tuple[str, list[Any]]:
    """Read a file of passages; one of `passages/` is named after its topic."""
    content = read_yaml(path)
    if not isinstance(content, dict) or set(content) != {"topic", "passages"}:
        raise KnowledgeError.at(path.name, "", "", "các trường khác", "đúng hai trường `topic` và `passages`")
    topic, rows = content["topic"], content["passages"]
    wanted = f"{path.stem!r}, một khóa của topics.yml" if path.parent.name == "passages" else "một khóa của topics.yml"
    if topic not in topics or (path.parent.name == "passages" and topic != path.stem):
        raise KnowledgeError.at(path.name, "", "topic", repr(topic), wanted)
    if not isinstance(rows, list):
        raise KnowledgeError.at(path.name, "", "passages", f"{rows!r}"[:80], "một danh sách các đoạn")
    return str(topic), rows


def _read_row(path: Path, topic: str, row: Any, known: _Known) -> Passage:
    passage = read_passage(path.name, topic, row, known.facts, known.sources)
    unknown = [other for other in passage.touches if other not in known.topics]
    if unknown:
        raise KnowledgeError.at(path.name, passage.id, "touches", ", ".join(unknown), "khóa của topics.yml")
    if path.parent.name == "documents" and passage.origin is None:
        raise KnowledgeError.at(path.name, passage.id, "origin", "chỗ trống", "chỗ của đoạn trong tài liệu")
    return passage


def _wrong_ids(passages: list[Passage]) -> list[KnowledgeError]:
    ids = {passage.id for passage in passages}
    seen: set[str] = set()
    errors = []
    for passage in passages:
        file = f"{passage.topic}.yml"
        if passage.id in seen:
            errors.append(KnowledgeError.at(file, passage.id, "id", "mã lần thứ hai", "mỗi mã một lần"))
        seen.add(passage.id)
        unknown = [other for other in (*passage.related, *passage.replaces) if other not in ids]
        if unknown:
            errors.append(
                KnowledgeError.at(file, passage.id, "related/replaces", ", ".join(unknown), "mã của đoạn khác đang có")
            )
    return errors
