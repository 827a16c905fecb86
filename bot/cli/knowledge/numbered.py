"""The handbook as PDF whose table of contents and cross-references name their pages."""

from __future__ import annotations

import tempfile
from pathlib import Path

from pypdf import PdfReader

from bot.cli.knowledge.paper import print_pdf
from knowledge.handbook.content import Handbook
from knowledge.handbook.render import render

_ROUNDS = 4
"""Numbers can only move a page break once or twice; then they stand."""


def print_numbered(handbook: Handbook, link: str | None, pdf: Path) -> int:
    """Print the handbook, read on which page everything came to stand, and print it with those numbers.

    Browsers cannot do that by themselves yet (CSS `target-counter`).

    :returns: the number of pages.
    :raises BrowserError: without Chromium, or where it fails.
    """
    pages: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "handbook.html"
        for _ in range(_ROUNDS):
            page.write_text(render(handbook, link, pages), encoding="utf-8")
            print_pdf(page, pdf)
            reader = PdfReader(pdf)
            found = _pages_of(reader)
            if found == pages:
                break
            pages = found
    return len(reader.pages)


def _pages_of(reader: PdfReader) -> dict[str, int]:
    """Return the page, from 1, of each anchor that a link leads to."""
    places = {name.lstrip("/"): reader.get_destination_page_number(d) for name, d in reader.named_destinations.items()}
    return {anchor: page + 1 for anchor, page in places.items() if page is not None}
