"""The sign of life while an answer is being worked out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

FIRST = 0.3
"""Seconds before the first sign: most answers come sooner, and a sign that overtakes its answer would stay
on the screen for five seconds."""
AGAIN = 4.0
"""Seconds between signs; Telegram shows one for five."""


@asynccontextmanager
async def typing(bot: Bot, chat_id: int, thread_id: int | None) -> AsyncIterator[None]:
    """Show "typing…" in a chat as long as the block runs."""
    task = asyncio.create_task(_keep_typing(bot, chat_id, thread_id))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _keep_typing(bot: Bot, chat_id: int, thread_id: int | None) -> None:
    await asyncio.sleep(FIRST)
    while True:
        with suppress(TelegramError):  # a lost sign is no loss
            await bot.send_chat_action(chat_id, ChatAction.TYPING, message_thread_id=thread_id)
        await asyncio.sleep(AGAIN)
