"""Stamps: small files written last, which say that a folder is complete and what it was made from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

NAME = "setup.json"


def read_stamp(folder: Path) -> dict[str, Any]:
    """Return a folder's stamp; empty where there is none or it is not readable."""
    try:
        content = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def write_stamp(folder: Path, content: dict[str, Any]) -> None:
    """Write a folder's stamp whole or not at all."""
    draft = folder / f"{NAME}.draft"
    draft.write_text(json.dumps(content, indent=1, sort_keys=True), encoding="utf-8")
    draft.replace(folder / NAME)


def remove_stamp(folder: Path) -> None:
    """Remove a folder's stamp before the folder is changed."""
    (folder / NAME).unlink(missing_ok=True)
