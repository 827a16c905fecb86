"""What reading a document gives, and how it is asked for: in a child process, within limits."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.ingest.read.limits import MAX_FILE_BYTES, MEMORY_BYTES, SECONDS
from knowledge.schema import KnowledgeError

KINDS = {".txt": "txt", ".docx": "docx", ".pdf": "pdf", ".html": "html", ".htm": "html"}
_ROOT = Path(__file__).resolve().parents[3]
_TOO_LONG = f"tệp đọc quá {SECONDS} giây chưa xong"
_TOO_BIG = f"tệp cần hơn {MEMORY_BYTES // 2**20} MB bộ nhớ để đọc"
_SUSPICIOUS = "một văn bản cỡ thường: tách nhỏ rồi nạp lại; nếu tệp lấy từ nguồn lạ, đừng mở"


@dataclass(frozen=True)
class Reading:
    """A document as text in Unicode NFC; every place in it is told in characters of this text."""

    text: str
    """A form feed stands between the pages of a PDF."""
    kind: str
    """`txt`, `docx`, `pdf` or `html`."""
    encoding: str
    """Character set it was in: `utf-8`, `tcvn3`, …; `unicode` where the format knows no other."""
    title: str = ""
    """Title of a web page."""
    site: str = ""
    """Name of the site of a web page."""
    notes: tuple[str, ...] = ()
    """What a person should know about the reading, in Vietnamese."""


def read_document(path: Path) -> Reading:
    """Read a document.

    :param path: a .txt, .docx, .pdf or .html file from anywhere; nothing about it is trusted.
    :raises KnowledgeError: in one sentence, where it cannot be read within the limits of `limits`.
    """
    if not path.is_file():
        raise KnowledgeError(f"{path}: không thấy tệp này, cần một tệp .txt, .docx, .pdf hoặc .html")
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise KnowledgeError(f"{path.name}: thấy đuôi {path.suffix!r}, cần .txt, .docx, .pdf hoặc .html")
    size = path.stat().st_size
    if not 0 < size <= MAX_FILE_BYTES:
        raise KnowledgeError(
            f"{path.name}: thấy tệp {size / 2**20:.1f} MB, cần tệp có nội dung và nhiều nhất "
            f"{MAX_FILE_BYTES // 2**20} MB: bỏ bớt ảnh hoặc tách tệp rồi nạp lại"
        )
    report = _ask_child(path, kind)
    if "found" in report:
        raise KnowledgeError(f"{path.name}: thấy {report['found']}, cần {report['expected']}")
    return Reading(report["text"], kind, report["encoding"], report["title"], report["site"], tuple(report["notes"]))


def _ask_child(path: Path, kind: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "knowledge.ingest.read.child", kind, str(path.resolve())]
    try:
        done = subprocess.run(command, cwd=_ROOT, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise KnowledgeError(f"{path.name}: thấy {_TOO_LONG}, cần {_SUSPICIOUS}") from error
    if done.returncode == 0:
        report: dict[str, Any] = json.loads(done.stdout)
        return report
    last = (done.stderr.decode("utf-8", "replace").strip().splitlines() or ["không nói gì"])[-1]
    if done.returncode == -signal.SIGXCPU:
        found, expected = _TOO_LONG, _SUSPICIOUS
    elif done.returncode < 0 or "MemoryError" in last:
        found, expected = _TOO_BIG, _SUSPICIOUS
    else:
        found, expected = f"tệp .{kind} hỏng ({last[:120]})", "tệp mở được: tải lại hoặc lưu lại bằng phần mềm gốc"
    raise KnowledgeError(f"{path.name}: thấy {found}, cần {expected}")
