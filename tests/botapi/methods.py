"""What each method does. A call arrives here validated; what Telegram refuses raises its error."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import Any
from urllib.parse import urlsplit

from botapi import errors
from botapi.entities import parse, units
from botapi.world import Sent, World

MAX_TEXT = 4096
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Methods:
    """The methods by their API name, in snake case as the API's parameters."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._polls = 0

    async def get_me(self) -> dict[str, Any]:
        flags = ("can_join_groups", "can_read_all_group_messages", "supports_inline_queries")
        return {**self._world.bot, **dict.fromkeys(flags, False)}

    async def get_updates(
        self,
        offset: int = 0,
        limit: int = 100,
        timeout: int = 0,
        allowed_updates: list[str] | None = None,
    ) -> list[dict[str, Any]]:
        world = self._world
        if world.webhook:
            raise errors.WEBHOOK_ACTIVE
        if allowed_updates is not None:
            world.allowed = allowed_updates
        world.confirm(offset)
        self._polls += 1  # whoever polls last wins; the one before is told so
        mine = self._polls
        await world.notify()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout), world.change:
                while not world.pending and self._polls == mine:
                    await world.change.wait()
        if self._polls != mine:
            raise errors.OTHER_POLL
        return world.waiting(limit)

    async def set_webhook(
        self, url: str, secret_token: str | None = None, allowed_updates: list[str] | None = None, **_: Any
    ) -> bool:
        parts = urlsplit(url)
        if url and parts.scheme != "https" and parts.hostname not in LOOPBACK:
            raise errors.WEBHOOK_URL
        if allowed_updates is not None:
            self._world.allowed = allowed_updates
        self._world.webhook = {"url": url, "secret_token": secret_token} if url else None
        await self._world.notify()
        return True

    async def delete_webhook(self, drop_pending_updates: bool = False) -> bool:
        self._world.webhook = None
        if drop_pending_updates:
            self._world.pending.clear()
        return True

    async def get_webhook_info(self) -> dict[str, Any]:
        return {
            "url": (self._world.webhook or {}).get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": len(self._world.pending),
        }

    async def send_message(self, chat_id: int, text: str, **options: Any) -> dict[str, Any]:
        chat = self._chat(chat_id)
        plain, entities = _text(text, options.get("parse_mode"))
        keyboard = _keyboard(options.get("reply_markup"))
        reply = options.get("reply_parameters") or {}
        replied = self._world.messages.get((chat_id, reply.get("message_id", 0)))
        if reply and replied is None and not reply.get("allow_sending_without_reply"):
            raise errors.NOT_REPLIED
        message = self._message(chat, plain, entities, options.get("reply_markup"))
        thread = options.get("message_thread_id")
        if thread is not None:
            message |= {"message_thread_id": thread, "is_topic_message": True}
        if replied is not None:
            message["reply_to_message"] = {k: v for k, v in replied.items() if k != "reply_to_message"}
        self._world.messages[chat_id, message["message_id"]] = message
        reply_to = reply.get("message_id") if replied is not None else None
        self._world.sent.append(
            Sent(chat_id, message["message_id"], plain, text, tuple(entities), keyboard, reply_to, thread)
        )
        return message

    async def edit_message_text(self, chat_id: int, message_id: int, text: str, **options: Any) -> dict[str, Any]:
        plain, entities = _text(text, options.get("parse_mode"))
        content = {"text": plain, "entities": entities} if entities else {"text": plain}
        return self._edit(chat_id, message_id, options.get("reply_markup"), **content)

    async def edit_message_reply_markup(
        self, chat_id: int, message_id: int, reply_markup: dict[str, Any] | None = None, **_: Any
    ) -> dict[str, Any]:
        return self._edit(chat_id, message_id, reply_markup)

    async def answer_callback_query(self, callback_query_id: str, text: str = "", **_: Any) -> bool:
        if callback_query_id not in self._world.queries:
            raise errors.QUERY_TOO_OLD
        if len(text) > 200:
            raise errors.bad_request("MESSAGE_TOO_LONG")
        self._world.queries.discard(callback_query_id)
        return True

    async def send_chat_action(self, chat_id: int, action: str, **_: Any) -> bool:
        self._chat(chat_id)
        if action != "typing":
            raise errors.bad_request("wrong parameter action in request")
        return True

    async def set_my_commands(self, commands: list[dict[str, Any]], **_: Any) -> bool:
        self._world.profile["commands"] = {row["command"]: row["description"] for row in commands}
        return True

    async def set_my_description(self, description: str = "", **_: Any) -> bool:
        self._world.profile["description"] = description
        return True

    async def set_my_short_description(self, short_description: str = "", **_: Any) -> bool:
        self._world.profile["short_description"] = short_description
        return True

    async def get_file(self, file_id: str) -> dict[str, Any]:
        if file_id not in self._world.files:
            raise errors.WRONG_FILE
        path, content = self._world.files[file_id]
        return {
            "file_id": file_id,
            "file_unique_id": f"u{file_id}",
            "file_size": len(content),
            "file_path": path,
        }

    def _chat(self, chat_id: int) -> dict[str, Any]:
        if chat_id not in self._world.chats:
            raise errors.CHAT_NOT_FOUND
        if chat_id in self._world.blocked:
            raise errors.BLOCKED
        return self._world.chats[chat_id]

    def _message(
        self, chat: dict[str, Any], text: str, entities: list[dict[str, Any]], markup: dict[str, Any] | None
    ) -> dict[str, Any]:
        message = {
            "message_id": self._world.next_message_id(),
            "from": self._world.bot,
            "chat": chat,
            "date": int(time.time()),
            "text": text,
        }
        if entities:
            message["entities"] = entities
        if markup and "inline_keyboard" in markup:
            message["reply_markup"] = markup
        return message

    def _edit(self, chat_id: int, message_id: int, markup: dict[str, Any] | None, **content: Any) -> dict[str, Any]:
        _keyboard(markup)
        message = self._world.messages.get((chat_id, message_id))
        if message is None:
            raise errors.NOT_EDITED
        replaced = {"reply_markup", "text", "entities"} if content else {"reply_markup"}
        edited = {name: value for name, value in message.items() if name not in replaced} | content
        if markup:
            edited["reply_markup"] = markup
        if edited == message:
            raise errors.NOT_MODIFIED
        self._world.messages[chat_id, message_id] = edited
        return {**edited, "edit_date": int(time.time())}


def _text(text: str, mode: str | None) -> tuple[str, list[dict[str, Any]]]:
    plain, entities = parse(text, mode)
    if not plain.strip():
        raise errors.TEXT_EMPTY
    if units(plain) > MAX_TEXT:
        raise errors.TOO_LONG
    return plain, entities


def _keyboard(markup: dict[str, Any] | None) -> tuple[tuple[tuple[str, str], ...], ...]:
    rows = (markup or {}).get("inline_keyboard", [])
    for button in (button for row in rows for button in row):
        if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
            raise errors.BUTTON_DATA
    return tuple(tuple((b["text"], b.get("callback_data", "")) for b in row) for row in rows)
