"""One message of a conversation at a time, different conversations side by side."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Conversations:
    """Locks by conversation, and the names conversations have outside the channel."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()
        self._locks: dict[str, asyncio.Lock] = {}
        self._waiting: dict[str, int] = {}

    def name(self, channel: str, conversation_id: str) -> str:
        """Return the keyed hash under which Rasa and the record know a conversation (32 hex digits)."""
        message = f"{channel}:{conversation_id}".encode("utf-8", "replace")
        return hmac.new(self._secret, message, hashlib.sha256).hexdigest()[:32]

    @asynccontextmanager
    async def alone(self, name: str) -> AsyncIterator[None]:
        """Hold the conversation's lock; the lock is dropped when nobody waits for it."""
        lock = self._locks.setdefault(name, asyncio.Lock())
        self._waiting[name] = self._waiting.get(name, 0) + 1
        try:
            async with lock:
                yield
        finally:
            self._waiting[name] -= 1
            if not self._waiting[name]:
                del self._waiting[name], self._locks[name]
