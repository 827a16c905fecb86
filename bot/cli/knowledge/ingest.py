"""`dean06 knowledge ingest`: take in a document, as passages where a manifest describes it, else as drafts."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from bot.cli.days import add_on
from bot.settings import ROOT
from knowledge.ingest.clean import Repair
from knowledge.ingest.documents import lacking, read_wordings, render
from knowledge.ingest.draft_file import render as render_drafts
from knowledge.ingest.draft_file import target as draft_target
from knowledge.ingest.ingest import Document, ingest
from knowledge.ingest.manifest import is_described
from knowledge.ingest.propose import Proposal, propose
from knowledge.ingest.stuck import StuckWords
from knowledge.reading import load_knowledge, read_sources
from knowledge.schema import KnowledgeError
from knowledge.vietnamese.normalise import MODEL_FILE

DOCUMENTS = ROOT / "knowledge" / "documents"
DRAFTS = ROOT / "knowledge" / "drafts"
SOURCES = ROOT / "knowledge" / "sources"
_SHOWN_AROUND = 18
_KINDS = {
    "stuck": "tách chữ dính",
    "punctuation": "sửa cách chữ ở dấu câu",
    "spaces": "bỏ khoảng trắng thừa",
    "left_out": "bỏ bớt chữ",
    "running_head": "bỏ dòng đầu, cuối trang",
    "page_number": "bỏ số trang",
    "line_break": "nối dòng",
    "hyphen": "nối chữ ngắt cuối dòng",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the file, `--out`, `--force`, `--json` and `--on`."""
    parser.add_argument(
        "file", type=Path, help="tệp .txt, .docx, .pdf hoặc .html; tệp trong seeds/manifest.yml thành đoạn"
    )
    parser.add_argument(
        "--out",
        type=Path,
        help="thư mục ghi kết quả (mặc định knowledge/drafts; tài liệu của seeds: knowledge/documents)",
    )
    parser.add_argument("--force", action="store_true", help="ghi đè tệp nháp đã có, mất những gì đã điền vào đó")
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    add_on(parser)


def run(options: argparse.Namespace) -> int:
    """Take in a document.

    :returns: 0 written, 1 where a person must add something first.
    """
    if is_described(options.file):
        return _ingest(options.file, options.out or DOCUMENTS, options.json)
    return _propose(options.file, options.out or DRAFTS, options.on, as_json=options.json, force=options.force)


def _propose(file: Path, out: Path, day: dt.date, *, as_json: bool, force: bool) -> int:
    target = draft_target(file, out)
    if target.exists() and not force:
        raise KnowledgeError(
            f"{target.name}: thấy tệp nháp này đã có, cần xử lý xong tệp cũ (`dean06 knowledge accept`), "
            "hoặc thêm --force để ghi đè và mất những gì đã điền"
        )
    proposal = propose(file, StuckWords.load(ROOT / "models" / MODEL_FILE))
    known = read_sources(SOURCES).get(proposal.source_id)
    target.parent.mkdir(parents=True, exist_ok=True)
    text = render_drafts(proposal, file.read_bytes(), day, target.name, known)
    target.write_text(text, encoding="utf-8")
    if as_json:
        print(json.dumps(_drafts_report(proposal, target), ensure_ascii=False, indent=1, default=str))
    else:
        print(describe_drafts(proposal))
        print(f"\nĐã ghi {len(proposal.pieces)} đoạn nháp vào {target.name} (thư mục {target.parent.name}).")
        print(f"Điền các trường còn trống theo lời dặn ở đầu tệp, rồi chạy: dean06 knowledge accept {target.stem}")
    return 0


def _drafts_report(proposal: Proposal, target: Path) -> dict[str, object]:
    return {
        "about": asdict(proposal.about),
        "source": proposal.source_id,
        "encoding": proposal.reading.encoding,
        "articles": proposal.articles,
        "notes": proposal.notes,
        "drafts": [asdict(piece) for piece in proposal.pieces],
        "repairs": [asdict(repair) for repair in proposal.body.repairs],
        "written": str(target),
    }


def describe_drafts(proposal: Proposal) -> str:
    """Return what was found, repaired and proposed, for people."""
    about, repairs = proposal.about, proposal.body.repairs
    found = (("Số hiệu", about.number), ("Nơi ban hành", about.issuer), ("Ngày ký", _shown(about.issued_on)))
    lines = [f"{proposal.file}: {about.title}"]
    lines += [
        f"{name}: {value or 'không tìm thấy'}"
        for name, value in (*found, ("Hiệu lực từ", _shown(about.effective_from)))
    ]
    lines += [f"Nguồn: {proposal.source_id}; {proposal.articles} điều", *(f"Lưu ý: {note}" for note in proposal.notes)]
    counts = Counter(repair.kind for repair in repairs)
    lines += [
        "",
        f"Sửa {len(repairs)} chỗ: " + (", ".join(f"{_KINDS[kind]} {n}" for kind, n in counts.items()) or "không có"),
    ]
    lines += _repair_lines([repair for repair in repairs if repair.kind != "line_break"], proposal.reading.text)
    lines += ["", f"Đề nghị {len(proposal.pieces)} đoạn nháp:"]
    for piece in proposal.pieces:
        lines.append(f"  {piece.key} ({piece.article or 'không rõ mục'}): {_short(' '.join(piece.text.split()))}")
    return "\n".join(lines)


def _shown(day: dt.date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _ingest(file: Path, out: Path, as_json: bool) -> int:
    document = ingest(file, StuckWords.load(ROOT / "models" / MODEL_FILE))
    wordings = read_wordings(file.with_name(f"{file.stem}.questions.yml"))
    missing = lacking(document, wordings)
    target = None if missing else out / f"{file.stem}.yml"
    if target:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(render(document, wordings), encoding="utf-8")
        if out == DOCUMENTS:
            load_knowledge()  # says what is wrong with a label, a fact or a source written by hand
    if as_json:
        written = str(target) if target else None
        report = {**asdict(document), "lacking": missing, "written": written}
        print(json.dumps(report, ensure_ascii=False, indent=1, default=str))
    else:
        print(describe(document, file.read_bytes().decode("utf-8")))
        if target:
            print(f"\nĐã ghi {len(document.passages)} đoạn vào {target.name} (thư mục {target.parent.name}).")
        else:
            print(f"\nChưa ghi tệp: {file.stem}.questions.yml chưa đủ 5 cách hỏi cho {', '.join(missing)}.")
    return 1 if missing else 0


def describe(document: Document, text: str) -> str:
    """Return what was dropped, repaired and cut, for people.

    :param text: the text of the file.
    """
    source = document.source
    lines = [f"{source.file}: {source.title}", f"Dùng để: {source.use_note}", ""]
    lines.append(f"Bỏ {len(document.dropped)} chỗ:")
    lines += [f"  đoạn {d.paragraph} ({d.start}–{d.end}): “{_short(d.text)}” — {d.reason}" for d in document.dropped]
    lines += ["", f"Sửa {len(document.repairs)} lỗi gõ hoặc chỗ bỏ:"]
    lines += _repair_lines(document.repairs, text)
    lines += ["", f"Cắt thành {len(document.passages)} đoạn:"]
    for excerpt in document.passages:
        lines.append(f"  {excerpt.key} ({excerpt.origin.start}–{excerpt.origin.end}): {excerpt.text}")
    return "\n".join(lines)


def _repair_lines(repairs: Sequence[Repair], text: str) -> list[str]:
    """Return a line for each repair, with what stands around it."""
    lines = []
    for repair in repairs:
        before = " ".join(text[max(0, repair.start - _SHOWN_AROUND) : repair.start].splitlines())
        after = " ".join(text[repair.end : repair.end + _SHOWN_AROUND].splitlines())
        change = f"[{_short(' '.join(repair.before.splitlines()))} → {repair.after}]"
        lines.append(f"  {repair.start:>5}: …{before}{change}{after}… ({_KINDS[repair.kind]})")
    return lines


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
