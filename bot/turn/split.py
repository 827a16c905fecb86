"""Two questions in one message: each gets its answer, in order."""

from __future__ import annotations

import re

MOST = 2
"""Questions of one message that are answered; the citizen is told about the rest."""
_WORDS = 3


def split_questions(text: str) -> list[str]:
    """Cut a message at its question marks where more than one part is a question of its own.

    A part of fewer than three words belongs to the one before ("Đúng không?"), and what follows the last
    question mark without being a question of its own is left with it.
    """
    parts: list[str] = []
    for part in re.findall(r"[^?]+\?*", text):
        if parts and len(part.split()) < _WORDS:
            parts[-1] += part
        elif part.strip():
            parts.append(part)
    asked = [part.strip() for part in parts if part.rstrip().endswith("?")]
    return asked if len(asked) > 1 else [text]
