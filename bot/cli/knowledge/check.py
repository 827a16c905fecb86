"""`dean06 knowledge check`: every gate of a release, with file and line of each finding."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from bot.cli.knowledge.days import add_on
from knowledge.check import run as gates
from knowledge.check.finding import Finding, Outcome
from knowledge.check.material import Material


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--on` and `--json`."""
    add_on(parser)
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")


def run(options: argparse.Namespace) -> int:
    """Run all checks and print their findings.

    :returns: 0 where nothing stops a release, else 1.
    """
    outcomes: dict[str, Outcome] = {}
    for key, outcome in gates.run(Material.read(options.on)):
        outcomes[key] = outcome
        if not options.json:
            print(_line(key, outcome))
            sys.stdout.flush()
    stops = [f for outcome in outcomes.values() for f in outcome.findings if f.gates]
    informs = [f for outcome in outcomes.values() for f in outcome.findings if not f.gates]
    if options.json:
        print(json.dumps(_report(options.on.isoformat(), outcomes), ensure_ascii=False, indent=1))
    else:
        _print_findings(stops, informs)
    return 1 if stops else 0


def _line(key: str, outcome: Outcome) -> str:
    stops = sum(f.gates for f in outcome.findings)
    mark = f"✗ {stops:>3}" if stops else "✓    "
    figures = "; ".join(f"{name} {_figure(value)}" for name, value in outcome.figures.items())
    return f"{mark} {gates.CHECKS[key][0]}" + (f": {figures}" if figures else "")


def _figure(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.3f}".replace(".", ",")


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
