"""The file of drafts, `drafts/STEM.yml`: what was found, and what a person is to fill in."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from knowledge.ingest.house_style import scalar
from knowledge.ingest.propose import Piece, Proposal, slug
from knowledge.schema import MAX_ANSWER, MAX_LABEL, MIN_QUESTIONS

STATUS = "draft"
SOURCE_TEXT = "source_text"
"""Field of a draft that no passage has: the words of the document."""

_HEAD = f"""\
# BẢN NHÁP, chưa trả lời ai. Máy chỉ cắt văn bản; lời trả lời phải do người viết và soát.
# Với mỗi đoạn muốn dùng, điền:
#   aspect       khía cạnh (bảng trong knowledge/README.md), ví dụ fee, papers, how
#   label        tên trên nút bấm, nhiều nhất {MAX_LABEL} ký tự
#   questions    ít nhất {MIN_QUESTIONS} cách hỏi đúng như người dân gõ
#   answer       lời dễ hiểu, nhiều nhất {MAX_ANSWER} ký tự, câu đầu trả lời ngay; đừng chép nguyên {SOURCE_TEXT}
#   facts        mã dữ kiện trong facts.jsonl; số, ngày, tiền nào trong lời cũng phải có ở đó
#   confidence   mức tin cậy thấp nhất của các dữ kiện: text, agency, press, …
#   effective_from (nếu trống), verified_on   ngày dạng 2026-11-24
# và topic ở dưới (khóa trong topics.yml). Đoạn không dùng thì xóa. Rồi chạy:
#   dean06 knowledge accept {{file}}
"""


def render(
    proposal: Proposal, data: bytes, read_on: dt.date, target: str, known_source: Mapping[str, Any] | None = None
) -> str:
    """Return the YAML text of the drafts of a document.

    :param data: the document as received, for its hash.
    :param read_on: the day of reading.
    :param target: name of the file that is written.
    :param known_source: the source as `sources/*.yml` has it already, whose day of effect counts where none is found.
    """
    lines = [
        *_HEAD.format(file=Path(target).stem).splitlines(),
        f"status: {STATUS}",
        *_document(proposal, data, read_on),
    ]
    lines += ["topic:  # điền", *_sources(proposal, read_on, is_known=known_source is not None), "passages:"]
    effective = proposal.about.effective_from or (known_source or {}).get("effective_from")
    heading = ""
    for piece in proposal.pieces:
        if piece.heading and piece.heading != heading:
            lines += ["", f"  # {' '.join(piece.heading.split())}"]
            heading = piece.heading
        lines += _passage(proposal, piece, effective)
    return "\n".join(lines) + "\n"


def _document(proposal: Proposal, data: bytes, read_on: dt.date) -> Iterator[str]:
    about = proposal.about
    found = {
        "file": proposal.file, "sha256": hashlib.sha256(data).hexdigest(), "encoding": proposal.reading.encoding,
        "title": about.title, "number": about.number, "issuer": about.issuer, "issued_on": about.issued_on,
        "effective_from": about.effective_from, "read_on": read_on,
    }  # fmt: skip
    yield "document:"
    for name, value in found.items():
        yield f"  {name}: {scalar(value)}" if value else f"  {name}:  # không tìm thấy"
    yield "  notes:" if proposal.notes else "  notes: []"
    yield from (f"    - {scalar(note)}" for note in proposal.notes)


def _sources(proposal: Proposal, read_on: dt.date, *, is_known: bool) -> Iterator[str]:
    if is_known:
        yield f"sources: {{}}  # {proposal.source_id} đã có trong knowledge/sources"
        return
    yield "sources:  # nguồn mới, soát lại tên và ngày"
    yield f"  {proposal.source_id}:"
    yield from (f"    {name}: {scalar(value)}" for name, value in proposal.source(read_on).items())
    yield "    url:"


def _passage(proposal: Proposal, piece: Piece, effective: dt.date | None) -> Iterator[str]:
    article = f", article: {scalar(piece.article, flow=True)}" if piece.article else ""
    origin = ", ".join(f"{name}: {scalar(value, flow=True)}" for name, value in vars(piece.origin).items())
    yield f"  - id: {proposal.stem}.{piece.key}"
    yield from ("    aspect:", "    label:", "    questions: []", "    answer:", f"    {SOURCE_TEXT}: |-")
    yield from (f"      {line}" for line in piece.text.split("\n"))
    yield from ("    steps: []", "    facts: []", "    sources:")
    yield f"      - {{id: {proposal.source_id}{article}}}"
    yield from ("    confidence:", f"    effective_from: {effective or ''}".rstrip(), "    verified_on:")
    yield f"    origin: {{{origin}}}"


def target(path: Path, folder: Path) -> Path:
    """Return the file that the drafts of a document belong to."""
    return folder / f"{slug(path.stem)}.yml"
