"""A small knowledge base in a folder, with what a check must catch or pass laid into it."""

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
DEFAULTS = """
id: le_phi.cap_lai
aspect: fee
label: Lệ phí cấp lại thẻ
questions: [làm lại thẻ mất tiền không, mất thẻ đóng bao nhiêu, phí cấp lại, tiền làm lại, hết mấy đồng]
answer: Cấp lại thẻ nộp 35.000 đồng.
facts: [CC-1]
sources: [{id: tt-1, article: Điều 1}]
confidence: text
effective_from: 2025-07-01
verified_on: 2026-11-24
"""
SOURCES = {"tt-1": {"title": "Thông tư 1", "issued_on": dt.date(2025, 6, 1)}}
FACT = {"area": "", "source": "Thông tư 1 Điều 1", "effective": "", "status": "", "confidence": "text"}
FACTS = {"CC-1": {"fact": "Cấp lại thẻ: 35.000 đồng."}}


def passage(**changes: Any) -> dict[str, Any]:
    """Give a good passage with some fields changed; None takes a field away."""
    fields = yaml.safe_load(DEFAULTS) | changes
    return {name: value for name, value in fields.items() if value is not None}


def lay(
    folder: Path,
    *passages: dict[str, Any],
    facts: dict[str, dict[str, str]] | None = None,
    sources: dict[str, dict[str, Any]] | None = None,
    **lists: Any,
) -> Path:
    """Lay the passages of one topic, with facts and sources beside the usual one, and lists by their file's stem."""
    rows = [{"id": key} | FACT | row for key, row in (FACTS | (facts or {})).items()]
    (folder / "facts.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    _dump(folder / "topics.yml", {TOPIC: {"label": "Lệ phí", "about": "fees"}})
    _dump(folder / "sources" / "law.yml", SOURCES | (sources or {}))
    _dump(folder / FILE, {"topic": TOPIC, "passages": list(passages) or [passage()]})
    for stem, content in lists.items():
        _dump(folder / f"{stem}.yml", content)
    return folder


def _dump(path: Path, content: Any) -> None:
    path.parent.mkdir(exist_ok=True)
    text = yaml.dump(content, Dumper=_NoAliases, allow_unicode=True, sort_keys=False, width=9999)
    path.write_text(text, encoding="utf-8")


class _NoAliases(yaml.SafeDumper):
    """Write what stands twice twice, as people do."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def findings(check: Callable[[Material], Outcome], folder: Path, day: dt.date = DAY, **options: Any) -> list[Finding]:
    """Run a check, and assert that each finding names a line that is there and says what to do.

    :param options: further fields of the material.
    """
    found = list(check(Material.read(day, folder, **options)).findings)
    for finding in found:
        assert 1 <= finding.line <= len((folder / finding.file).read_text(encoding="utf-8").splitlines())
        assert finding.expected
    return found


def line(folder: Path, finding: Finding) -> str:
    """Return the line that a finding names."""
    return (folder / finding.file).read_text(encoding="utf-8").splitlines()[finding.line - 1].strip()
