"""Drivers: how a conversation reaches a bot through one of its channels, and what comes back.

A channel joins by a class with the three methods of `ChannelDriver` and an entry in the fixture
`channel_drivers` (bot/suites/plugin.py), which maps the channel's name to `driver(stack, conversation_id)`.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import httpx

from bot.answer import Answer, AnswerError
from bot.channels import terminal

TIMEOUT_S = 30.0


class DriverError(RuntimeError):
    """A turn that could not be sent, or to which nothing readable came back."""


class RunningStack(Protocol):
    """What a driver needs to know of the assistant under test."""

    @property
    def base_url(self) -> str:
        """Address of the HTTP server."""
        ...

    @property
    def day(self) -> dt.date:
        """The day its answers hold for."""
        ...


@dataclass(frozen=True)
class Reply:
    """What came back to one turn.

    :param messages: what the citizen reads, as the channel renders it.
    :param buttons: titles of the buttons that can be tapped now.
    :param answers: the answers behind the messages; empty where the channel shows only messages.
    :param took_ms: time from sending to the last message.
    """

    messages: tuple[str, ...]
    buttons: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    took_ms: float = 0.0

    @property
    def said(self) -> str:
        """The words that answer the question: text and steps, where they can be told from the rest."""
        if not self.answers:
            return "\n".join(self.messages)
        return "\n".join("\n".join((answer.text, *answer.steps)) for answer in self.answers)


class ChannelDriver(Protocol):
    """One conversation of one citizen in one channel."""

    def send_text(self, text: str) -> Reply:
        """Send what was typed.

        :raises DriverError: if no reply came.
        """
        ...

    def tap(self, title: str) -> Reply:
        """Tap a button of the last reply by its title.

        :raises DriverError: if there is no such button, or no reply came.
        """
        ...

    def send_payload(self, payload: str) -> Reply:
        """Send back what a button of an old message, an old release or a forgery would.

        :raises DriverError: if no reply came.
        """
        ...


DriverFactory = Callable[[RunningStack, str], ChannelDriver]


class HttpDriver:
    """Talks to `POST /api/chat`, as the web page, the terminal and REST clients do.

    :param render: makes of an answer what the citizen reads.
    """

    def __init__(
        self, stack: RunningStack, conversation_id: str, render: Callable[[Answer], str] = terminal.render
    ) -> None:
        self._url = f"{stack.base_url}/api/chat"
        self._conversation = conversation_id
        self._render = render
        self._payloads: dict[str, str] = {}

    def send_text(self, text: str) -> Reply:
        """Send what was typed."""
        return self._post({"text": text})

    def tap(self, title: str) -> Reply:
        """Tap a button of the last reply by its title."""
        if title not in self._payloads:
            titles = ", ".join(repr(known) for known in self._payloads) or "none"
            raise DriverError(f"no button {title!r} in the last reply; its buttons: {titles}")
        return self._post({"payload": self._payloads[title]})

    def send_payload(self, payload: str) -> Reply:
        """Send a payload that no button of the last reply need have."""
        return self._post({"payload": payload})

    def _post(self, body: dict[str, str]) -> Reply:
        started = time.perf_counter()
        try:
            response = httpx.post(self._url, json={"conversation_id": self._conversation, **body}, timeout=TIMEOUT_S)
        except httpx.HTTPError as error:
            raise DriverError(f"POST {self._url} failed: {type(error).__name__}: {error}") from error
        took_ms = 1000 * (time.perf_counter() - started)
        answers = _read_answers(response)
        self._payloads = {button.title: button.payload for answer in answers for button in answer.buttons}
        return Reply(tuple(map(self._render, answers)), tuple(self._payloads), answers, took_ms)


def _read_answers(response: httpx.Response) -> tuple[Answer, ...]:
    try:
        answers = tuple(Answer.from_dict(row) for row in response.json()["answers"])
    except (ValueError, KeyError, TypeError) as error:
        reason = f" ({error})" if isinstance(error, AnswerError) else ""
        raise DriverError(
            f"POST /api/chat: found status {response.status_code} and {response.text[:300]!r}{reason}, "
            'expected {"answers": [Answer, …]}'
        ) from error
    if not answers:
        raise DriverError("POST /api/chat: found no answer, expected at least one")
    return answers
