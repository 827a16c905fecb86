"""Where things stand in the YAML files: line numbers for findings."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import yaml

_FOLDERS = ("passages", "documents", "sources")


@dataclass
class Places:
    """File and lines of every passage and source, and keys that a file gives twice."""

    _lines: dict[tuple[str, str, int], int] = field(default_factory=dict)
    _files: dict[str, str] = field(default_factory=dict)
    _sources: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    twice: list[tuple[str, int, str]] = field(default_factory=list)
    """File, line and name of each field that stands twice in one place."""

    @classmethod
    def read(cls, folder: Path) -> Places:
        """Read the lines of all passages and sources; what is not YAML is left to the schema's own check."""
        places = cls()
        for path in sorted(path for name in _FOLDERS for path in (folder / name).glob("*.yml")):
            try:
                root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
            except (yaml.YAMLError, UnicodeDecodeError):
                continue
            note = places._note_sources if path.parent.name == "sources" else places._note
            note(f"{path.parent.name}/{path.name}", root)
        return places

    def file(self, passage: str) -> str:
        """Return the file of a passage, as a path from the folder of the knowledge base."""
        return self._files.get(passage, "")

    def line(self, passage: str, name: str = "", item: int = -1) -> int:
        """Return the line of a passage, of one of its fields, or of an item of that field's list.

        :param name: the field; empty for the passage itself.
        :param item: from 0; -1 for the field itself.
        :returns: from 1; the nearest that is known, 1 where nothing is.
        """
        for key in ((passage, name, item), (passage, name, -1), (passage, "", -1)):
            if key in self._lines:
                return self._lines[key]
        return 1

    def source(self, key: str, name: str = "") -> tuple[str, int]:
        """Return file and line of a source, or of one of its fields where it has it."""
        return self._sources.get((key, name)) or self._sources.get((key, ""), ("", 1))

    def _note_sources(self, file: str, root: yaml.Node | None) -> None:
        for key, row in self._fields(file, root):
            self._sources.setdefault((key, ""), (file, row.start_mark.line))  # its fields begin a line below its id
            for name, node in self._fields(file, row):
                self._sources.setdefault((key, name), (file, node.start_mark.line + 1))

    def _note(self, file: str, root: yaml.Node | None) -> None:
        for name, node in self._fields(file, root):
            if name == "passages" and isinstance(node, yaml.SequenceNode):
                for row in node.value:
                    self._note_passage(file, row)

    def _note_passage(self, file: str, row: yaml.Node) -> None:
        fields = self._fields(file, row)
        passage = next((str(node.value) for name, node in fields if name == "id"), "")
        self._files.setdefault(passage, file)
        self._lines.setdefault((passage, "", -1), row.start_mark.line + 1)
        for name, node in fields:
            self._lines.setdefault((passage, name, -1), node.start_mark.line + 1)
            if isinstance(node, yaml.SequenceNode):
                for number, item in enumerate(node.value):
                    self._lines.setdefault((passage, name, number), item.start_mark.line + 1)

    def _fields(self, file: str, node: yaml.Node | None) -> list[tuple[str, yaml.Node]]:
        if not isinstance(node, yaml.MappingNode):
            return []
        fields: list[tuple[str, yaml.Node]] = []
        for key, value in node.value:
            if any(key.value == name for name, _ in fields):
                self.twice.append((file, key.start_mark.line + 1, str(key.value)))
            fields.append((str(key.value), value))
        return fields
