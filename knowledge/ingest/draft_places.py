"""Where a draft stands in its own file, so that a finding leads to where a person corrects it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from knowledge.check.places import Places


class DraftPlaces(Places):
    """Places of some drafts in their file, of everything else in the knowledge base."""

    def __init__(self, file: str, drafts: Places, base: Places, ids: Sequence[str]) -> None:
        super().__init__(twice=base.twice)
        self._file, self._drafts, self._base, self._ids = file, drafts, base, ids

    @classmethod
    def read(cls, path: Path) -> DraftPlaces:
        """Read the lines of a file of drafts, which are found as those of a topic file are."""
        with tempfile.TemporaryDirectory() as temporary:
            passages = Path(temporary) / "passages"
            passages.mkdir()
            shutil.copy(path, passages)
            drafts = Places.read(Path(temporary))
        return cls(f"drafts/{path.name}", drafts, drafts, ())

    def over(self, base: Places, ids: Sequence[str]) -> DraftPlaces:
        """Return the places of a knowledge base that has some of the drafts in it.

        :param ids: those drafts.
        """
        return DraftPlaces(self._file, self._drafts, base, ids)

    def file(self, passage: str) -> str:
        """Return the file of a draft or a passage."""
        return self._file if self._is_draft(passage) else self._base.file(passage)

    def line(self, passage: str, name: str = "", item: int = -1) -> int:
        """Return the line of a draft or a passage, of a field, or of an item of its list."""
        return (self._drafts if self._is_draft(passage) else self._base).line(passage, name, item)

    def _is_draft(self, passage: str) -> bool:
        return passage in self._ids or self._base is self._drafts
