"""A small knowledge base on disk, for tests of what reads, compares or prints one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

LABELS = {"cancuoc_le_phi_thoi_han": "Lệ phí, thời hạn thẻ", "duong_day_nong": "Đường dây nóng", "loai_moi": "Loại mới"}
FEE = "cancuoc_le_phi_thoi_han"
_FIELDS = """
aspect: fee
label: Lệ phí cấp lại thẻ
questions: ['Làm lại thẻ hết bao nhiêu tiền?', mất thẻ đóng bao nhiêu, phí cấp lại, tiền làm lại, hết mấy đồng]
answer: Cấp lại thẻ nộp 70.000 đồng. Nộp tại Công an cấp xã.
facts: [CC-1]
sources: [{id: tt-1, article: Điều 1}]
confidence: text
effective_from: 2024-10-21
verified_on: 2026-11-24
"""


def passage(name: str, **changes: Any) -> dict[str, Any]:
    """Give a good passage with some fields changed; None takes a field away.

    :param name: its id, or the part after the dot.
    """
    fields = {"id": name if "." in name else f"le_phi.{name}", **yaml.safe_load(_FIELDS), **changes}
    return {key: value for key, value in fields.items() if value is not None}


def lay(folder: Path, passages: dict[str, list[dict[str, Any]]]) -> Path:
    """Write a knowledge base with the passages of each topic; the topics are those of `LABELS`."""
    for name in ("sources", "passages"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    topics = {key: {"label": label, "about": "for tests"} for key, label in LABELS.items()}
    _write(folder / "topics.yml", topics)
    fact = {"id": "CC-1", "fact": "Lệ phí 70.000 đồng.", "confidence": "text"}
    (folder / "facts.jsonl").write_text(json.dumps(fact, ensure_ascii=False) + "\n", encoding="utf-8")
    sources = {"tt-1": {"title": "Thông tư 1"}, "tt-2": {"title": "Thông tư 2"}}
    _write(folder / "sources" / "circulars.yml", sources)
    for path in (folder / "passages").iterdir():
        path.unlink()
    for topic, rows in passages.items():
        _write(folder / "passages" / f"{topic}.yml", {"topic": topic, "passages": rows})
    return folder


def _write(path: Path, content: Any) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
