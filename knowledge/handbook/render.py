"""The handbook as one HTML page that asks nothing of the network and needs no script."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from knowledge.handbook.content import Handbook
from knowledge.vietnamese.sentences import sentences

HERE = Path(__file__).resolve().parent
TEMPLATE = "handbook.html.j2"
_EMERGENCY_NUMBER = re.compile(r"(?<![\d./])(11[1-5])(?!\d|[./]\d)")


def render(handbook: Handbook, link: str | None = None, pages: Mapping[str, int] | None = None) -> str:
    """Return the page.

    :param link: address of the bot for a QR code on the title page.
    :param pages: number of the printed page of each anchor; with it, links inside the handbook name their page.
    """
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["numbers"] = _numbers_marked
    environment.filters["sentences"] = sentences
    environment.filters["css_string"] = css_string
    code = qr_code(link) if link else None
    return environment.get_template(TEMPLATE).render(book=handbook, link=link, code=code, pages=pages)


def qr_code(link: str) -> Markup:
    """Return a QR code as SVG to stand inside the page."""
    drawn = segno.make(link, error="m", micro=False).svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None)
    return Markup(drawn)  # noqa: S704 - segno's own drawing


def css_string(text: str) -> Markup:
    """Return a text as a string of CSS, quotes included."""
    safe = re.sub(r"[^\w .,:;?!/()–-]", lambda found: f"\\{ord(found.group()):x} ", text)
    return Markup(f'"{safe}"')  # noqa: S704 - nothing that could end the string or the style is left


def _numbers_marked(text: str) -> Markup:
    """Mark emergency numbers, so that they are found at a glance."""
    parts = _EMERGENCY_NUMBER.split(text)
    return Markup("").join(
        Markup("<strong>{}</strong>").format(part) if place % 2 else part for place, part in enumerate(parts)
    )
