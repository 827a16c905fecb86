"""Takes off a text what only its pages needed: running heads, page numbers, line ends, hyphens at line ends."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from knowledge.ingest.clean import Cleaned, Repair, apply
from knowledge.vietnamese.syllable import is_syllable

EDGE_LINES = 3
"""Running heads and page numbers stand in so many lines at the top and the foot of a page."""
LONGEST_PAGE_NUMBER = 30
"""Characters of "— Trang 12/345 —" with room to spare."""
HEAD_PAGES = 0.4
"""Share of the pages on which a line stands that is a running head: odd and even pages may have their own."""
FULL_LINE = 0.75
"""A line this long, measured by the long lines of the text, ended because the paper did."""
SOME_LINE = 0.4
"""The same before a line that begins with a small letter."""
WRAPPED_WIDTH = 130
"""No line of a wrapped text is longer."""

_PAGE_NUMBER = re.compile(r"\W*(?:trang|tr\.)?\s*\d{1,4}(?:\s*(?:/|trên)\s*\d{1,4})?\W*", re.IGNORECASE)
_DIGITS_AND_SPACES = re.compile(r"[\d\s]+")
_STRUCTURE = re.compile(
    r"(?:Điều\s+\d+[a-zđ]?\s*[.:]|(?:Chương|Phần|Mục|Phụ lục|Bước)\s+[\dIVXLC]+"
    r"|\d{1,3}(?:\.\d+)*[.)]\s|[a-zđ]\d?\)\s|[-–+•*]\s"
    r"|Căn cứ\s|Theo đề nghị|Nơi nhận|Số\s*:|TM\.|KT\.|TL\.)"
)
_ARTICLE = re.compile(r"Điều\s+\d+[a-zđ]?\s*[.:]")
_ENDED = re.compile(r"[.:;!?…][\"”)]?$")


@dataclass(frozen=True)
class _Line:
    start: int
    end: int
    text: str
    page: int


def arrange(text: str, *, wrapped: bool) -> Cleaned:
    """Return a text of one paragraph a line.

    :param text: as it was read; a form feed parts its pages.
    :param wrapped: whether its lines end where the paper ends (`is_wrapped`).
    """
    lines = _lines(text)
    dropped = _heads(lines)
    kept = [line for line in lines if line not in dropped]
    repairs = [_without(line, kind) for line, kind in dropped.items()]
    width = _width(kept)
    for upper, lower in zip(kept, kept[1:], strict=False):
        if wrapped and _belongs(text, upper, lower, width):
            repairs += _join(text, upper, lower, dropped)
    repairs.sort(key=lambda repair: repair.start)
    return Cleaned(apply(text, repairs), tuple(repairs))


def is_wrapped(text: str) -> bool:
    """Tell whether the lines of a text file end where the paper ends: no line is long, and many break sentences."""
    lines = _lines(text)
    if len(lines) < 2 * EDGE_LINES or max(len(line.text) for line in lines) > WRAPPED_WIDTH:
        return False
    pairs = zip(lines, lines[1:], strict=False)
    broken = sum(lower.text[0].islower() and not _ENDED.search(upper.text) for upper, lower in pairs)
    return broken >= len(lines) / 5


def _lines(text: str) -> list[_Line]:
    lines = []
    start = 0
    for number, page in enumerate(text.split("\f")):
        at = start
        for line in page.split("\n"):
            stripped = line.strip()
            if stripped:
                left = at + line.index(stripped)
                lines.append(_Line(left, left + len(stripped), stripped, number))
            at += len(line) + 1
        start += len(page) + 1
    return lines


def _heads(lines: list[_Line]) -> dict[_Line, str]:
    """Return the lines at the edges of pages that are running heads or page numbers, with the kind of each."""
    pages: dict[int, list[_Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    if len(pages) < 2:
        return {}
    edges = [dict.fromkeys((*page[:EDGE_LINES], *page[-EDGE_LINES:])) for page in pages.values()]
    times = Counter(key for page in edges for key in {_DIGITS_AND_SPACES.sub("", line.text) for line in page})
    found: dict[_Line, str] = {}
    for page in edges:
        for line in page:
            key = _DIGITS_AND_SPACES.sub("", line.text)
            if len(line.text) <= LONGEST_PAGE_NUMBER and _PAGE_NUMBER.fullmatch(line.text):
                found[line] = "page_number"
            elif key and times[key] >= max(2, HEAD_PAGES * len(pages)):
                found[line] = "running_head"
    return found


def _without(line: _Line, kind: str) -> Repair:
    return Repair(kind, line.start, line.end, line.text, "")


def _width(lines: list[_Line]) -> int:
    """Length of the long lines: nine of ten are shorter."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _belongs(text: str, upper: _Line, lower: _Line, width: int) -> bool:
    """Tell whether a line goes on in the next one."""
    between = text[upper.end : lower.start]
    has_gap = upper.page == lower.page and between.count("\n") > 1
    if has_gap or _ENDED.search(upper.text) or _STRUCTURE.match(lower.text):
        return False
    if upper.text.isupper() != lower.text.isupper():
        return False
    if lower.text[0].islower():
        return len(upper.text) >= SOME_LINE * width
    full = FULL_LINE + (1 - FULL_LINE) / 2 if _ARTICLE.match(upper.text) else FULL_LINE
    return len(upper.text) >= full * width


def _join(text: str, upper: _Line, lower: _Line, dropped: dict[_Line, str]) -> list[Repair]:
    """Join two lines: the first gap between them becomes a space, further ones (around heads) nothing."""
    apart = dropped if upper.page != lower.page else {}
    heads = sorted(
        (line for line in apart if upper.end <= line.start and line.end <= lower.start), key=lambda line: line.start
    )
    edges = [upper.end, *(edge for head in heads for edge in (head.start, head.end)), lower.start]
    gaps = [(left, right) for left, right in zip(edges[::2], edges[1::2], strict=True) if left < right]
    start, after, kind = gaps[0][0], " ", "line_break"
    if _is_hyphenated(upper.text, lower.text):
        kind, after = "hyphen", ""
        start -= _is_broken_syllable(upper.text, lower.text)
    first = Repair(kind, start, gaps[0][1], text[start : gaps[0][1]], after)
    return [first, *(Repair("line_break", left, right, text[left:right], "") for left, right in gaps[1:])]


def _is_hyphenated(upper: str, lower: str) -> bool:
    """Tell whether a hyphen at the end of a line is followed by the other part of its word."""
    return len(upper) > 1 and upper[-1] == "-" and upper[-2].isalnum() and lower[0].isalnum()


def _is_broken_syllable(upper: str, lower: str) -> bool:
    """Tell whether the hyphen was put there by the line end: both parts together are one syllable."""
    left = re.search(r"[^\W\d_]+(?=-$)", upper)
    right = re.match(r"[^\W\d_]+", lower)
    return left is not None and right is not None and is_syllable((left[0] + right[0]).lower())
