"""How large a document may be, and what reading it may cost. Each limit is checked before the work it bounds."""

from __future__ import annotations

MAX_FILE_BYTES = 30 * 1024 * 1024
"""A decree of 300 pages with its forms has 1–3 MB as a file of text; ten times that leaves room for pictures."""

MAX_XML_BYTES = 40 * 1024 * 1024
"""Unpacked text of a DOCX. Word needs about 15 kB a page: room for the 600 pages below four times over."""

MAX_PAGES = 600
"""The Civil Code, the longest text that citizens ask about, has under 300 pages."""

MAX_CHARACTERS = 2_000_000
"""600 pages of 3,300 characters."""

MAX_HTML_DEPTH = 250
"""Elements inside one another; pages made by people and by content managers stay under 60."""

MEMORY_BYTES = 768 * 1024 * 1024
"""Address space of the child process: Python and its libraries take 120 MB, a file of 30 MB about 400."""

SECONDS = 120
"""Processor and wall-clock time of the child process. 300 pages of PDF take 25 s on a busy core."""
