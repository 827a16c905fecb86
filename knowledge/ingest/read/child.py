"""The child process that reads one document: `python -m knowledge.ingest.read.child KIND FILE` prints JSON.

Parsers of hostile files may need endless time or memory, or fail in ways nobody foresaw. Here they can: the limits
are set before any of them is loaded, and what is not an `UnreadableError` ends this process and no other.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

from knowledge.ingest.read.errors import UnreadableError
from knowledge.ingest.read.limits import MEMORY_BYTES, SECONDS


def main(kind: str, path: Path) -> None:
    """Read a document within the limits and print what it says, or why it cannot be read."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        report = _read(kind, path)
    except UnreadableError as error:
        report = {"found": error.found, "expected": error.expected}
    sys.stdout.write(json.dumps(report))


def _read(kind: str, path: Path) -> dict[str, Any]:
    """Read with the parser of the kind; each is loaded only where it is needed."""
    from knowledge.ingest.legacy.guess import convert, to_unicode
    from knowledge.ingest.read import text

    title = site = ""
    notes: tuple[str, ...] = ()
    if kind == "txt":
        decoded = text.decode(path.read_bytes())
    elif kind == "html":
        from knowledge.ingest.read import html

        page = html.read(path.read_bytes())
        decoded = to_unicode(page.text, page.encoding)
        title, site = convert(page.title, decoded.encoding), convert(page.site, decoded.encoding)
    elif kind == "docx":
        from knowledge.ingest.read import docx

        decoded = to_unicode(docx.read(path), "unicode")
    else:
        from knowledge.ingest.read import pdf

        pages, notes = pdf.read(path)
        decoded = to_unicode(pages, "unicode")
    notes = (*notes, decoded.note) if decoded.note else notes
    return {"text": decoded.text, "encoding": decoded.encoding, "title": title, "site": site, "notes": list(notes)}


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
