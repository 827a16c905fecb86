"""`dean06 bench`: measure the stack, and Rasa's default pipeline beside it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bot.bench.goals import goals
from bot.bench.measure import measure
from bot.bench.report import render
from bot.bench.result import Result, read_result, write_result
from bot.settings import ROOT, load_settings
from bot.suites.stack import StackError

PAGE = ROOT / "docs" / "performance.md"
FIGURES = PAGE.with_suffix(".json")


def main(argv: list[str]) -> int:
    """Measure, print, write.

    :returns: 0 where every message was answered as it should be, otherwise 1; a missed limit is told, no error.
    """
    options = _parser().parse_args(argv)
    if options.render:
        PAGE.write_text(render(read_result(FIGURES)), encoding="utf-8")
        print(f"Đã viết lại {PAGE.relative_to(ROOT)}.")
        return 0
    settings = load_settings()
    try:
        result = measure(settings.day, options.quick, options.baseline, settings.data_dir / "bench", _say)
    except StackError as error:
        print(f"dean06: {error}", file=sys.stderr)
        return 1
    print(table(result))
    if options.json:
        write_result(result, options.json)
    if result.wrong:
        print(f"dean06: {result.wrong} tin không được trả lời đúng cách; số đo không dùng được.", file=sys.stderr)
        return 1
    if not options.quick and options.baseline:
        write_result(result, FIGURES)
        PAGE.write_text(render(result), encoding="utf-8")
        print(f"Đã ghi {PAGE.relative_to(ROOT)} và {FIGURES.relative_to(ROOT)}.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dean06 bench",
        description="Đo tốc độ, CPU và bộ nhớ trên máy này. Đo đủ (không --quick) thì viết lại docs/performance.md.",
    )
    parser.add_argument("--quick", action="store_true", help="ít tin hơn; không dạy lại Rasa, không đo cuộc nói dài")
    parser.add_argument(
        "--baseline", action=argparse.BooleanOptionalAction, default=True, help="đo cả đường ống mặc định của Rasa"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="ghi mọi số đo vào tệp JSON")
    parser.add_argument("--render", action="store_true", help="không đo, chỉ viết lại trang từ docs/performance.json")
    return parser


def table(result: Result) -> str:
    """Return the figures as one table for people."""
    lines = ["", f"{'':<20}{'tin/giây':>9}{'p50 ms':>8}{'p95 ms':>8}   CPU-ms một tin"]
    for title, system in (("hệ thống", result.stack), ("Rasa mặc định", result.baseline)):
        for run in system.runs if system else ():
            cpu = ", ".join(f"{role} {ms:.1f}" for role, ms in run.cpu_ms.items())
            lines.append(f"{run.name:<20}{run.per_second:>9.1f}{run.p50_ms:>8.0f}{run.p95_ms:>8.0f}   {cpu} ({title})")
    lines.append("")
    marks = {True: "đạt", False: "CHƯA ĐẠT", None: "không đo"}
    lines += [f"{g.in_vietnamese:<48}{g.reached:>10}   cần {g.limit:<10} {marks[g.met]}" for g in goals(result)]
    return "\n".join(lines)


def _say(sentence: str) -> None:
    print(sentence, flush=True)
