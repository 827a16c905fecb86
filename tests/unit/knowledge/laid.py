"""A knowledge base laid into a folder for one check, and what the check says about it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from knowledge.check.finding import Finding, Outcome
from knowledge.check.material import Material

DAY = dt.date(2026, 11, 24)
TOPIC = "le_phi"
ID = "le_phi.cap_lai"
FILE = f"passages/{TOPIC}.yml"
_FIELDS = """
id: le_phi.cap_lai
aspect: where
label: Nơi làm lại thẻ
questions: [mất thẻ làm lại ở đâu, chỗ nào làm lại thẻ, đến đâu xin thẻ khác, ra xã hay lên tỉnh, nơi cấp lại]
answer: Làm lại thẻ ở công an xã, phường.
facts: [CC-1]
sources: [{id: tt-1}]
confidence: text
effective_from: 2025-07-01
verified_on: 2026-11-24
"""


def passage(**changes: Any) -> dict[str, Any]:
    """Give a good passage with some fields changed; None takes a field away."""
    fields = yaml.safe_load(_FIELDS) | changes
    return {name: value for name, value in fields.items() if value is not None}


def lay(folder: Path, *passages: dict[str, Any], **lists: Any) -> Path:
    """Write the passages of one topic, and lists by the stem of their file."""
    _write(folder / "topics.yml", {TOPIC: {"label": "Lệ phí", "about": "fees"}})
    (folder / "facts.jsonl").write_text(json.dumps({"id": "CC-1", "fact": "xã"}) + "\n", encoding="utf-8")
    _write(folder / "sources" / "law.yml", {"tt-1": {"title": "Thông tư 1", "issued_on": dt.date(2025, 6, 1)}})
    _write(folder / FILE, {"topic": TOPIC, "passages": list(passages)})
    for stem, content in lists.items():
        _write(folder / f"{stem}.yml", content)
    return folder


def findings(check: Callable[[Material], Outcome], folder: Path, **options: Any) -> list[Finding]:
    """Run a check; every finding must name a line that is there and say what is wanted."""
    found = list(check(Material.read(options.pop("day", DAY), folder, **options)).findings)
    assert all(line(folder, finding) and finding.expected for finding in found)
    return found


def line(folder: Path, finding: Finding) -> str:
    """Return the line that a finding names."""
    return (folder / finding.file).read_text(encoding="utf-8").splitlines()[finding.line - 1].strip()


def _write(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=9999), encoding="utf-8")
