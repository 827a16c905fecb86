"""Coverage as a picture: a table of topics and aspects, the darker the more passages, as SVG."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from knowledge.passage import ASPECTS
from knowledge.views.coverage import Coverage
from knowledge.views.coverage_table import HOLE
from knowledge.views.names import ASPECT_NAMES, in_words, with_thousands

_INK, _SOFT, _HAIR, _MAIN = "#1a2327", "#4a5960", "#d5dde1", "#0b4f6c"
_SHADES = ("#ffffff", "#e0eff5", "#b9dbe8", "#86c0d6", "#2a7b9d", "#0b4f6c")
"""Grounds of 0, 1, 2, 3, 4, and 5 or more passages."""
_LIGHT_TEXT_FROM = 4
_MARGIN, _NAMES, _CELL, _ROW, _CHAPTER, _TOTAL = 32, 300, 42, 28, 38, 64
_TOP = 268
"""Room for title, figures, legend and the slanted column heads."""
_FONTS = "'Noto Sans', 'DejaVu Sans', 'Segoe UI', Roboto, Arial, sans-serif"


@dataclass
class _Drawing:
    """Elements of the picture, in the order in which they are drawn."""

    parts: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, size: int = 15, **style: str) -> None:
        given = {"font_size": str(size), "fill": _INK, **style}
        attributes = " ".join(f'{name.replace("_", "-")}="{value}"' for name, value in given.items())
        self.parts.append(f'<text x="{x:g}" y="{y:g}" {attributes}>{escape(words)}</text>')

    def cell(self, x: float, y: float, count: int, size: tuple[float, float] = (_CELL, _ROW)) -> None:
        shade = min(count, len(_SHADES) - 1)
        width, height = size
        self.parts.append(
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" '
            f'fill="{_SHADES[shade]}" stroke="{_HAIR}"/>'
        )
        colour = _SOFT if not count else "#ffffff" if shade >= _LIGHT_TEXT_FROM else _INK
        self.text(x + width / 2, y + height / 2 + 5, str(count or HOLE), 14, fill=colour, text_anchor="middle")


def picture(coverage: Coverage) -> tuple[str, int, int]:
    """Draw the coverage.

    :returns: the SVG document, its width and its height in pixels.
    """
    drawing = _Drawing()
    _draw_head(drawing, coverage)
    bottom = _draw_rows(drawing, coverage)
    width = _MARGIN + _NAMES + _CELL * len(ASPECTS) + _TOTAL + 2 * _MARGIN
    height = bottom + _MARGIN
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" aria-labelledby="title" font-family="{_FONTS}" lang="vi">'
    )
    title = f'<title id="title">Kho kiến thức ngày {in_words(coverage.day)}: chủ đề và khía cạnh</title>'
    ground = f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
    return "\n".join((opening, title, ground, *drawing.parts, "</svg>\n")), width, height


def _draw_head(drawing: _Drawing, coverage: Coverage) -> None:
    drawing.text(_MARGIN, 52, "Kho kiến thức: chủ đề và khía cạnh", 26, font_weight="700")
    figures = (
        f"Ngày {in_words(coverage.day)}: {coverage.in_force} đoạn đang có hiệu lực",
        f"{with_thousands(coverage.wordings)} cách hỏi, {len(coverage.topics)} chủ đề",
    )
    for line, words in enumerate(figures):
        drawing.text(_MARGIN, 86 + 24 * line, words, 16, fill=_SOFT)
    drawing.text(_MARGIN, 166, "Số đoạn trong một ô", 14, fill=_SOFT)
    for count in range(len(_SHADES)):
        drawing.cell(_MARGIN + _CELL * count, 178, count)
    last = _MARGIN + _CELL * len(_SHADES)
    drawing.text(last + 8, 197, "trở lên", 14, fill=_SOFT)
    for column, aspect in enumerate(ASPECTS):
        x = _x(column) + _CELL / 2 + 5
        drawing.text(x, _TOP - 12, ASPECT_NAMES[aspect], 14, transform=f"rotate(-58 {x:g} {_TOP - 12})")
    drawing.text(_x(len(ASPECTS)) + _TOTAL / 2, _TOP - 12, "Cộng", 14, font_weight="700", text_anchor="middle")


def _draw_rows(drawing: _Drawing, coverage: Coverage) -> int:
    y = _TOP
    for chapter in coverage.chapters:
        drawing.text(_MARGIN, y + 25, chapter.title, 16, font_weight="700", fill=_MAIN)
        y += _CHAPTER
        for topic in chapter.topics:
            drawing.text(_MARGIN + 12, y + 19, topic.label)
            for column, aspect in enumerate(ASPECTS):
                drawing.cell(_x(column), y, coverage.count(topic.key, aspect))
            _draw_total(drawing, len(ASPECTS), y, coverage.of_topic(topic.key))
            y += _ROW
    y += 10
    drawing.text(_MARGIN, y + 19, "Cộng", font_weight="700")
    for column, aspect in enumerate(ASPECTS):
        _draw_total(drawing, column, y, coverage.of_aspect(aspect))
    _draw_total(drawing, len(ASPECTS), y, coverage.in_force)
    return y + _ROW


def _draw_total(drawing: _Drawing, column: int, y: int, total: int) -> None:
    width = _TOTAL if column == len(ASPECTS) else _CELL
    drawing.text(_x(column) + width / 2, y + 19, str(total or HOLE), 14, font_weight="700", text_anchor="middle")


def _x(column: int) -> int:
    return _MARGIN + _NAMES + _CELL * column
