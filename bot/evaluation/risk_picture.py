"""The risk–coverage curve and the reliability of the confidence as a picture, as SVG."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from bot.evaluation.risk import Judged, aurc, bins, curve, ece, point

_INK, _SOFT, _HAIR, _MAIN, _WARM = "#1a2327", "#4a5960", "#d5dde1", "#0b4f6c", "#c2571a"
_FONTS = "'Noto Sans', 'DejaVu Sans', 'Segoe UI', Roboto, Arial, sans-serif"
_SIDE, _LEFT, _TOP, _GAP, _BELOW = 380, 90, 130, 110, 90
WIDTH, HEIGHT = _LEFT + 2 * _SIDE + _GAP + 40, _TOP + _SIDE + _BELOW
_STEPS = 5
"""Lines of the grid."""


@dataclass(frozen=True)
class _Panel:
    """A square with axes from 0."""

    x: float
    top_value: float
    """Highest value of the vertical axis; the horizontal one goes to 1."""

    def at(self, across: float, up: float) -> tuple[float, float]:
        """Return pixels of a point of the panel."""
        return self.x + across * _SIDE, _TOP + _SIDE * (1 - up / self.top_value)

    def axes(self, title: str, across: str, up: str) -> list[str]:
        """Draw grid, numbers and names."""
        parts = [_text(self.x, _TOP - 18, title, 17, weight=700)]
        for step in range(_STEPS + 1):
            share = step / _STEPS
            (x0, y), (x1, _) = self.at(0, share * self.top_value), self.at(1, 0)
            x, bottom = self.at(share, 0)
            parts.append(f'<path d="M{x0:.1f} {y:.1f}H{x1:.1f}M{x:.1f} {bottom}V{_TOP}" stroke="{_HAIR}"/>')
            parts.append(_text(x0 - 8, y + 5, f"{100 * share * self.top_value:g} %", 13, "end"))
            parts.append(_text(x, bottom + 22, f"{100 * share:.0f} %", 13, "middle"))
        parts.append(_text(self.x + _SIDE / 2, _TOP + _SIDE + 52, across, 14, "middle"))
        turn = f"rotate(-90 {self.x - 62} {_TOP + _SIDE / 2})"
        parts.append(_text(self.x - 62, _TOP + _SIDE / 2, up, 14, "middle", transform=turn))
        return parts


def picture(judged: Judged, title: str) -> tuple[str, int, int]:
    """Draw curve and reliability.

    :param title: says which questions, and when.
    :returns: the SVG document, its width and its height in pixels.
    """
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="img" aria-labelledby="title" font-family="{_FONTS}" lang="en">'
    )
    head = [
        f'<title id="title">{escape(title)}</title>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        _text(_LEFT, 48, title, 22, weight=700),
    ]
    note = f"AURC {aurc(judged):.4f} · ECE {ece(bins(judged)):.3f}"
    head.append(_text(_LEFT, 78, note, 15, fill=_SOFT))
    return "\n".join([opening, *head, *_draw_curve(judged), *_draw_reliability(judged), "</svg>\n"]), WIDTH, HEIGHT


def _draw_curve(judged: Judged) -> list[str]:
    coverage, risk = curve(judged)
    panel = _Panel(_LEFT, _round_up(float(risk.max())))
    parts = panel.axes("Risk and coverage", "questions answered", "of these wrong")
    parts.append(_line(panel.at, list(zip(coverage.tolist(), risk.tolist(), strict=True)), _MAIN))
    now = point(judged, 0.0)
    x, y = panel.at(now.answered / now.questions, now.wrong / now.answered)
    parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="{_WARM}"/>')
    parts.append(_text(x - 10, y - 12, "thresholds in use", 13, "end", fill=_WARM))
    return parts


def _draw_reliability(judged: Judged) -> list[str]:
    panel = _Panel(_LEFT + _SIDE + _GAP, 1.0)
    parts = panel.axes("Reliability of the confidence", "confidence", "right")
    for found in bins(judged):
        if not found.n:
            continue
        x, y = panel.at(found.low, found.right / found.n)
        bottom = panel.at(0, 0)[1]
        width = (found.high - found.low) * _SIDE - 4
        parts.append(
            f'<rect x="{x + 2:.1f}" y="{y:.1f}" width="{width:.1f}" height="{bottom - y:.1f}" fill="#86c0d6"/>'
        )
        parts.append(_text(x + width / 2 + 2, bottom - 6, str(found.n), 12, "middle"))
    parts.append(_line(panel.at, [(0, 0), (1, 1)], _SOFT, "5 5"))
    return parts


def _line(
    at: Callable[[float, float], tuple[float, float]], points: list[tuple[float, float]], colour: str, dashes: str = "0"
) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(*point) for point in points))
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dashes}"/>'


def _text(
    x: float, y: float, words: str, size: int, anchor: str = "start", weight: int = 400, fill: str = _INK,
    transform: str = "",
) -> str:  # fmt: skip
    turned = f' transform="{transform}"' if transform else ""
    style = f'font-size="{size}" font-weight="{weight}" fill="{fill}" text-anchor="{anchor}"{turned}'
    return f'<text x="{x:g}" y="{y:g}" {style}>{escape(words)}</text>'


def _round_up(share: float) -> float:
    """Return the next of a few round shares, so that the curve fills its panel."""
    return next((top for top in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5) if share <= top), 1.0)
