"""`dean06 knowledge accept`: drafts that are filled in become passages."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from bot.cli.days import add_on
from bot.cli.knowledge.check import QUESTIONS
from bot.settings import ROOT
from knowledge.ingest.accept import Acceptance, accept
from knowledge.reading import HERE

_NEXT = "Tiếp theo: `dean06 knowledge check`, `dean06 index`, `dean06 train`."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the file of drafts, ids, `--topic`, `--knowledge`, `--on` and `--json`."""
    parser.add_argument("draft", type=Path, metavar="NHÁP", help="tệp trong knowledge/drafts, hoặc tên tệp không đuôi")
    parser.add_argument("ids", nargs="*", metavar="ID", help="chỉ nhận các đoạn này (mặc định: mọi đoạn đã điền đủ)")
    parser.add_argument("--topic", metavar="CHỦ_ĐỀ", help="nhận vào chủ đề này, thay cho topic ghi trong tệp")
    parser.add_argument("--knowledge", type=Path, default=HERE, metavar="THƯ_MỤC", help="kho kiến thức khác")
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    add_on(parser)


def run(options: argparse.Namespace) -> int:
    """Take drafts over.

    :returns: 0 taken over, 1 where there is something to correct or nothing to take.
    """
    path = options.draft
    if not path.suffix and not path.exists():
        path = options.knowledge / "drafts" / f"{path.name}.yml"
    acceptance = accept(
        path, options.knowledge, options.on, options.ids, options.topic, tuple(sorted(QUESTIONS.glob("*/*.jsonl")))
    )
    if options.json:
        print(json.dumps(asdict(acceptance), ensure_ascii=False, indent=1))
    else:
        print(describe(acceptance, path))
    return 0 if acceptance.accepted else 1


def describe(acceptance: Acceptance, path: Path) -> str:
    """Return what was taken over, what is to be corrected and what to do next, for people."""
    lines: list[str] = []
    for finding in acceptance.findings:
        lines += [f"  {finding.file}:{finding.line} [{finding.passage}] ({finding.check})"]
        lines += [f"      thấy: {finding.found}", f"      cần:  {finding.expected}"]
    if acceptance.findings:
        return "\n".join([f"Chưa nhận đoạn nào: có {len(acceptance.findings)} chỗ phải sửa.", *lines])
    if acceptance.accepted:
        lines = [f"Đã nhận {len(acceptance.accepted)} đoạn vào chủ đề {acceptance.topic}:"]
        lines += [f"  {name}" for name in acceptance.accepted]
        lines += [f"Đã ghi {name}" for name in acceptance.written]
    else:
        lines = ["Chưa nhận đoạn nào: không đoạn nào đã điền đủ."]
    if acceptance.left:
        lines.append(f"Còn {acceptance.left} đoạn nháp trong {_short(path)}:")
        lines += [f"  {name}: chưa điền {', '.join(fields)}" for name, fields in acceptance.lacking.items() if fields]
    elif acceptance.accepted:
        lines.append(f"Đã xóa {_short(path)}: không còn đoạn nháp nào.")
    return "\n".join([*lines, _NEXT] if acceptance.accepted else lines)


def _short(path: Path) -> str:
    return str(path.resolve().relative_to(ROOT)) if path.resolve().is_relative_to(ROOT) else path.name
