"""Sending answers, and what to do when Telegram does not take them."""

from __future__ import annotations

import datetime as dt
import html
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import httpx
from telegram import Bot, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.answer import Answer
from bot.channels.telegram.processor import Slots
from bot.channels.telegram.render import Part, render
from bot.channels.telegram.seen import SeenUpdates

logger = logging.getLogger(__name__)

ATTEMPTS = 5
MAX_REST = 120.0
"""Seconds that a chat waits when Telegram asks it to; when it asks for more, the answer is given up."""
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


@dataclass(frozen=True)
class Place:
    """Where an answer belongs."""

    update_id: int
    chat_id: int
    thread_id: int | None = None
    reply_to: int | None = None


class Delivery:
    """Sends answers in parts, each at most once."""

    def __init__(self, bot: Bot, seen: SeenUpdates, slots: Slots, pause: float = 1.0) -> None:
        """Set up.

        :param pause: seconds before the second attempt after a network failure; doubled each time.
        """
        self._bot = bot
        self._seen = seen
        self._slots = slots
        self._pause = pause

    async def send(self, place: Place, answers: Sequence[Answer]) -> None:
        """Send the answers to an update. It counts as answered from here on, whatever happens.

        :raises TelegramError: where the token is no longer good.
        """
        await self._seen.add(place.update_id)
        for answer in answers:
            for part in render(answer):
                if not await self._send(place, part):
                    return

    async def _send(self, place: Place, part: Part) -> bool:
        """Send one message; False where this chat cannot be reached."""
        formatted = True
        for attempt in range(ATTEMPTS):
            try:
                await self._once(place, part, formatted)
                return True
            except RetryAfter as flood:
                rest = _seconds(flood)
                if rest > MAX_REST:
                    logger.warning("Telegram asks to wait %.0f s, over %.0f: answer given up", rest, MAX_REST)
                    return False
                await self._slots.rest(rest)
            except ChatMigrated as moved:
                place = replace(place, chat_id=moved.new_chat_id)
            except Forbidden:
                logger.info("a chat has blocked or removed the bot: answer given up")
                return False
            except BadRequest as error:
                logger.warning("Telegram refused a message: %s", error.message)
                if not formatted:
                    return False
                formatted = False
            except NetworkError as error:
                if not _surely_not_sent(error):
                    logger.warning("no word on a message (%s): it may have arrived", _name(error))
                    return True
                await self._slots.rest(self._pause * 2**attempt)
        logger.error("a message could not be sent in %d attempts: answer given up", ATTEMPTS)
        return False

    async def _once(self, place: Place, part: Part, formatted: bool) -> None:
        """Send a message; as bare text where Telegram did not take the markup."""
        await self._bot.send_message(
            place.chat_id,
            part.html if formatted else html.unescape(re.sub(r"<[^>]+>", "", part.html)),
            parse_mode=ParseMode.HTML if formatted else None,
            reply_markup=part.keyboard if formatted else None,
            link_preview_options=_NO_PREVIEW,
            message_thread_id=place.thread_id,
            reply_parameters=(
                ReplyParameters(place.reply_to, allow_sending_without_reply=True) if place.reply_to else None
            ),
        )


def _seconds(flood: RetryAfter) -> float:
    """Return how long to wait; the library gives a number today and a span in its next version."""
    wait = flood.retry_after
    return wait.total_seconds() if isinstance(wait, dt.timedelta) else float(wait)


def _surely_not_sent(error: NetworkError) -> bool:
    """Tell a failure (no connection, a server error) from silence, where a retry may answer twice."""
    cause = error.__cause__
    return isinstance(cause, _NOT_SENT) or not isinstance(cause, httpx.HTTPError)


def _name(error: TelegramError) -> str:
    return type(error.__cause__ or error).__name__
