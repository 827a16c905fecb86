"""Lists that people keep for the checks, in YAML beside the knowledge base: each row with its line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge.check.finding import Finding
from knowledge.reading import read_yaml
from knowledge.schema import KnowledgeError


@dataclass(frozen=True)
class Row:
    """One row of a list."""

    file: str
    line: int
    fields: dict[str, Any]

    def text(self, name: str) -> str:
        """Return a field as text; empty where it is missing."""
        return str(self.fields.get(name) or "")

    def finding(self, check: str, found: str, expected: str, gates: bool = True) -> Finding:
        """Make a finding about the row."""
        return Finding(check, self.file, self.line, "", found, expected, gates)


def read_rows(path: Path, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> tuple[Row, ...]:
    """Read a list of rows, each with its fields; a file that is missing is an empty list.

    :raises KnowledgeError: where the file is no such list or a row lacks a field.
    """
    if not path.exists():
        return ()
    content = read_yaml(path) or []
    wanted = f"một danh sách, mỗi dòng có {', '.join(required)}"
    if not isinstance(content, list):
        raise KnowledgeError.at(path.name, "", "", f"{content!r}"[:60], wanted)
    root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    lines = [node.start_mark.line + 1 for node in root.value] if root else []
    for line, fields in zip(lines, content, strict=True):
        complete = isinstance(fields, dict) and all(fields.get(name) for name in required)
        if not complete or not set(fields) <= {*required, *optional}:
            raise KnowledgeError.at(path.name, "", f"dòng {line}", f"{fields!r}"[:80], wanted)
    return tuple(Row(path.name, line, fields) for line, fields in zip(lines, content, strict=True))
