"""Tables, for a terminal and as Markdown, and how figures are written in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.evaluation.statistics import wilson

Row = Sequence[str]
NOTHING = "–"


class PageError(ValueError):
    """A page that a table cannot be written into."""


def plain(head: Row, rows: Sequence[Row]) -> str:
    """Return a table with columns of spaces; the first column to the left, the others to the right."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = []
    for row in (head, *rows):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def markdown(head: Row, rows: Sequence[Row]) -> str:
    """Return a table in Markdown."""
    lines = [head, ("---", *("---:" for _ in head[1:])), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def percent(part: int, whole: int) -> str:
    """Return a share in per cent."""
    return f"{100 * part / whole:.1f} %" if whole else NOTHING


def interval(part: int, whole: int) -> str:
    """Return the 95 % interval of a share in per cent."""
    low, high = wilson(part, whole)
    return f"{100 * low:.1f}–{100 * high:.1f}" if whole else NOTHING


def write_section(page: Path, name: str, content: str) -> None:
    """Replace what stands between `<!-- NAME -->` and `<!-- /NAME -->` of a page.

    :raises PageError: where the page has not exactly one such place.
    """
    start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    text = page.read_text(encoding="utf-8")
    if text.count(start) != 1 or text.count(end) != 1:
        raise PageError(f"{page.name}: found {text.count(start)} times {start}, expected {start} and {end} once")
    before, _, rest = text.partition(start)
    page.write_text(f"{before}{start}\n{content.strip()}\n{end}{rest.partition(end)[2]}", encoding="utf-8")
