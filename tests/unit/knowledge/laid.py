"""The small knowledge base of `checked_base.py` with a passage about a place, for the checks of language."""

from __future__ import annotations

from typing import Any

import checked_base
from checked_base import DAY, FILE, ID, findings, lay, line

__all__ = ["DAY", "FILE", "ID", "findings", "lay", "line", "passage"]

_PLACE = {
    "aspect": "where",
    "label": "Nơi làm lại thẻ",
    "questions": [
        "mất thẻ làm lại ở đâu",
        "chỗ nào làm lại thẻ",
        "đến đâu xin thẻ khác",
        "ra xã hay lên tỉnh",
        "nơi cấp lại",
    ],
    "answer": "Làm lại thẻ ở công an xã, phường.",
    "sources": [{"id": "tt-1"}],
}


def passage(**changes: Any) -> dict[str, Any]:
    """Give a good passage with some fields changed; None takes a field away."""
    return checked_base.passage(**(_PLACE | changes))
