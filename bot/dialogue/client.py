"""Talks to Rasa over its REST channel on loopback."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp

from bot.answer import Answer, AnswerError

TIMEOUT_S = 10.0
"""A citizen waits no longer than this for the dialogue; then an apology is sent."""


class DialogueError(RuntimeError):
    """Rasa is down, slow, silent or says something that is no answer."""


class DialogueClient:
    """Sends messages to one Rasa process."""

    def __init__(self, base_url: str, timeout: float = TIMEOUT_S) -> None:
        self._url = f"{base_url}/webhooks/rest/webhook"
        self._health = f"{base_url}/webhooks/rest/"
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._http: aiohttp.ClientSession | None = None

    async def send(self, sender: str, message: str, metadata: dict[str, Any] | None = None) -> list[Answer]:
        """Send one message and return the answers.

        :param sender: name of the conversation.
        :param message: normalised text, or `/intent{"entity": "value"}`.
        :param metadata: what the retrieval layer found, for Rasa's ranking and the action.
        :raises DialogueError: if there is no usable answer within the time limit.
        """
        answers = await self._post({"sender": sender, "message": message, "metadata": metadata or {}})
        if not answers:
            raise DialogueError("Rasa answered nothing: its action server or its model has failed")
        return answers

    async def is_ready(self) -> bool:
        """Tell whether Rasa's REST channel answers."""
        try:
            async with self._client().get(self._health, timeout=aiohttp.ClientTimeout(total=2)) as response:
                return response.status == 200
        except (aiohttp.ClientError, asyncio.TimeoutError):
            return False

    async def close(self) -> None:
        """Close the connections."""
        if self._http:
            await self._http.close()

    async def _post(self, body: dict[str, Any]) -> list[Answer]:
        try:
            async with self._client().post(self._url, json=body) as response:
                if response.status != 200:
                    raise DialogueError(f"Rasa answered with status {response.status}")
                rows = await response.json()
                return [Answer.from_dict(row["custom"]) for row in rows]
        except (aiohttp.ClientError, asyncio.TimeoutError) as error:
            raise DialogueError(f"Rasa cannot be reached: {type(error).__name__}") from error
        except (AnswerError, KeyError, TypeError, ValueError) as error:
            raise DialogueError(f"Rasa answered something that is no answer: {error}") from error

    def _client(self) -> aiohttp.ClientSession:
        if self._http is None:
            self._http = aiohttp.ClientSession(timeout=self._timeout)
        return self._http
