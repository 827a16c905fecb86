"""Serves pages and their files from our own origin only, under a strict content security policy."""

from __future__ import annotations

from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).with_name("static")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cache-Control": "no-cache",  # asked again each time, answered 304: a new release shows at once
}


def secure(headers: MutableHeaders) -> None:
    """Add the security headers to a response's."""
    for name, value in HEADERS.items():
        headers.setdefault(name, value)


class SecureFiles(StaticFiles):
    """Static files with the security headers."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Serve one file."""
        response = await super().get_response(path, scope)
        secure(response.headers)
        return response


def page_routes() -> list[BaseRoute]:
    """Return the routes of the citizen's page."""
    return [Route("/", _page), Mount("/static", SecureFiles(directory=STATIC))]


async def _page(_request: Request) -> Response:
    return FileResponse(STATIC / "index.html", media_type="text/html", headers=HEADERS)
