"""From a source document to excerpts that keep their place in it: drop, clean, cut."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.ingest.clean import Repair, clean
from knowledge.ingest.cut import UncuttableError, cut
from knowledge.ingest.manifest import SourceDocument, read_manifest
from knowledge.ingest.quote import longest_excerpt
from knowledge.ingest.stuck import StuckWords
from knowledge.passage import Origin
from knowledge.schema import KnowledgeError


@dataclass(frozen=True)
class Excerpt:
    """A piece of a source document: `p2_1` is the first piece of the second paragraph."""

    key: str
    text: str
    origin: Origin


@dataclass(frozen=True)
class Dropped:
    """What was left out of a paragraph, and why; start and end are characters of the file."""

    paragraph: int
    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True)
class Document:
    """A source document after ingestion; places of repairs are characters of the file."""

    source: SourceDocument
    passages: tuple[Excerpt, ...]
    repairs: tuple[Repair, ...]
    dropped: tuple[Dropped, ...]


def ingest(path: Path, stuck: StuckWords) -> Document:
    """Read, clean and cut a source document that stands in the manifest beside it.

    :param path: a text file in UTF-8; `manifest.yml` lies in the same folder.
    :param stuck: knows which words are two.
    :raises KnowledgeError: naming file and field, where file and manifest do not fit together.
    """
    source = _entry(path)
    text = _read(path, source)
    paragraphs = list(_paragraphs(text))
    _check_drops(source, paragraphs)
    passages: list[Excerpt] = []
    repairs: list[Repair] = []
    dropped: list[Dropped] = []
    for number, start, paragraph in paragraphs:
        drops = [drop for drop in source.drop if drop.paragraph == number]
        for drop in drops:
            piece = drop.text or paragraph
            at = start + paragraph.index(piece)
            dropped.append(Dropped(number, at, at + len(piece), piece, drop.reason))
        if any(drop.text is None for drop in drops):
            continue
        cleaned = clean(paragraph, stuck, tuple(drop.text for drop in drops if drop.text))
        repairs += [replace(r, start=r.start + start, end=r.end + start) for r in cleaned.repairs]
        try:
            cuts = cut(cleaned.text, longest_excerpt(source.lead))
        except UncuttableError as error:
            raise KnowledgeError(f"{path.name}, đoạn {number}: {error}") from error
        for part, (left, right) in enumerate(cuts, 1):
            first, last = cleaned.original_span(left, right)
            origin = Origin(path.name, number, start + first, start + last)
            passages.append(Excerpt(f"p{number}_{part}", cleaned.text[left:right], origin))
    return Document(source, tuple(passages), tuple(repairs), tuple(dropped))


def _entry(path: Path) -> SourceDocument:
    if not path.is_file():
        raise KnowledgeError(f"{path}: không thấy tệp này, cần một tài liệu nguồn trong seeds/")
    manifest = path.parent / "manifest.yml"
    for entry in read_manifest(manifest):
        if entry.file == path.name:
            return entry
    raise KnowledgeError(f"{manifest.name}: không thấy {path.name}, cần một mục có `file: {path.name}`")


def _read(path: Path, source: SourceDocument) -> str:
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if digest != source.sha256:
        raise KnowledgeError(
            f"manifest.yml, tài liệu {path.name}, sha256: thấy {source.sha256}, cần {digest}: tệp không phải bản đã "
            "mô tả; lấy lại bản cũ hoặc mô tả lại"
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{path.name}: thấy {error}, cần văn bản lưu bằng UTF-8") from error
    if not unicodedata.is_normalized("NFC", text):
        raise KnowledgeError(f"{path.name}: thấy chữ rời khỏi dấu (NFD), cần văn bản dựng sẵn (NFC)")
    return text


def _paragraphs(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield number from 1, start and text of each paragraph; empty lines are none."""
    number = start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            number += 1
            yield number, start + len(line) - len(line.lstrip()), line.strip()
        start += len(line)


def _check_drops(source: SourceDocument, paragraphs: list[tuple[int, int, str]]) -> None:
    by_number = {number: paragraph for number, _, paragraph in paragraphs}
    for number, drop in enumerate(source.drop, 1):
        where = f"manifest.yml, tài liệu {source.file}, drop {number}"
        if drop.paragraph not in by_number:
            raise KnowledgeError(f"{where}, paragraph: thấy {drop.paragraph}, cần từ 1 đến {len(by_number)}")
        times = by_number[drop.paragraph].count(drop.text or by_number[drop.paragraph])
        if times != 1:
            raise KnowledgeError(f"{where}, text: thấy {drop.text!r} {times} lần trong đoạn, cần đúng một lần")
