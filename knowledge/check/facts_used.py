"""Facts that no passage uses and nobody has said why."""

from __future__ import annotations

from knowledge.check.finding import Finding, Outcome
from knowledge.check.listed import read_rows
from knowledge.check.material import Material

KEY = "facts_used"
FILE = "unused_facts.yml"
FACTS = "facts.jsonl"


def check(material: Material) -> Outcome:
    """Find facts neither used nor listed with a reason, and rows of the list that are wrong."""
    rows = read_rows(material.folder / FILE, ("fact", "reason"))
    using = {fact: passage.id for passage in material.knowledge.passages for fact in passage.facts}
    listed: set[str] = set()
    findings: list[Finding] = []
    for row in rows:
        fact = row.text("fact")
        if fact not in material.facts:
            findings.append(row.finding(KEY, f"{fact} không có", "mã có trong facts.jsonl"))
        elif fact in using:
            findings.append(row.finding(KEY, f"{fact} đang dùng ở {using[fact]}", "bỏ dòng này"))
        elif fact in listed:
            findings.append(row.finding(KEY, f"{fact} ghi hai lần", "mỗi dữ kiện một dòng"))
        listed.add(fact)
    expected = f"một đoạn dùng dữ kiện này, hoặc một dòng trong {FILE} với lý do"
    for line, fact in enumerate(material.facts, 1):
        if fact not in using and fact not in listed:
            findings.append(Finding(KEY, FACTS, line, "", f"{fact} không đoạn nào dùng", expected))
    figures = {"dữ kiện đang dùng": len(using), "trên tổng": len(material.facts), "không dùng, có lý do": len(listed)}
    return Outcome(tuple(findings), figures)
