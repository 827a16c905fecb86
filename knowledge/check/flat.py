"""Facts that nobody has vetted enough to state flatly: the passages that rest on one say so in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from knowledge.check.finding import Finding, Outcome
from knowledge.check.hedges import USUAL, Hedges
from knowledge.check.listed import Row, read_rows
from knowledge.check.material import Material
from knowledge.passage import Passage

KEY = "flat"
FILE = "unsafe_facts.yml"
OPTIONAL = ("from", "needs", "words", "inform", "reviewed")


def check(material: Material) -> Outcome:
    """Find passages that rest on a listed fact and say nothing of the doubt, on any day from which there is one."""
    hedges = Hedges.read(material.folder)
    rows = read_rows(material.folder / FILE, ("fact", "reason", "care"), OPTIONAL)
    findings: list[Finding] = []
    resting = 0
    for row in rows:
        findings += _row(material, row)
        passages = [passage for passage in material.knowledge.passages if _concerns(row, passage)]
        resting += len(passages)
        findings += [_finding(material, row, passage) for passage in passages if _is_flat(row, passage, hedges)]
    return Outcome(tuple(findings), {"dữ kiện cần nói dè dặt": len(rows), "chỗ dùng": resting})


def _concerns(row: Row, passage: Passage) -> bool:
    since = row.fields.get("from")
    ended = isinstance(since, dt.date) and passage.effective_to is not None and passage.effective_to < since
    words = row.fields.get("words") or [""]
    said = any(word.lower() in passage.full_text.lower() for word in words)
    return row.text("fact") in passage.facts and said and not ended and passage.id not in _reviewed(row)


def _reviewed(row: Row) -> dict[str, str]:
    return row.fields.get("reviewed") or {}


def _is_flat(row: Row, passage: Passage, hedges: Hedges) -> bool:
    return bool(row.fields.get("inform")) or not hedges.says(passage.full_text, row.fields.get("needs") or USUAL)


def _finding(material: Material, row: Row, passage: Passage) -> Finding:
    found = f"dùng {row.text('fact')} mà không có lời dặn nào; {row.text('reason')}"
    if row.fields.get("inform"):
        found = f"dùng {row.text('fact')}: {row.text('reason')}"
    return material.finding(KEY, passage, "answer", found, row.text("care"), gates=not row.fields.get("inform"))


def _row(material: Material, row: Row) -> Iterator[Finding]:
    if row.text("fact") not in material.facts:
        yield row.finding(KEY, f"{row.text('fact')} không có", "mã có trong facts.jsonl")
    for passage in _reviewed(row):
        known = material.knowledge.by_id.get(passage)
        if known is None or row.text("fact") not in known.facts:
            yield row.finding(KEY, f"{passage} không dùng {row.text('fact')}", "bỏ dòng này trong reviewed")
