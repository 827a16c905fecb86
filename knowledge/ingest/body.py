"""A document as clean paragraphs, each of which knows where it stood in the text that was read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from knowledge.ingest.clean import Cleaned, Repair, clean
from knowledge.ingest.layout import arrange, is_wrapped
from knowledge.ingest.read.reading import Reading
from knowledge.ingest.stuck import StuckWords


@dataclass(frozen=True)
class Paragraph:
    """A paragraph after all repairs."""

    number: int
    """From 1; empty lines are no paragraphs."""
    text: str
    _start: int
    _cleaned: Cleaned
    _arranged: Cleaned

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the paragraph stood in the text that was read.

        :param start: characters from the beginning of the paragraph.
        :param end: the character behind the stretch.
        """
        left, right = self._cleaned.original_span(start, end)
        return self._arranged.original_span(self._start + left, self._start + right)


@dataclass(frozen=True)
class Body:
    """All paragraphs of a document and all repairs, with their places in the text that was read."""

    paragraphs: tuple[Paragraph, ...]
    repairs: tuple[Repair, ...]


def clean_body(reading: Reading, stuck: StuckWords) -> Body:
    """Take off what pages needed, part the paragraphs, and repair the typing defects of each."""
    wrapped = reading.kind == "pdf" or (reading.kind == "txt" and is_wrapped(reading.text))
    arranged = arrange(reading.text, wrapped=wrapped)
    paragraphs: list[Paragraph] = []
    repairs = list(arranged.repairs)
    start = 0
    for line in arranged.text.replace("\f", "\n").split("\n"):
        text = line.strip()
        if text:
            left = start + line.index(text)
            cleaned = clean(text, stuck)
            paragraphs.append(Paragraph(len(paragraphs) + 1, cleaned.text, left, cleaned, arranged))
            repairs += [_moved(repair, left, arranged) for repair in cleaned.repairs]
        start += len(line) + 1
    return Body(tuple(paragraphs), tuple(sorted(repairs, key=lambda repair: repair.start)))


def _moved(repair: Repair, start: int, arranged: Cleaned) -> Repair:
    left, right = arranged.original_span(start + repair.start, start + repair.end)
    return replace(repair, start=left, end=right)
