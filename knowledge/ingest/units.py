"""Parts a document into the pieces that one answer may rest on: articles, clauses, sections of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.ingest.body import Paragraph

LONGEST = 600
"""Characters of a piece: an article that is longer is parted into its clauses."""
LONGEST_HEADING = 90

_ARTICLE = re.compile(r"Điều\s+(\d+[a-zđ]?)\s*[.:]\s*(?:-\s*)?")
_CLAUSE = re.compile(r"(\d{1,3})\s*[.)]\s+")
_CHAPTER = re.compile(r"(?:Chương|Phần|Mục|Tiểu mục)\s+(?:[\dIVXLC]+|thứ\s+\w+)\b", re.IGNORECASE)
_END = re.compile(
    r"(?:Nơi nhận\s*:|TM\.\s|KT\.\s|TL\.\s|TUQ\.\s|PHỤ LỤC\b|Phụ lục\s+[IVX\d]+\b"
    r"|(?:CHỦ TỊCH QUỐC HỘI|THỦ TƯỚNG|BỘ TRƯỞNG)$"
    r"|(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết) này (?:đã )?được (?:Quốc hội|Ủy ban|Uỷ ban|Hội đồng))"
)
_SENTENCE = re.compile(r"[.;,!?…][\"”)]?$")


@dataclass(frozen=True)
class Unit:
    """A stretch of consecutive paragraphs that belongs together."""

    key: str
    """`d16`, `d16_k2`; `m3` for the third section of a page."""
    article: str
    """As a passage cites it: "Điều 16 khoản 2"; the heading of a section of a page."""
    heading: str
    """The heading that it stands under, for people."""
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Parted:
    """The units of a document, and the first paragraph of its end (signatures, annexes), which has none."""

    units: tuple[Unit, ...]
    articles: int
    end: Paragraph | None


def part(paragraphs: Sequence[Paragraph]) -> Parted:
    """Part a document into articles and clauses, or where it has none into the sections under its headings."""
    first = next((at for at, paragraph in enumerate(paragraphs) if _ARTICLE.match(paragraph.text)), None)
    if first is None:
        return Parted(tuple(_sections(paragraphs)), 0, None)
    last = next((at for at in range(first, len(paragraphs)) if _END.match(paragraphs[at].text)), len(paragraphs))
    articles = _articles(paragraphs[first:last])
    units = [unit for number, rows in articles for unit in _units(number, rows)]
    end = paragraphs[last] if last < len(paragraphs) else None
    return Parted(tuple(_distinct(units)), len(articles), end)


def _articles(paragraphs: Sequence[Paragraph]) -> list[tuple[str, list[Paragraph]]]:
    found: list[tuple[str, list[Paragraph]]] = []
    chapter = False
    for paragraph in paragraphs:
        article = _ARTICLE.match(paragraph.text)
        if article:
            found.append((article[1], [paragraph]))
            chapter = False
        elif _CHAPTER.match(paragraph.text) and len(paragraph.text) <= LONGEST_HEADING or paragraph.text.isupper():
            chapter = True  # and so is what follows, up to the next article
        elif not chapter:
            found[-1][1].append(paragraph)
    return found


def _units(number: str, rows: list[Paragraph]) -> Iterator[Unit]:
    heading = rows[0].text if len(rows[0].text) <= 2 * LONGEST_HEADING else f"Điều {number}"
    if sum(len(row.text) + 1 for row in rows) <= LONGEST or not any(_CLAUSE.match(row.text) for row in rows):
        yield Unit(f"d{number}", f"Điều {number}", heading, tuple(rows))
        return
    clause, stretch = "", rows[:1]
    for row in rows[1:]:
        starts = _CLAUSE.match(row.text)
        if starts:
            yield from _clause(number, clause, heading, stretch)
            clause, stretch = starts[1], []
        stretch.append(row)
    yield from _clause(number, clause, heading, stretch)


def _clause(number: str, clause: str, heading: str, rows: list[Paragraph]) -> Iterator[Unit]:
    """Yield a clause; what stands before the first one only where it is more than the title of the article."""
    if clause:
        yield Unit(f"d{number}_k{clause}", f"Điều {number} khoản {clause}", heading, tuple(rows))
    elif len(rows) > 1 or rows[0].text.endswith((":", ".")):
        yield Unit(f"d{number}", f"Điều {number}", heading, tuple(rows))


def _sections(paragraphs: Sequence[Paragraph]) -> Iterator[Unit]:
    number, heading, rows = 0, "", list[Paragraph]()
    for at, paragraph in enumerate(paragraphs):
        following = paragraphs[at + 1].text if at + 1 < len(paragraphs) else ""
        if _is_heading(paragraph.text, following):
            if rows:
                number += 1
                yield _section(number, heading, rows)
            heading, rows = paragraph.text.strip(" :"), []
        else:
            rows.append(paragraph)
    if rows:
        yield _section(number + 1, heading, rows)


def _section(number: int, heading: str, rows: list[Paragraph]) -> Unit:
    return Unit(f"m{number}", f"mục {heading}" if heading else "", heading, tuple(rows))


def _is_heading(text: str, following: str) -> bool:
    """Tell whether a line is a heading: short, no sentence, no item of a list, and with a text below it."""
    if not following or len(text) > LONGEST_HEADING or _SENTENCE.search(text) or " | " in text:
        return False
    return text[0].isupper() or re.match(r"(?:[IVX]+|\d+)[.)]\s", text) is not None


def _distinct(units: list[Unit]) -> Iterator[Unit]:
    """Give a number to keys that a document has twice, as where it amends another one and quotes its articles."""
    seen: dict[str, int] = {}
    for unit in units:
        seen[unit.key] = seen.get(unit.key, 0) + 1
        again = f"_l{seen[unit.key]}" if seen[unit.key] > 1 else ""
        yield Unit(f"{unit.key}{again}", unit.article, unit.heading, unit.paragraphs)
