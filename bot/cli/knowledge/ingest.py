"""`dean06 knowledge ingest`: take in a source document."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from bot.settings import ROOT
from knowledge.ingest.documents import lacking, read_wordings, render
from knowledge.ingest.ingest import Document, ingest
from knowledge.ingest.stuck import StuckWords
from knowledge.reading import load_knowledge
from knowledge.vietnamese.normalise import MODEL_FILE

DOCUMENTS = ROOT / "knowledge" / "documents"
_SHOWN_AROUND = 18
_KINDS = {
    "stuck": "tách chữ dính",
    "punctuation": "sửa cách chữ ở dấu câu",
    "spaces": "bỏ khoảng trắng thừa",
    "left_out": "bỏ bớt chữ",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the file, `--out` and `--json`."""
    parser.add_argument("file", type=Path, help="tệp trong seeds/, có tên trong seeds/manifest.yml")
    parser.add_argument(
        "--out", type=Path, default=DOCUMENTS, help="thư mục ghi kết quả (mặc định knowledge/documents)"
    )
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")


def run(options: argparse.Namespace) -> int:
    """Take in a document.

    :returns: 0 written, 1 where a person must add something first.
    """
    return _ingest(options.file, options.out, options.json)


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
    for repair in document.repairs:
        before = text[max(0, repair.start - _SHOWN_AROUND) : repair.start].replace("\n", " ")
        after = text[repair.end : repair.end + _SHOWN_AROUND].replace("\n", " ")
        change = f"[{_short(repair.before)} → {repair.after}]"
        lines.append(f"  {repair.start:>5}: …{before}{change}{after}… ({_KINDS[repair.kind]})")
    lines += ["", f"Cắt thành {len(document.passages)} đoạn:"]
    for excerpt in document.passages:
        lines.append(f"  {excerpt.key} ({excerpt.origin.start}–{excerpt.origin.end}): {excerpt.text}")
    return "\n".join(lines)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
