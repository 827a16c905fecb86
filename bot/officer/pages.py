"""The officers' pages: plain files with a few places to fill in."""

from __future__ import annotations

import html
import string
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.channels.web.page import secure

STATIC = Path(__file__).with_name("static")


def page(name: str, status: int = 200, **values: str) -> HTMLResponse:
    """Return a page, never kept by a browser.

    :param name: file name without `.html`.
    :param values: what the places `$name` are filled with; escaped here.
    """
    escaped = {key: html.escape(value) for key, value in values.items()}
    response = HTMLResponse(_template(name).substitute(escaped), status)
    response.headers["Cache-Control"] = "no-store"
    secure(response.headers)
    return response


def off_routes() -> list[Route]:
    """Return the one page that tells how to turn the workbench on."""
    return [Route("/officer", _off)]


async def _off(_request: Request) -> Response:
    return page("off", 404)


@lru_cache(maxsize=8)
def _template(name: str) -> string.Template:
    return string.Template((STATIC / f"{name}.html").read_text(encoding="utf-8"))
