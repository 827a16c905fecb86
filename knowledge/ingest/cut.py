"""Cuts a cleaned paragraph into pieces of limited length at the ends of sentences."""

from __future__ import annotations

import re

from knowledge.vietnamese.sentences import SENTENCE_END

_CLAUSE_END = re.compile(r";\s+")
_COMMA = re.compile(r",\s+")
_LINE_END = re.compile(r"\n+")
_NUMBER = re.compile(r"(?:Điều )?\d{1,3}[a-zđ]?\.")


class UncuttableError(ValueError):
    """A stretch of text without any punctuation is longer than a piece may be."""


def cut(text: str, longest: int) -> tuple[tuple[int, int], ...]:
    """Cut a paragraph, or several with a line end between them.

    A sentence that is too long is cut after a semicolon, else after a comma, and then shares no piece with
    its neighbours, so that a piece is either whole sentences or part of one.

    :param text: cleaned paragraphs.
    :param longest: characters a piece may have.
    :returns: start and end of each piece in `text`, without the spaces around it.
    :raises UncuttableError: if there is no punctuation to cut at.
    """
    pieces: list[tuple[int, int]] = []
    joinable = False
    for start, end in _sentences(text):
        if end - start > longest:
            pieces += _cut_sentence(text, start, end, longest)
            joinable = False
        elif joinable and end - pieces[-1][0] <= longest:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
            joinable = True
    return tuple(pieces)


def _sentences(text: str) -> list[tuple[int, int]]:
    """Return start and end of each sentence; the number of a clause or an article belongs to what it numbers."""
    spans: list[tuple[int, int]] = []
    for line in _split(text, 0, len(text), _LINE_END):
        for start, end in _split(text, *line, SENTENCE_END):
            numbered = start > line[0] and _NUMBER.fullmatch(text, *spans[-1])
            spans[len(spans) - bool(numbered) :] = [(spans[-1][0] if numbered else start, end)]
    return spans


def _cut_sentence(text: str, start: int, end: int, longest: int) -> list[tuple[int, int]]:
    units: list[tuple[int, int]] = []
    for clause in _split(text, start, end, _CLAUSE_END):
        fits = clause[1] - clause[0] <= longest
        units += [clause] if fits else _split(text, *clause, _COMMA)
    pieces: list[tuple[int, int]] = []
    for unit in units:
        if unit[1] - unit[0] > longest:
            raise UncuttableError(
                f"thấy {unit[1] - unit[0]} ký tự không có dấu . ; hay , kể từ {text[unit[0] : unit[0] + 30]!r}, "
                f"cần nhiều nhất {longest}: thêm dấu câu, hoặc ghi phần cần bỏ vào manifest.yml"
            )
        if pieces and unit[1] - pieces[-1][0] <= longest:
            pieces[-1] = (pieces[-1][0], unit[1])
        else:
            pieces.append(unit)
    return pieces


def _split(text: str, start: int, end: int, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    """Split a stretch after each match of a pattern, spaces at the edges left out."""
    edges = [start, *(found.end() for found in pattern.finditer(text, start, end)), end]
    stripped = []
    for left, right in zip(edges, edges[1:], strict=False):
        piece = text[left:right]
        left += len(piece) - len(piece.lstrip())
        if piece.strip():
            stripped.append((left, left + len(piece.strip())))
    return stripped
