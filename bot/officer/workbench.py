"""Signing in and out, and asking pasted sentences."""

from __future__ import annotations

import math
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.channels.web.api import error_response
from bot.channels.web.limits import Buckets, address_key
from bot.channels.web.reading import RequestError, clean, kind, read_body, read_object, wrong
from bot.officer.inspector import Inspector
from bot.officer.pages import page
from bot.officer.sessions import COOKIE, LIFETIME_S, Session, Sessions

MAX_CHUNK = 10
"""Sentences of one request; the page sends up to 200 in chunks, so that it can show progress."""
MAX_ASK_BODY = 256 * 1024
TRIES, TRIES_A_MINUTE = 5, 2
"""Wrong passwords at once, and how fast further tries come back."""
TOKEN_HEADER = "x-csrf-token"  # noqa: S105 - a header's name


def workbench_routes(sessions: Sessions, inspector: Inspector) -> list[Route]:
    """Return the routes of the workbench."""
    workbench = _Workbench(sessions, inspector)
    return [
        Route("/officer", workbench.show),
        Route("/officer/sign-in", workbench.sign_in, methods=["POST"]),
        Route("/officer/sign-out", workbench.sign_out, methods=["POST"]),
        Route("/officer/ask", workbench.ask, methods=["POST"]),
    ]


class _Workbench:
    def __init__(self, sessions: Sessions, inspector: Inspector) -> None:
        self._sessions = sessions
        self._inspector = inspector
        self._tries = Buckets(TRIES_A_MINUTE, TRIES)

    async def show(self, request: Request) -> Response:
        session = self._session(request)
        if session and session.signed_in:
            return page("workbench", token=self._sessions.token(session))
        return self._sign_in_page(request)

    async def sign_in(self, request: Request) -> Response:
        session = self._session(request)
        form = await _form(request)
        if session is None or not self._sessions.is_token(session, form.get("token", "")):
            return self._sign_in_page(request, 403, "Trang đã mở quá lâu. Bạn nhập lại mật khẩu.")
        address = address_key(request.client.host if request.client else "")
        wait = math.ceil(self._tries.take(address))
        if wait:
            response = self._sign_in_page(request, 429, f"Sai nhiều lần quá. Bạn chờ {wait} giây rồi thử lại.")
            response.headers["Retry-After"] = str(wait)
            return response
        if not self._sessions.is_password(form.get("password", "")):
            return self._sign_in_page(request, 403, "Mật khẩu không đúng. Bạn nhập lại.")
        self._tries.forget(address)
        self._sessions.end(session)
        response = RedirectResponse("/officer", 303)
        self._set_cookie(request, response, self._sessions.issue(signed_in=True)[1])
        return response

    async def sign_out(self, request: Request) -> Response:
        session = self._session(request)
        form = await _form(request)
        if session and self._sessions.is_token(session, form.get("token", "")):
            self._sessions.end(session)
        return RedirectResponse("/officer", 303)

    async def ask(self, request: Request) -> Response:
        session = self._session(request)
        token = request.headers.get(TOKEN_HEADER, "")
        if session is None or not session.signed_in:
            return JSONResponse({"error": "not signed in, or signed in too long ago"}, 401)
        if not self._sessions.is_token(session, token):
            return JSONResponse({"error": f"header {TOKEN_HEADER} missing or wrong: load the page again"}, 403)
        try:
            sentences = _sentences(await read_object(request, MAX_ASK_BODY))
        except RequestError as error:
            return error_response(error)
        rows = [await self._inspector.inspect(sentence) for sentence in sentences]
        return JSONResponse({"rows": rows}, headers={"Cache-Control": "no-store"})

    def _session(self, request: Request) -> Session | None:
        return self._sessions.read(request.cookies.get(COOKIE))

    def _sign_in_page(self, request: Request, status: int = 200, message: str = "") -> Response:
        session = self._session(request)  # kept, so that a form in another tab stays good
        cookie = None
        if session is None or session.signed_in:
            session, cookie = self._sessions.issue(signed_in=False)
        response = page("sign_in", status, token=self._sessions.token(session), message=message)
        if cookie:
            self._set_cookie(request, response, cookie)
        return response

    @staticmethod
    def _set_cookie(request: Request, response: Response, cookie: str) -> None:
        https = request.url.scheme == "https"
        response.set_cookie(COOKIE, cookie, LIFETIME_S, path="/officer", secure=https, httponly=True, samesite="strict")


async def _form(request: Request) -> dict[str, str]:
    """Read a short form; empty where it is none of ours."""
    try:
        body = await read_body(request, 4096)
    except RequestError:
        return {}
    return {name: values[0] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}


def _sentences(content: dict[str, object]) -> list[str]:
    value = content.get("sentences")
    expected = f"1 to {MAX_CHUNK} strings"
    if not isinstance(value, list) or not all(isinstance(sentence, str) for sentence in value):
        raise wrong("sentences", kind(value), expected)
    if not 1 <= len(value) <= MAX_CHUNK:
        raise wrong("sentences", f"{len(value)} strings", expected)
    return [clean(sentence) for sentence in value]
