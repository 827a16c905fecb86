"""Excerpts and hand-written wordings become a file of passages, `knowledge/documents/STEM.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge.ingest.ingest import Document
from knowledge.ingest.quote import quote
from knowledge.reading import read_yaml
from knowledge.schema import MIN_QUESTIONS, KnowledgeError

_FIELDS = ("label", "facts", "questions")


@dataclass(frozen=True)
class Wording:
    """What a person adds to an excerpt: its name on a button, its facts, how people ask for it."""

    label: str
    facts: tuple[str, ...]
    questions: tuple[str, ...]


def read_wordings(path: Path) -> dict[str, Wording]:
    """Read the wordings of a document by key of the excerpt; a file that is not there has none.

    :param path: `seeds/STEM.questions.yml`.
    :raises KnowledgeError: naming file, key and field.
    """
    rows = (read_yaml(path) or {}) if path.is_file() else {}
    if not isinstance(rows, dict):
        raise KnowledgeError(f"{path.name}: thấy {rows!r:.60}, cần `p2_1: {{{', '.join(_FIELDS)}}}`")
    return {str(key): _wording(f"{path.name}, {key}", row) for key, row in rows.items()}


def lacking(document: Document, wordings: dict[str, Wording]) -> tuple[str, ...]:
    """Return the keys of the excerpts that nobody has written enough wordings for.

    :raises KnowledgeError: for wordings of an excerpt that does not exist.
    """
    keys = {excerpt.key for excerpt in document.passages}
    unknown = sorted(set(wordings) - keys)
    if unknown:
        raise KnowledgeError(
            f"cách hỏi của {document.source.file}: thấy {', '.join(unknown)}, cần các mã {', '.join(sorted(keys))}; "
            "cách cắt đã đổi, nên soát lại cách hỏi của tài liệu này"
        )
    return tuple(
        excerpt.key
        for excerpt in document.passages
        if excerpt.key not in wordings or len(wordings[excerpt.key].questions) < MIN_QUESTIONS
    )


def render(document: Document, wordings: dict[str, Wording]) -> str:
    """Return the YAML text of the passages of a document; the same document gives the same text.

    :param wordings: at least those of all excerpts.
    """
    source = document.source
    rows = []
    for excerpt in document.passages:
        wording = wordings[excerpt.key]
        rows.append({
            "id": f"{source.id}.{excerpt.key}",
            "aspect": source.use,
            "label": wording.label,
            "questions": list(wording.questions),
            "answer": quote(source.lead, excerpt.text),
            "facts": list(wording.facts),
            "sources": [{"id": source.source}],
            "confidence": "seed",
            "effective_from": source.effective_from,
            "verified_on": source.verified_on,
            "region": source.region,
            "origin": vars(excerpt.origin),
        })  # fmt: skip
    header = (
        f"# Written by `dean06 knowledge ingest seeds/{source.file}`: do not edit. Change the manifest or\n"
        f"# seeds/{Path(source.file).stem}.questions.yml and run it again.\n"
    )
    content = {"topic": source.topic, "passages": rows}
    return header + yaml.dump(content, Dumper=_PlainDumper, allow_unicode=True, sort_keys=False, width=110)


class _PlainDumper(yaml.SafeDumper):
    """Writes equal values out each time, without YAML's anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _wording(where: str, row: Any) -> Wording:
    if not isinstance(row, dict) or set(row) != set(_FIELDS):
        raise KnowledgeError(f"{where}: thấy {row!r:.60}, cần các trường {', '.join(_FIELDS)}")
    for name in ("facts", "questions"):
        if not isinstance(row[name], list) or not all(isinstance(item, str) for item in row[name]):
            raise KnowledgeError(f"{where}, {name}: thấy {row[name]!r:.60}, cần một danh sách các câu")
    return Wording(str(row["label"]), tuple(row["facts"]), tuple(row["questions"]))
