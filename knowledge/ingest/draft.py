"""A file of drafts as a person left it: read, and written again without the drafts that were taken over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge.ingest.draft_file import STATUS
from knowledge.reading import read_yaml
from knowledge.schema import KnowledgeError


@dataclass(frozen=True)
class Draft:
    """The drafts of one document."""

    path: Path
    topic: str | None
    sources: dict[str, dict[str, Any]]
    """Sources that the knowledge base is to get with them."""
    rows: tuple[dict[str, Any], ...]

    def without(self, ids: Sequence[str]) -> str | None:
        """Return the text of the file without some drafts, all else as it stands; None where none is left.

        The comment lines right above a draft go with the next one, or with it where none is left below them.
        """
        if all(str(row.get("id")) in ids for row in self.rows):
            return None
        text = self.path.read_text(encoding="utf-8")
        lines = text.splitlines(keepends=True)
        starts = _starts(text)
        drop: set[int] = set()
        for at, row in enumerate(self.rows):
            if str(row.get("id")) in ids:
                end = starts[at + 1] if at + 1 < len(starts) else len(lines)
                drop.update(range(starts[at], _before_comments(lines, end)))
        return "".join(line for number, line in enumerate(lines) if number not in drop)


def read_draft(path: Path) -> Draft:
    """Read a file of drafts.

    :raises KnowledgeError: where it is none.
    """
    if not path.is_file():
        raise KnowledgeError(f"{path}: không thấy tệp này, cần một tệp nháp trong knowledge/drafts")
    content = read_yaml(path)
    if not isinstance(content, dict) or content.get("status") != STATUS:
        raise KnowledgeError(
            f"{path.name}: không thấy `status: {STATUS}`, cần một tệp do `dean06 knowledge ingest` ghi"
        )
    rows, sources = content.get("passages") or [], content.get("sources") or {}
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) and row.get("id") for row in rows):
        raise KnowledgeError(f"{path.name}, passages: thấy {rows!r:.60}, cần một danh sách đoạn, mỗi đoạn có id")
    if not isinstance(sources, dict):
        raise KnowledgeError(f"{path.name}, sources: thấy {sources!r:.60}, cần các nguồn theo id")
    return Draft(path, content.get("topic"), sources, tuple(rows))


def _starts(text: str) -> list[int]:
    """Return the line from 0 on which each draft begins."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    assert isinstance(root, yaml.MappingNode)  # `read_draft` has read it
    rows = next(value for key, value in root.value if key.value == "passages")
    return [row.start_mark.line for row in rows.value]


def _before_comments(lines: list[str], end: int) -> int:
    """Return the line behind a draft, comments and empty lines above the next one left to that."""
    while end > 0 and end < len(lines) and lines[end - 1].strip().startswith("#") or not lines[end - 1].strip():
        end -= 1
    return end
