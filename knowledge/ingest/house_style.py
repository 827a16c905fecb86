"""Passages and sources as YAML text in the style of `passages/*.yml` and `sources/*.yml`, comments of a file kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from knowledge.vietnamese.sentences import sentences

_FLOW_LISTS = ("facts", "related")
_FOLDED = ("answer", "without_successor")
_ORDER = (
    "id", "aspect", "label", "questions", "answer", "steps", "facts", "sources", "confidence", "effective_from",
    "effective_to", "verified_on", "region", "replaces", "without_successor", "figures", "warning", "related", "origin",
)  # fmt: skip
_ITEM = re.compile(r"^( *)- id:", re.MULTILINE)
_KEY = re.compile(r"^([^\s#:][^:\n]*):", re.MULTILINE)


def passage_text(row: Mapping[str, Any], indent: str = "  ") -> str:
    """Return a passage as an item of the list `passages`, with a line end behind it.

    :param row: its fields as YAML read them; unknown ones come last, empty optional ones not at all.
    :param indent: what stands before the hyphen.
    """
    names = sorted(row, key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER))
    lines = [line for name in names if row[name] is not None for line in _field(name, row[name])]
    return "\n".join(f"{indent}{'- ' if at == 0 else '  '}{line}" for at, line in enumerate(lines)) + "\n"


def with_passages(text: str, topic: str, rows: list[Mapping[str, Any]]) -> str:
    """Return the text of a topic file with passages behind its last one; an empty text begins a new file."""
    text = text or f"topic: {topic}\npassages:\n"
    item = _ITEM.search(text)
    indent = item[1] if item else "  "
    for row in rows:
        parted = "" if text.rstrip("\n").endswith("passages:") else "\n"
        text = text.rstrip("\n") + "\n" + parted + passage_text(row, indent)
    return text


def with_source(text: str, key: str, row: Mapping[str, Any]) -> str:
    """Return the text of a file of sources with one more, before the first whose id comes after it."""
    entry = "\n".join([f"{key}:", *(f"  {name}: {scalar(value)}" for name, value in row.items() if value is not None)])
    for found in _KEY.finditer(text):
        if found[1] > key:
            return f"{text[: found.start()]}{entry}\n{text[found.start() :]}"
    return f"{text.rstrip(chr(10))}\n{entry}\n"


def scalar(value: Any, *, flow: bool = False) -> str:
    """Return a text, a number or a day as YAML writes it, in quotes only where it must be.

    :param flow: whether it stands within brackets.
    """
    plain = _dump(value, flow, None)
    return _dump(value, flow, '"') if plain.startswith("'") else plain


def _dump(value: Any, flow: bool, style: str | None) -> str:
    dumped: str = yaml.safe_dump(
        [value] if flow else value, allow_unicode=True, default_flow_style=flow, default_style=style, width=10_000
    )
    return dumped.strip()[1:-1] if flow else dumped.removesuffix("...\n").strip()


def _field(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, str) and name in _FOLDED:
        yield f"{name}: >-"
        yield from (f"  {sentence}" for sentence in sentences(" ".join(value.split())))
    elif isinstance(value, list) and name in _FLOW_LISTS:
        yield f"{name}: [{', '.join(scalar(item, flow=True) for item in value)}]"
    elif isinstance(value, list) and value:
        yield f"{name}:"
        yield from (f"  - {_mapping(item) if isinstance(item, dict) else scalar(item)}" for item in value)
    elif isinstance(value, dict):
        yield f"{name}: {_mapping(value)}"
    else:
        yield f"{name}: {scalar(value)}"


def _mapping(row: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"{name}: {scalar(value, flow=True)}" for name, value in row.items()) + "}"
