"""`dean06 knowledge check`: every gate of a release, with file and line of each finding."""

from __future__ import annotations

import argparse
import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from bot.cli.days import add_on
from bot.settings import ROOT, load_settings
from bot.stack.parts import MODELS
from knowledge.check import run as gates
from knowledge.check.finding import Finding, Outcome
from knowledge.check.material import Material

QUESTIONS = ROOT / "tests" / "questions"
_NOTICE_AFTER = 3.0
"""Seconds after which a check says that it is at work."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--on`, `--only`, `--questions` and `--json`; the help lists the checks."""
    add_on(parser)
    parser.add_argument("--only", type=_keys, default=(), metavar="MÃ[,MÃ]", help="chỉ chạy các phép kiểm tra này")
    parser.add_argument(
        "--questions", type=_file, action="append", default=[], metavar="TỆP",
        help="thêm một tệp câu hỏi đánh giá (JSONL, trường `question`) để so với các cách hỏi",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "Các phép kiểm tra:\n" + "\n".join(f"  {key:<15} {name}" for key, (name, _) in gates.CHECKS.items())


def run(options: argparse.Namespace) -> int:
    """Run all checks and print their findings.

    :returns: 0 where nothing stops a release, else 1.
    """
    questions = (*sorted(QUESTIONS.glob("*/*.jsonl")), *options.questions)
    material = Material.read(options.on, questions=questions, models=MODELS, encoder=load_settings().encoder)
    outcomes: dict[str, Outcome] = {}
    for key in options.only or gates.CHECKS:
        with _at_work(gates.CHECKS[key][0]):
            outcomes.update(gates.run(material, (key,)))
        if not options.json:
            print(_line(key, outcomes[key]), flush=True)
    stops = [f for outcome in outcomes.values() for f in outcome.findings if f.gates]
    informs = [f for outcome in outcomes.values() for f in outcome.findings if not f.gates]
    if options.json:
        print(json.dumps(_report(options.on.isoformat(), outcomes), ensure_ascii=False, indent=1))
    else:
        _print_findings(stops, informs)
    return 1 if stops else 0


@contextmanager
def _at_work(name: str) -> Iterator[None]:
    """Tell whoever watches a terminal what takes so long."""
    if not sys.stderr.isatty():
        yield
        return
    notice = threading.Timer(_NOTICE_AFTER, lambda: print(f"… đang kiểm tra: {name}", file=sys.stderr, flush=True))
    notice.start()
    try:
        yield
    finally:
        notice.cancel()


def _keys(text: str) -> tuple[str, ...]:
    keys = tuple(key.strip() for key in text.split(","))
    unknown = [key for key in keys if key not in gates.CHECKS]
    if unknown:
        raise argparse.ArgumentTypeError(f"thấy {', '.join(unknown)}, cần một trong: {', '.join(gates.CHECKS)}")
    return keys


def _file(text: str) -> Path:
    path = Path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"không thấy tệp {text}, cần một tệp JSONL có trường `question`")
    return path


def _line(key: str, outcome: Outcome) -> str:
    stops = sum(f.gates for f in outcome.findings)
    mark = f"✗ {stops:>3}" if stops else "✓    "
    figures = "; ".join(f"{name} {_figure(value)}" for name, value in outcome.figures.items())
    return f"{mark} {gates.CHECKS[key][0]}" + (f": {figures}" if figures else "")


def _figure(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.3f}".rstrip("0").rstrip(".").replace(".", ",")


def _print_findings(stops: list[Finding], informs: list[Finding]) -> None:
    for title, findings in (("Nên xem (không chặn phát hành)", informs), ("Phải sửa", stops)):
        if findings:
            print(f"\n{title}: {len(findings)}")
        for finding in findings:
            passage = f" [{finding.passage}]" if finding.passage else ""
            print(f"  {finding.file}:{finding.line}{passage} ({finding.check})")
            print(f"      thấy: {finding.found}\n      cần:  {finding.expected}")
    print("\nKhông có lỗi nào chặn phát hành." if not stops else f"\nCó {len(stops)} chỗ phải sửa.")


def _report(day: str, outcomes: dict[str, Outcome]) -> dict[str, object]:
    return {
        "on": day,
        "ok": not any(f.gates for outcome in outcomes.values() for f in outcome.findings),
        "checks": {
            key: {"figures": dict(outcome.figures), "findings": [asdict(f) for f in outcome.findings]}
            for key, outcome in outcomes.items()
        },
    }
