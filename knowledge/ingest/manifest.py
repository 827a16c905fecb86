"""The manifest of source documents: where each comes from, what it is for, what is left out and why."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.reading import read_yaml
from knowledge.schema import KnowledgeError

USES = ("history",)
"""What a document may be used for; the aspect of its passages."""

_TEXTS = (
    "file", "sha256", "id", "title", "publisher", "date", "region",
    "use", "use_note", "source", "topic", "lead",
)  # fmt: skip
_DAYS = ("effective_from", "verified_on")
_LISTS = ("drop", "notes")


@dataclass(frozen=True)
class Drop:
    """A paragraph that is left out, or words of one, and why."""

    paragraph: int
    reason: str
    text: str | None = None


@dataclass(frozen=True)
class SourceDocument:
    """One entry of the manifest. The field table is in `knowledge/README.md`."""

    file: str
    sha256: str
    id: str
    title: str
    publisher: str
    date: str
    region: str
    use: str
    use_note: str
    source: str
    topic: str
    lead: str
    effective_from: dt.date
    verified_on: dt.date
    drop: tuple[Drop, ...]
    notes: tuple[str, ...] = ()


def read_manifest(path: Path) -> tuple[SourceDocument, ...]:
    """Read the manifest of a folder of source documents.

    :param path: the file `manifest.yml`.
    :raises KnowledgeError: naming the document and the field of the first thing that is wrong.
    """
    if not path.is_file():
        raise KnowledgeError(f"{path.name}: không thấy trong {path.parent.name}/, cần tệp này để kể các tài liệu ở đó")
    content = read_yaml(path)
    rows = content.get("documents") if isinstance(content, dict) else None
    if not isinstance(rows, list) or set(content) != {"documents"}:
        raise KnowledgeError(f"{path.name}: cần đúng một trường `documents`, là một danh sách")
    documents = tuple(_Row(path.name, row).document() for row in rows)
    for name in ("file", "id"):
        values = [getattr(document, name) for document in documents]
        twice = next((value for value in values if values.count(value) > 1), None)
        if twice:
            raise KnowledgeError(f"{path.name}, tài liệu {twice}, {name}: thấy hai lần, cần một lần")
    return documents


def is_described(path: Path) -> bool:
    """Tell whether a manifest beside a document describes it.

    :raises KnowledgeError: as `read_manifest`.
    """
    manifest = path.parent / "manifest.yml"
    return manifest.is_file() and any(entry.file == path.name for entry in read_manifest(manifest))


class _Row:
    """Typed reading of one entry."""

    def __init__(self, manifest: str, row: Any) -> None:
        if not isinstance(row, dict):
            raise KnowledgeError(f"{manifest}: thấy {row!r} trong documents, cần các trường của một tài liệu")
        self._where = f"{manifest}, tài liệu {row.get('file', '(chưa có file)')}"
        self._row = row

    def document(self) -> SourceDocument:
        allowed = (*_TEXTS, *_DAYS, *_LISTS)
        for name in self._row:
            if name not in allowed:
                self._fail(name, "trường lạ", f"một trong {', '.join(allowed)}")
        texts = {name: self._text(name) for name in _TEXTS}
        if not re.fullmatch(r"[0-9a-f]{64}", texts["sha256"]):
            self._fail("sha256", repr(texts["sha256"]), "64 chữ số hex (lệnh sha256sum TỆP)")
        if not re.fullmatch(r"[a-z0-9_]+", texts["id"]):
            self._fail("id", repr(texts["id"]), "chỉ a-z 0-9 _")
        if texts["use"] not in USES:
            self._fail("use", repr(texts["use"]), f"một trong {', '.join(USES)}")
        return SourceDocument(
            **texts,
            effective_from=self._day("effective_from"),
            verified_on=self._day("verified_on"),
            drop=tuple(self._drop(number, row) for number, row in enumerate(self._list("drop"), 1)),
            notes=tuple(str(note) for note in self._list("notes")),
        )

    def _text(self, name: str) -> str:
        value = self._row.get(name)
        if not isinstance(value, str) or not value.strip():
            self._fail(name, "chỗ trống" if value is None else repr(value), "chữ: trường này bắt buộc")
        return " ".join(str(value).split())

    def _day(self, name: str) -> dt.date:
        value = self._row.get(name)
        if type(value) is not dt.date:
            self._fail(name, repr(value), "một ngày dạng YYYY-MM-DD, không ngoặc kép")
        assert isinstance(value, dt.date)  # checked above
        return value

    def _list(self, name: str) -> list[Any]:
        value = self._row.get(name) or []
        if not isinstance(value, list):
            self._fail(name, repr(value), "một danh sách")
        return list(value)

    def _drop(self, number: int, row: Any) -> Drop:
        field = f"drop {number}"
        if not isinstance(row, dict) or not set(row) <= {"paragraph", "reason", "text"}:
            self._fail(field, repr(row), "{paragraph, reason} hoặc {paragraph, text, reason}")
        paragraph, reason, text = row.get("paragraph"), row.get("reason"), row.get("text")
        if type(paragraph) is not int or paragraph < 1:
            self._fail(f"{field}, paragraph", repr(paragraph), "số của một đoạn, từ 1")
        if not isinstance(reason, str) or not reason.strip():
            self._fail(f"{field}, reason", "chỗ trống", "lý do bỏ: chỗ bỏ nào cũng phải có lý do")
        if text is not None and (not isinstance(text, str) or not text.strip()):
            self._fail(f"{field}, text", repr(text), "những chữ cần bỏ, hoặc không có trường này")
        return Drop(paragraph, reason, text)

    def _fail(self, name: str, found: str, expected: str) -> None:
        raise KnowledgeError(f"{self._where}, {name}: thấy {found}, cần {expected}")
