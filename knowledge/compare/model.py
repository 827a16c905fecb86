"""What a comparison finds: changes of single passages, weighed by what they mean to a citizen."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = {
    "money": "tiền",
    "deadline": "thời hạn, mốc ngày",
    "place": "nơi làm, nơi hỏi",
    "safety": "cảnh báo",
    "steps": "các bước",
    "figure": "con số khác",
    "validity": "thời gian áp dụng",
    "new": "câu trả lời mới",
    "withdrawn": "câu trả lời bỏ đi",
    "text": "câu chữ",
    "sources": "nguồn",
    "filing": "tên, chỗ xếp",
    "past": "chuyện thời trước",
}
"""Kinds of change, the weightiest for a citizen first, with their names."""
ASPECT_KINDS = {"fee": "money", "duration": "deadline", "where": "place", "contact": "place", "safety": "safety"}
"""What a new or withdrawn answer is about, where that weighs more than its being new."""

Marked = tuple[tuple[str, bool], ...]
"""A text in runs of words, each with whether it is changed; "…" stands for what was left out."""


@dataclass(frozen=True)
class Change:
    """One thing that changed, of a kind of `KINDS`, in words."""

    kind: str
    sentence: str


@dataclass(frozen=True)
class Entry:
    """All that changed in one answer."""

    id: str
    topic: str
    label: str
    question: str
    """Its best wording."""
    status: str
    """`new`, `withdrawn`, `replaced` (a new passage in place of an older one) or `changed`."""
    changes: tuple[Change, ...]
    before: Marked = ()
    after: Marked = ()

    @property
    def weight(self) -> int:
        """Place in `KINDS` of its weightiest change; small is weighty."""
        return min(list(KINDS).index(change.kind) for change in self.changes)


@dataclass(frozen=True)
class Group:
    """The changes within one topic, the weightiest first."""

    topic: str
    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Comparison:
    """All changes by topic, and counts of what a citizen does not notice."""

    groups: tuple[Group, ...]
    wordings_only: int = 0
    """Passages that can be asked for in other words, and are the same otherwise."""
    wordings_added: int = 0
    wordings_dropped: int = 0
    checked_again: int = 0
    """Passages of which only the day of the check changed, or facts and next questions."""
    unreadable: tuple[str, ...] = ()
    """Why passages of either side could not be compared."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All changes in the order in which they are told."""
        return tuple(entry for group in self.groups for entry in group.entries)
