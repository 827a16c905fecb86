"""The tests' side: people who write, tap and read, and things that go wrong on request.

The server runs in a thread of its own. What waits is a coroutine and may be awaited in any event loop;
nothing sleeps, everything ends at what it waits for or fails after `TIMEOUT` with what came instead.
"""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections.abc import Callable, Coroutine
from types import TracebackType
from typing import Any, TypeVar

from botapi.errors import ApiError
from botapi.server import Server
from botapi.updates import CONTENT, forwarded, message
from botapi.world import Call, Fault, Sent, World

T = TypeVar("T")
TIMEOUT = 10.0


class BotApi:
    """A Bot API server and everybody who talks to its bot."""

    def __init__(self, port: int = 0) -> None:
        self._port = port
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="botapi", daemon=True)
        self._ids = itertools.count(1001)

    def __enter__(self) -> BotApi:
        self._thread.start()
        self.world = self._now(self._begin())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._now(self._server.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(TIMEOUT)
        self._loop.close()

    @property
    def url(self) -> str:
        """Value for `TELEGRAM_API_URL`."""
        return f"http://127.0.0.1:{self._server.port}"

    @property
    def token(self) -> str:
        """Value for `TELEGRAM_BOT_TOKEN`."""
        return self.world.token

    @property
    def username(self) -> str:
        return str(self.world.bot["username"])

    # People

    def citizen(self, name: str = "Lan") -> Citizen:
        """Return somebody with a private chat of their own."""
        user = {"id": next(self._ids), "is_bot": False, "first_name": name, "language_code": "vi"}
        chat = {"id": user["id"], "type": "private", "first_name": name}
        return Citizen(self, self.add_chat(chat), user)

    def group(self, title: str = "Tổ dân phố 3") -> dict[str, Any]:
        """Return a group; `Citizen.joins` takes somebody there."""
        return self.add_chat({"id": -next(self._ids), "type": "supergroup", "title": title})

    def channel(self, title: str = "Tin xã") -> dict[str, Any]:
        """Return a channel."""
        return self.add_chat({"id": -next(self._ids), "type": "channel", "title": title})

    def add_chat(self, chat: dict[str, Any]) -> dict[str, Any]:
        self.world.chats[chat["id"]] = chat
        return chat

    # Updates

    def inject(self, kind: str, content: dict[str, Any], unasked: bool = False, checked: bool = True) -> int:
        """Queue an update and return its id.

        :param unasked: also when the bot did not ask for this kind.
        :param checked: False lets a test send what the real server would not.
        """
        return self._now(self.world.inject(kind, content, unasked, checked))

    def posts(self, channel: dict[str, Any], text: str) -> int:
        """Queue a channel post, asked for or not."""
        post = message(channel, None, self.world.next_message_id(), text, sender_chat=channel)
        return self.inject("channel_post", post, unasked=True)

    def redeliver(self, update_id: int) -> None:
        """Send an update again, as Telegram does with one that was not confirmed."""
        self._now(self.world.redeliver(update_id))

    def file(self, file_id: str, path: str, content: bytes) -> None:
        """Put a file on the server."""
        self.world.files[file_id] = (path, content)

    # Faults

    def fail(self, method: str, error: ApiError, chat_id: int | None = None, times: int = 1) -> None:
        """Let the next calls of a method fail."""
        self._fault(method, error, chat_id, times)

    def lose_answer(self, method: str, chat_id: int | None = None, times: int = 1) -> None:
        """Carry out the next calls of a method, and break the connection before the answer arrives."""
        self._fault(method, None, chat_id, times)

    def _fault(self, method: str, error: ApiError | None, chat_id: int | None, times: int) -> None:
        self.world.faults.append(Fault(method, error, chat_id, times))

    # What the bot did

    def calls(self, method: str | None = None) -> list[Call]:
        """Return the calls the bot made so far."""
        return [call for call in self.world.calls if method in (None, call.method)]

    async def until(self, found: Callable[[], T | None], expected: str, timeout: float = TIMEOUT) -> T:
        """Wait until `found` returns something; it is asked after every call and update.

        :raises AssertionError: with `expected` and what came instead.
        """
        return await self._later(self.world.until(found, timeout, expected))

    async def called(self, method: str, count: int = 1, timeout: float = TIMEOUT, **parameters: Any) -> list[Call]:
        """Wait until the bot has made `count` calls of a method with these parameters."""

        def found() -> list[Call] | None:
            calls = [c for c in self.calls(method) if parameters.items() <= c.parameters.items()]
            return calls if len(calls) >= count else None

        return await self.until(found, f"{count} call(s) of {method} with {parameters}", timeout)

    async def confirmed(self, update_id: int, timeout: float = TIMEOUT) -> None:
        """Wait until the bot has confirmed an update."""
        pending = self.world.pending
        await self.until(lambda: update_id not in pending or None, f"update {update_id} confirmed", timeout)

    # The server's own loop

    async def _begin(self) -> World:
        world = World()
        self._server = Server(world)
        await self._server.start(self._port)
        return world

    def _now(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(TIMEOUT)

    async def _later(self, work: Coroutine[Any, Any, T]) -> T:
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._loop))


class Citizen:
    """Somebody with a telephone: writes, taps, and reads what came, each message once."""

    def __init__(self, api: BotApi, chat: dict[str, Any], user: dict[str, Any]) -> None:
        self._api = api
        self.chat = chat
        self.user = user
        self._read = len(api.world.sent)

    @property
    def chat_id(self) -> int:
        return int(self.chat["id"])

    def joins(self, chat: dict[str, Any]) -> Citizen:
        """Return the same person in a group."""
        return Citizen(self._api, chat, self.user)

    # Writing

    def says(self, text: str, reply_to: Sent | None = None, **content: Any) -> int:
        """Send a text; returns the update's id."""
        if reply_to:
            content["reply_to_message"] = self._api.world.messages[self.chat_id, reply_to.message_id]
        return self._api.inject("message", self._message(text, **content))

    def sends(self, kind: str, caption: str | None = None, **content: Any) -> int:
        """Send what is no text: a key of `updates.CONTENT`."""
        extra = {"caption": caption} if caption else {}
        return self._api.inject("message", self._message(None, **CONTENT[kind], **extra, **content))

    def forwards(self, text: str) -> int:
        """Forward a text of somebody else."""
        return self.says(text, **forwarded({"id": 77, "is_bot": False, "first_name": "Người lạ"}))

    def edits(self, text: str) -> int:
        """Change a message that was sent before."""
        return self._api.inject("edited_message", self._message(text, edit_date=1_790_000_000), unasked=True)

    def taps(self, sent: Sent, title: str) -> str:
        """Tap a button under a message; returns the query's id."""
        return self.taps_data(sent, sent.buttons[title])

    def taps_data(self, sent: Sent, data: str, expired: bool = False) -> str:
        """Send any callback data, as an old or a forged button would."""
        world = self._api.world
        query_id = str(7_000_000 + len(world.history))
        if not expired:
            world.queries.add(query_id)
        query = {
            "id": query_id,
            "from": self.user,
            "chat_instance": "42",
            "message": world.messages[self.chat_id, sent.message_id],
            "data": data,
        }
        self._api.inject("callback_query", query)
        return query_id

    def blocks(self) -> None:
        """Block the bot."""
        self._api.world.blocked.add(self.chat_id)

    # Reading

    async def reads(self, count: int = 1, timeout: float = TIMEOUT) -> list[Sent]:
        """Wait for the next messages in this chat that were not read yet."""

        def found() -> list[Sent] | None:
            new = self.unread()
            return new[:count] if len(new) >= count else None

        messages = await self._api.until(found, f"{count} message(s) in chat {self.chat_id}", timeout)
        self._read = self._api.world.sent.index(messages[-1]) + 1
        return messages

    def unread(self) -> list[Sent]:
        """Return what has come and was not read."""
        return [sent for sent in self._api.world.sent[self._read :] if sent.chat_id == self.chat_id]

    async def asks(self, text: str, timeout: float = TIMEOUT) -> Sent:
        """Send a text and wait for the first message that comes back."""
        self.says(text)
        return (await self.reads(timeout=timeout))[0]

    async def toast(self, query_id: str, timeout: float = TIMEOUT) -> str | None:
        """Wait until a tap is answered; returns what was shown, None for nothing."""
        calls = await self._api.called("answerCallbackQuery", timeout=timeout, callback_query_id=query_id)
        text = calls[0].parameters.get("text")
        return None if text is None else str(text)

    def _message(self, text: str | None, **content: Any) -> dict[str, Any]:
        found = message(self.chat, self.user, self._api.world.next_message_id(), text, **content)
        self._api.world.messages[self.chat_id, found["message_id"]] = found
        return found
