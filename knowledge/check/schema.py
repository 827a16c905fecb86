"""Whatever the schema refuses, and fields that stand twice in one passage."""

from __future__ import annotations

from knowledge.check.finding import Finding, Outcome
from knowledge.check.material import Material

KEY = "schema"


def check(material: Material) -> Outcome:
    """Return all errors of reading, not only the first."""
    places = material.places
    findings = [
        Finding(KEY, file, line, "", f"trường {name} viết hai lần", "mỗi trường một lần")
        for file, line, name in places.twice
    ]
    for error in material.errors:
        file = places.file(error.passage) or error.file
        line = places.line(error.passage, error.field.split("/")[0])
        findings.append(Finding(KEY, file, line, error.passage, error.found or str(error), error.expected))
    figures = {"số đoạn": len(material.knowledge.passages), "số đoạn đang hiệu lực": len(material.in_force)}
    return Outcome(tuple(findings), figures)
