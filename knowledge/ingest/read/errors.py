"""Why a document cannot be read."""

from __future__ import annotations


class UnreadableError(ValueError):
    """A document that cannot be read: what was found, and what is needed instead, in Vietnamese."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(f"thấy {found}, cần {expected}")
        self.found, self.expected = found, expected
