"""The REST API, as docs/contract.md promises it."""

from __future__ import annotations

import functools
import math
import re
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.answer import PAYLOAD_PATTERN, Answer
from bot.channels.web import metrics
from bot.channels.web.limits import Buckets, address_key, is_loopback
from bot.channels.web.readiness import Check, is_ready, states
from bot.channels.web.reading import RequestError, read_object, shown, string, wrong
from bot.turn.incoming import Incoming
from bot.turn.record import VERDICTS
from bot.turn.redact import redact

PAGE_HEADER = "x-dean06-client"
"""Sent by the citizen's page, so that its turns are told from those of other programs."""
MAX_COMMENT = 2000
_CONVERSATION = re.compile(r"[A-Za-z0-9_-]{1,64}")
_ANSWER = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Answering(Protocol):
    """What answers: `bot.turn.pipeline.Turn`."""

    async def handle(self, incoming: Incoming) -> list[Answer]:
        """Answer one message or tap."""


class Rated(Protocol):
    """What keeps feedback: `bot.turn.record.Record`."""

    async def feedback(self, answer_id: str, verdict: str, comment: str | None) -> bool:
        """Write feedback; False where no such answer was given."""


@dataclass(frozen=True)
class Limits:
    """Messages a minute; a bucket holds one minute's worth. An address may be a whole village's."""

    waiting: int = 10
    """Messages of one conversation that may wait at once: a person waits for the answer, a flood does not."""
    per_conversation: int = 3000
    """Above what one conversation can do that waits for each answer."""
    per_address: int = 600
    """Not asked of clients on this machine: load tests and the operator's own scripts."""


Endpoint = Callable[[Request], Awaitable[Response]]


def api_routes(
    turn: Answering, record: Rated, readiness: Mapping[str, Check], limits: Limits | None = None
) -> list[Route]:
    """Return the routes of the API.

    :param turn: answers questions.
    :param record: keeps feedback.
    :param readiness: a check for each part of `/readyz`.
    :param limits: messages allowed a minute.
    """
    api = _Api(turn, record, readiness, limits or Limits())
    return [
        Route("/api/chat", _guarded(api.chat), methods=["POST"]),
        Route("/api/feedback", _guarded(api.feedback), methods=["POST"]),
        Route("/healthz", _health),
        Route("/readyz", api.ready),
        Route("/metrics", _metrics),
    ]


class _Api:
    def __init__(self, turn: Answering, record: Rated, readiness: Mapping[str, Check], limits: Limits) -> None:
        self._turn = turn
        self._record = record
        self._readiness = readiness
        self._waiting: Counter[str] = Counter()
        self._most_waiting = limits.waiting
        self._conversations = Buckets(limits.per_conversation, limits.per_conversation)
        self._addresses = Buckets(limits.per_address, limits.per_address)

    async def chat(self, request: Request) -> Response:
        self._limit_address(request)
        incoming = _incoming(await read_object(request), _channel(request))
        _limit(self._conversations, incoming.conversation_id, "conversation_id")
        started = time.perf_counter()
        with self._one_more_waiting(incoming.conversation_id):
            answers = await self._turn.handle(incoming)
        metrics.SECONDS.observe(time.perf_counter() - started)
        for answer in answers:
            metrics.ANSWERS.labels(incoming.channel, answer.status).inc()
        down = any(answer.status == "error" for answer in answers)
        return JSONResponse({"answers": [answer.to_dict() for answer in answers]}, 503 if down else 200)

    async def feedback(self, request: Request) -> Response:
        self._limit_address(request)
        answer_id, verdict, comment = _feedback(await read_object(request))
        _limit(self._conversations, f"answer:{answer_id[:64]}", "answer_id")
        masked = redact(comment).text if comment else None
        if not _ANSWER.fullmatch(answer_id) or not await self._record.feedback(answer_id, verdict, masked):
            raise RequestError(404, "answer_id", shown(answer_id), "the answer_id of an answer given")
        metrics.FEEDBACK.labels(verdict).inc()
        return Response(status_code=204)

    async def ready(self, _request: Request) -> Response:
        parts = await states(self._readiness)
        return JSONResponse(parts, 200 if is_ready(parts) else 503)

    @contextmanager
    def _one_more_waiting(self, conversation: str) -> Iterator[None]:
        if self._waiting[conversation] >= self._most_waiting:
            found = f"{self._most_waiting} messages of this conversation waiting"
            raise RequestError(429, "conversation_id", found, "one message at a time", 1)
        self._waiting[conversation] += 1
        try:
            yield
        finally:
            self._waiting[conversation] -= 1
            if not self._waiting[conversation]:
                del self._waiting[conversation]

    def _limit_address(self, request: Request) -> None:
        host = request.client.host if request.client else ""
        if not is_loopback(host):
            _limit(self._addresses, address_key(host), "address")


def _incoming(content: dict[str, object], channel: str) -> Incoming:
    expected = "1 to 64 characters of A-Z a-z 0-9 _ -"
    conversation = string(content, "conversation_id", expected)
    if conversation is None:
        raise wrong("conversation_id", "nothing", expected)
    if not _CONVERSATION.fullmatch(conversation):
        raise wrong("conversation_id", shown(conversation), expected)
    text = string(content, "text", "a string")
    payload = string(content, "payload", "a button's payload")
    if (text is None) == (payload is None):
        found = "neither text nor payload" if text is None else "both text and payload"
        raise wrong("text", found, "one of the two")
    if payload is not None and not PAYLOAD_PATTERN.fullmatch(payload):
        raise wrong("payload", shown(payload), "a button's payload: 1 to 64 of a-z 0-9 _ : . -")
    return Incoming(channel, conversation, text, payload)


def _feedback(content: dict[str, object]) -> tuple[str, str, str | None]:
    answer_id = string(content, "answer_id", "a string")
    if answer_id is None:
        raise wrong("answer_id", "nothing", "the answer_id of an answer")
    verdict = string(content, "verdict", "a string")
    if verdict not in VERDICTS:
        found = "nothing" if verdict is None else shown(verdict)
        raise wrong("verdict", found, f"one of {', '.join(VERDICTS)}")
    comment = string(content, "comment", "a string")
    if comment is not None and len(comment) > MAX_COMMENT:
        raise wrong("comment", f"{len(comment)} characters", f"at most {MAX_COMMENT} characters")
    return answer_id, verdict, comment


def _channel(request: Request) -> str:
    return "web" if request.headers.get(PAGE_HEADER) == "page" else "rest"


def _limit(buckets: Buckets, key: str, field: str) -> None:
    wait = buckets.take(key)
    if wait:
        seconds = math.ceil(wait)
        found = f"more than {buckets.per_minute:.0f} requests a minute"
        raise RequestError(429, field, found, f"the next request in {seconds} s", seconds)


def _guarded(endpoint: Endpoint) -> Endpoint:
    """Turn a `RequestError` into its response."""

    @functools.wraps(endpoint)
    async def run(request: Request) -> Response:
        try:
            return await endpoint(request)
        except RequestError as error:
            metrics.REFUSALS.labels(str(error.status)).inc()
            return error_response(error)

    return run


def error_response(error: RequestError) -> JSONResponse:
    """Return the JSON that tells what is wrong with a request."""
    headers = {} if error.retry_after is None else {"Retry-After": str(error.retry_after)}
    body = {"error": {"field": error.field, "found": error.found, "expected": error.expected}}
    return JSONResponse(body, error.status, headers)


async def _health(_request: Request) -> Response:
    return JSONResponse({"status": "ok"})


async def _metrics(_request: Request) -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
