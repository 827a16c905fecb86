"""Reading a request's JSON: bounded, checked, and harmless to whatever stands behind."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
from collections.abc import AsyncIterator
from typing import Any

from starlette.requests import ClientDisconnect, Request

MAX_BODY = 64 * 1024
"""Bytes of a request's body, as the public contract promises."""
MAX_DISCARDED, DISCARD_S = 8 * 1024 * 1024, 1.0
"""What is let in unread of a body that is refused, and for how long."""
_SHOWN = 60
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_TYPES = {dict: "object", list: "array", str: "string", bool: "boolean", int: "number", float: "number"}


class RequestError(ValueError):
    """A request that cannot be served as it is.

    :param status: HTTP status.
    :param field: what is wrong: a field's name, or `body`.
    :param found: what was found; pure ASCII, so that it can always be sent back.
    :param expected: what was expected.
    :param retry_after: seconds after which the same request may be sent again.
    """

    def __init__(self, status: int, field: str, found: str, expected: str, retry_after: int | None = None) -> None:
        super().__init__(f"{field}: found {found}, expected {expected}")
        self.status = status
        self.field = field
        self.found = found
        self.expected = expected
        self.retry_after = retry_after


def wrong(field: str, found: str, expected: str) -> RequestError:
    """Return the error for a missing or wrong field: status 422."""
    return RequestError(422, field, found, expected)


async def read_body(request: Request, limit: int = MAX_BODY) -> bytes:
    """Read a body up to a limit; what is beyond it is thrown away, and no more of it than is polite.

    :raises RequestError: status 413.
    """
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        if "expect" not in request.headers:  # otherwise it has asked before sending
            await _discard(request.stream())
        raise _too_large(f"{declared} bytes", limit)
    body, stream = bytearray(), request.stream()
    try:
        async for chunk in stream:
            body += chunk
            if len(body) > limit:
                await _discard(stream)
                raise _too_large(f"more than {limit} bytes", limit)
    except ClientDisconnect as error:
        raise RequestError(400, "body", "the client gone", "a whole body") from error
    return bytes(body)


async def read_object(request: Request, limit: int = MAX_BODY) -> dict[str, Any]:
    """Read a body that is a JSON object.

    :raises RequestError: status 413 or 422.
    """
    body = await read_body(request, limit)
    try:
        content = json.loads(body.decode("utf-8"))
    except RecursionError as error:
        raise wrong("body", "JSON nested too deeply", "a flat JSON object") from error
    except UnicodeDecodeError as error:
        raise wrong("body", f"bytes that are not UTF-8 at position {error.start}", "JSON in UTF-8") from error
    except json.JSONDecodeError as error:
        raise wrong("body", f"malformed JSON at character {error.pos}", "a JSON object") from error
    except ValueError as error:  # a number with too many digits for Python
        raise wrong("body", "a number that is too long", "a JSON object") from error
    if not isinstance(content, dict):
        raise wrong("body", kind(content), "a JSON object")
    return content


def string(content: dict[str, Any], field: str, expected: str) -> str | None:
    """Return a string field with control characters and lone surrogates replaced; None where absent or null.

    :raises RequestError: status 422, if it is something else.
    """
    value = content.get(field)
    if value is None:
        return None
    if not isinstance(value, str):
        raise wrong(field, kind(value), expected)
    return clean(value)


def clean(text: str) -> str:
    """Replace what neither a database nor UTF-8 can hold: NUL and its like, lone surrogates."""
    return _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", text))


def shown(value: str) -> str:
    """Return a text as it may be shown in an error: ASCII, short."""
    return ascii(value[:_SHOWN]) + ("..." if len(value) > _SHOWN else "")


def kind(value: object) -> str:
    """Return the JSON type of a value."""
    return "null" if value is None else _TYPES[type(value)]


async def _discard(stream: AsyncIterator[bytes]) -> None:
    """Let a client finish sending, within bounds and without keeping anything.

    Many clients read no answer while they send: a connection closed on them is an error, not a 413.
    """
    left = MAX_DISCARDED
    with contextlib.suppress(TimeoutError, ClientDisconnect):
        async with asyncio.timeout(DISCARD_S):
            async for chunk in stream:
                left -= len(chunk)
                if left < 0:
                    return


def _too_large(found: str, limit: int) -> RequestError:
    return RequestError(413, "body", found, f"at most {limit} bytes")
