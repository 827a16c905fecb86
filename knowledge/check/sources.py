"""Sources that do not say what they are or from when."""

from __future__ import annotations

from knowledge.check.finding import Finding, Outcome
from knowledge.check.material import Material

KEY = "sources"
DAYS = ("issued_on", "effective_from", "seen_on")


def check(material: Material) -> Outcome:
    """Find sources without a title or without any day."""
    findings = []
    for key, source in material.sources.items():
        if not source["title"].strip():
            file, line = material.places.source(key, "title")
            findings.append(
                Finding(KEY, file, line, "", f"nguồn {key} không có tên", "tên văn bản, trang hoặc bài báo")
            )
        if not any(source[name] for name in DAYS):
            file, line = material.places.source(key)
            expected = "issued_on (ngày ra), effective_from (ngày có hiệu lực) hoặc seen_on (ngày đã đọc)"
            findings.append(Finding(KEY, file, line, "", f"nguồn {key} không có ngày nào", expected))
    return Outcome(tuple(findings), {"số nguồn": len(material.sources)})
