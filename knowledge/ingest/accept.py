"""Drafts that a person has filled in become passages, once every check that concerns them finds nothing."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from knowledge.check.finding import Finding
from knowledge.check.material import Material
from knowledge.check.run import CHECKS, run
from knowledge.ingest.draft import Draft, read_draft
from knowledge.ingest.draft_file import SOURCE_TEXT
from knowledge.ingest.draft_places import DraftPlaces
from knowledge.ingest.house_style import with_passages, with_source
from knowledge.reading import read_facts, read_sources, read_yaml
from knowledge.schema import REQUIRED, KnowledgeError, read_citation_fields, read_passage

NEEDS_INDEX = ("self_retrieval",)
"""Checks that look into the index, which knows nothing of a new passage before it is built again."""

_SOURCE_FILES = {
    "luat": "laws",
    "pl": "laws",
    "nd": "decrees",
    "tt": "circulars",
    "ttlt": "circulars",
    "trang": "pages",
}
_OTHER_SOURCES = "decisions"


@dataclass(frozen=True)
class Acceptance:
    """What came of it. Where there are findings, nothing was written."""

    topic: str
    accepted: tuple[str, ...]
    lacking: dict[str, tuple[str, ...]]
    """For each draft that stays, the fields that are still to be filled in."""
    findings: tuple[Finding, ...]
    written: tuple[str, ...]
    """Paths from the folder of the knowledge base."""
    left: int
    """Drafts that stay in the file; it is gone where there are none."""


def accept(
    path: Path,
    folder: Path,
    day: dt.date,
    ids: Sequence[str] = (),
    topic: str | None = None,
    questions: tuple[Path, ...] = (),
) -> Acceptance:
    """Take passages over from a file of drafts.

    :param path: the file of drafts.
    :param folder: the knowledge base.
    :param day: the day that counts as today for the checks.
    :param ids: the drafts to take; all that are filled in where it is empty.
    :param topic: the topic to take them into, instead of the one that the file names.
    :param questions: files of evaluation questions, which no wording may repeat.
    :raises KnowledgeError: where the file is none of drafts, or ids or topic are unknown.
    """
    draft = read_draft(path)
    chosen_topic = _topic(draft, folder, topic)
    lacking = {str(row.get("id")): _lacking(row) for row in draft.rows}
    unknown = [name for name in ids if name not in lacking]
    if unknown:
        raise KnowledgeError(f"{path.name}: thấy {', '.join(unknown)}, cần id của một đoạn nháp trong tệp này")
    rows = [row for row in draft.rows if (str(row.get("id")) in ids if ids else not lacking[str(row.get("id"))])]
    accepted = tuple(str(row.get("id")) for row in rows)
    lines = DraftPlaces.read(path)
    findings = _findings(draft, rows, folder, chosen_topic, lacking, lines)
    edits = {} if findings or not rows else _edits(draft, rows, folder, chosen_topic)
    if edits:
        with _copy(folder, edits) as copy:
            material = Material.read(day, copy, questions)
            material = replace(material, places=lines.over(material.places, accepted))
            findings = _checked(material, (*accepted, *draft.sources), f"{chosen_topic}.yml")
    if findings or not rows:
        return Acceptance(chosen_topic, (), lacking, tuple(findings), (), len(draft.rows))
    for name, text in edits.items():
        (folder / name).write_text(text, encoding="utf-8")
    left = draft.without(accepted)
    if left is None:
        path.unlink()
    else:
        path.write_text(left, encoding="utf-8")
    still = {name: fields for name, fields in lacking.items() if name not in accepted}
    return Acceptance(chosen_topic, accepted, still, (), tuple(edits), len(draft.rows) - len(rows))


def _topic(draft: Draft, folder: Path, topic: str | None) -> str:
    chosen = topic or draft.topic
    known = read_yaml(folder / "topics.yml")
    if chosen not in known:
        found = repr(chosen) if chosen else "chỗ trống"
        raise KnowledgeError(
            f"{draft.path.name}, topic: thấy {found}, cần một khóa của topics.yml (ghi vào tệp hoặc thêm --topic)"
        )
    return str(chosen)


def _lacking(row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(name for name in REQUIRED if row.get(name) in (None, "", []))


def _findings(
    draft: Draft, rows: list[dict[str, Any]], folder: Path, topic: str, lacking: dict[str, tuple[str, ...]],
    places: DraftPlaces,
) -> list[Finding]:  # fmt: skip
    """Return what is wrong with the drafts as they stand, before the knowledge base is looked at as a whole."""
    findings = [
        _finding(places, str(row.get("id")), name, "chỗ trống", "một giá trị: trường này bắt buộc")
        for row in rows
        for name in lacking[str(row.get("id"))]
    ]
    facts, sources = set(read_facts(folder / "facts.jsonl")), read_sources(folder / "sources")
    for key, fields in draft.sources.items():
        sources.setdefault(key, read_citation_fields(draft.path.name, key, fields))
    for row in rows:
        if not lacking[str(row.get("id"))]:
            findings += _row_findings(draft, row, topic, facts, sources, places)
    return findings


def _row_findings(
    draft: Draft,
    row: dict[str, Any],
    topic: str,
    facts: set[str],
    sources: dict[str, dict[str, Any]],
    places: DraftPlaces,
) -> list[Finding]:
    passage_id = str(row["id"])
    if " ".join(str(row["answer"]).split()) == " ".join(str(row.get(SOURCE_TEXT, "")).split()):
        expected = "lời dễ hiểu của người viết, câu đầu trả lời ngay"
        return [_finding(places, passage_id, "answer", "nguyên văn của văn bản", expected)]
    try:
        read_passage(draft.path.name, topic, _as_passage(row), facts, sources)
    except KnowledgeError as error:
        return [_finding(places, passage_id, error.field, error.found or str(error), error.expected)]
    return []


def _finding(places: DraftPlaces, passage: str, field: str, found: str, expected: str) -> Finding:
    return Finding("draft", places.file(passage), places.line(passage, field), passage, found, expected)


def _as_passage(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != SOURCE_TEXT and value is not None}


def _edits(draft: Draft, rows: list[dict[str, Any]], folder: Path, topic: str) -> dict[str, str]:
    """Return the new text of each file that changes, by its path from the folder."""
    name = f"passages/{topic}.yml"
    edits = {name: with_passages(_text(folder / name), topic, [_as_passage(row) for row in rows])}
    known = read_sources(folder / "sources")
    used = {citation.get("id") for row in rows for citation in row["sources"]}
    for key, fields in draft.sources.items():
        if key in used and key not in known:
            file = f"sources/{_SOURCE_FILES.get(key.split('-')[0], _OTHER_SOURCES)}.yml"
            edits[file] = with_source(edits.get(file, _text(folder / file)), key, fields)
    return edits


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


@contextmanager
def _copy(folder: Path, edits: dict[str, str]) -> Iterator[Path]:
    """Give a copy of the knowledge base with the edits done, while it is looked at."""
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary)
        for part in ("passages", "documents", "sources"):
            if (folder / part).is_dir():
                shutil.copytree(folder / part, copy / part)
        for file in (*folder.glob("*.yml"), *folder.glob("*.jsonl")):
            shutil.copy(file, copy)
        for name, text in edits.items():
            (copy / name).write_text(text, encoding="utf-8")
        yield copy


def _checked(material: Material, names: tuple[str, ...], file: str) -> list[Finding]:
    """Run the checks; only what stops a release and concerns the drafts or their sources counts.

    :param names: ids of the drafts and of their sources.
    :param file: the topic file, which must be readable.
    """
    keys = tuple(key for key in CHECKS if key not in NEEDS_INDEX)
    found = [f for _, outcome in run(material, keys) for f in outcome.findings if f.gates]
    unreadable = [f for f in found if f.check == "schema" and not f.passage and Path(f.file).name == file]
    return unreadable + [f for f in found if f.passage in names or any(name in f.found for name in names)]
