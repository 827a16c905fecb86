"""Proposes draft passages: the pieces of a document, each with its citation and its place, unanswered as yet."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from knowledge.ingest.body import Body, clean_body
from knowledge.ingest.cut import UncuttableError, cut
from knowledge.ingest.find import TYPES, About, find
from knowledge.ingest.read.reading import Reading, read_document
from knowledge.ingest.stuck import StuckWords
from knowledge.ingest.units import Parted, Unit, part
from knowledge.passage import Origin
from knowledge.schema import MAX_ANSWER, KnowledgeError
from knowledge.vietnamese.unicode import unaccented_key

_LONGEST_STEM = 30
_LONGEST_SOURCE = 48


@dataclass(frozen=True)
class Piece:
    """A stretch of the document that one passage may rest on."""

    key: str
    article: str
    heading: str
    text: str
    """A paragraph a line."""
    origin: Origin


@dataclass(frozen=True)
class Proposal:
    """A document as read, what was found in it, and the pieces it was cut into."""

    file: str
    reading: Reading
    body: Body
    about: About
    source_id: str
    articles: int
    pieces: tuple[Piece, ...]
    notes: tuple[str, ...]

    @property
    def stem(self) -> str:
        """First half of the ids of its passages."""
        return re.sub(r"\W+", "_", self.source_id)[:_LONGEST_STEM].strip("_")

    def source(self, read_on: dt.date) -> dict[str, Any]:
        """Return the entry for `sources/*.yml`.

        :param read_on: the day of reading, for a document that gives no day.
        """
        about = self.about
        row: dict[str, Any] = {"title": about.title}
        if about.issued_on:
            row["issued_on"] = about.issued_on
        if about.effective_from:
            row["effective_from"] = about.effective_from
        return row if len(row) > 1 else {**row, "seen_on": read_on}


def propose(path: Path, stuck: StuckWords) -> Proposal:
    """Read a document and cut it into pieces that drafts are made of.

    :param path: a .txt, .docx, .pdf or .html file.
    :param stuck: knows which words are two.
    :raises KnowledgeError: in one sentence, where it cannot be read or holds nothing to cut.
    """
    reading = read_document(path)
    body = clean_body(reading, stuck)
    about = find([paragraph.text for paragraph in body.paragraphs], reading.title, reading.site)
    parted = part(body.paragraphs)
    pieces: list[Piece] = []
    notes = [*reading.notes, *about.notes, *_end_note(parted)]
    for unit in parted.units:
        try:
            pieces += _pieces(path.name, unit)
        except UncuttableError as error:
            notes.append(f"không cắt được {unit.article or 'một phần'} (từ đoạn {unit.paragraphs[0].number}): {error}")
    if not pieces:
        raise KnowledgeError(
            f"{path.name}: không thấy đoạn nào cắt ra được ({'; '.join(notes)[:200] or 'văn bản trống'}), "
            "cần văn bản có điều khoản hoặc đoạn văn hoàn chỉnh"
        )
    return Proposal(
        path.name, reading, body, about, _source_id(about, path.stem), parted.articles, tuple(pieces), tuple(notes)
    )


def _end_note(parted: Parted) -> list[str]:
    if parted.end is None:
        return []
    return [
        f"không đưa vào nháp: từ đoạn {parted.end.number} đến hết (nơi nhận, chữ ký, phụ lục), bắt đầu "
        f"bằng “{parted.end.text[:40]}”"
    ]


def _pieces(file: str, unit: Unit) -> Iterator[Piece]:
    """Cut a unit to the length of an answer; its key gets the number of the piece where there are several."""
    text = "\n".join(paragraph.text for paragraph in unit.paragraphs)
    starts = list(accumulate((len(paragraph.text) + 1 for paragraph in unit.paragraphs[:-1]), initial=0))
    cuts = cut(text, MAX_ANSWER)
    for number, (start, end) in enumerate(cuts, 1):
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
        left = unit.paragraphs[first].place(start - starts[first], start - starts[first] + 1)[0]
        right = unit.paragraphs[last].place(end - 1 - starts[last], end - starts[last])[1]
        origin = Origin(file, unit.paragraphs[first].number, left, right)
        key = f"{unit.key}_{number}" if len(cuts) > 1 else unit.key
        yield Piece(key, unit.article, unit.heading, text[start:end], origin)


def _source_id(about: About, stem: str) -> str:
    """Return the id of the source as the knowledge base spells it: `nd-69-2024`, `tt-17-2024-bca`, `trang-tach-ho`."""
    beginning = TYPES.get(about.kind, "")
    if not about.number or not beginning:
        return f"trang-{slug(about.title or stem)}"[:_LONGEST_SOURCE].strip("-")
    number, *signs = re.split(r"[/-]", slug(about.number.replace("/", "-")))
    year = signs.pop(0) if re.fullmatch(r"\d{4}", signs[0]) else str(about.issued_on.year) if about.issued_on else ""
    signs = [] if beginning == "nd" else [sign for sign in signs if sign not in (beginning, "d")]
    return "-".join(piece for piece in (beginning, number, year, *signs) if piece)


def slug(text: str) -> str:
    """Return a text in small letters without accents, words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", unaccented_key(text)).strip("-")
