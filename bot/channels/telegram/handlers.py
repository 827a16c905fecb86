"""What happens on a message, on a tap, on an update too many, and when something breaks."""

from __future__ import annotations

import logging
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from telegram import Bot, CallbackQuery, InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import CallbackContext

from bot import texts
from bot.answer import Answer
from bot.channels.telegram import addressed, wording
from bot.channels.telegram.delivery import Delivery, Place
from bot.channels.telegram.presence import typing
from bot.payload import Payload, parse_payload
from bot.turn.incoming import Incoming
from bot.turn.record import VERDICTS, Record

if TYPE_CHECKING:  # the pipeline brings the encoder along, which takes seconds to load
    from bot.turn.pipeline import Turn

logger = logging.getLogger(__name__)

Context = CallbackContext[Any, Any, Any, Any]


class Handlers:
    """Brings updates to the turn pipeline and its answers back."""

    def __init__(self, bot: Bot, turn: Turn, record: Record, delivery: Delivery) -> None:
        self._bot = bot
        self._turn = turn
        self._record = record
        self._delivery = delivery

    async def on_message(self, update: Update, _context: Context) -> None:
        """Answer a message that is meant for the bot."""
        message = update.message
        if message is None or not addressed.is_addressed(message, self._bot.bot):
            return
        question = addressed.question(message, self._bot.bot)
        answers = [] if question and message.text else [_not_a_question(message, menu=question is None)]
        if question:
            await self._ask(update, answers, text=question)
        else:
            await self._delivery.send(_place(update), answers)

    async def on_tap(self, update: Update, _context: Context) -> None:
        """Answer a tap on a button, also on one of an old release or a forged one."""
        query = update.callback_query
        if query is None:
            return
        payload = parse_payload(query.data or "")
        if payload and payload.kind == "rate" and payload.values[0] in VERDICTS:
            await self._rate(query, payload)
        elif payload is None or payload.kind == "rate":
            await self._acknowledge(query, wording.OLD_BUTTON)
            if update.effective_chat:
                await self._delivery.send(_place(update), [texts.act("ask_menu")])
        else:
            await self._acknowledge(query)
            if update.effective_chat:
                await self._ask(update, [], payload=str(payload))

    async def refuse(self, update: Update, first: bool) -> None:
        """Say once a burst that somebody is too fast; answer every tap all the same."""
        if update.callback_query:
            await self._acknowledge(update.callback_query, wording.TOO_FAST)
        elif first and update.message and addressed.is_addressed(update.message, self._bot.bot):
            with suppress(TelegramError):  # a chat that is flooded already gets no second attempt
                await self._bot.send_message(update.message.chat_id, wording.TOO_FAST)

    async def on_error(self, update: object, context: Context) -> None:
        """Leave nobody without an answer; log where it broke, not the error's text, which may be theirs."""
        error = context.error
        if error is None:
            return
        place = traceback.extract_tb(error.__traceback__)[-1]
        logger.error("an update failed: %s in %s, line %s", type(error).__name__, place.name, place.lineno)
        if isinstance(update, Update) and update.effective_chat and not isinstance(error, TelegramError):
            await self._delivery.send(_place(update), [texts.fixed("error")])

    async def _ask(
        self, update: Update, first: list[Answer], text: str | None = None, payload: str | None = None
    ) -> None:
        place = _place(update)
        incoming = Incoming("telegram", _conversation(update), text, payload)
        async with typing(self._bot, place.chat_id, place.thread_id):
            answers = await self._turn.handle(incoming)
        await self._delivery.send(place, [*first, *answers])

    async def _rate(self, query: CallbackQuery, payload: Payload) -> None:
        verdict, answer_id = payload.values
        known = await self._record.feedback(answer_id, verdict, None)
        await self._acknowledge(query, wording.THANKS if known else wording.RATING_TOO_OLD)
        if isinstance(query.message, Message) and query.message.reply_markup:
            rest = _without_rating(query.message.reply_markup)
            with suppress(TelegramError):  # the opinion is recorded; the row may stay
                await query.edit_message_reply_markup(rest)

    async def _acknowledge(self, query: CallbackQuery, toast: str | None = None) -> None:
        """Answer a tap, which ends the waiting sign on its button."""
        with suppress(TelegramError):  # too old to be answered: nothing waits any more
            await query.answer(toast)


def _not_a_question(message: Message, menu: bool) -> Answer:
    text = wording.NOT_A_QUESTION[addressed.kind(message)]
    return Answer("clarify", text, buttons=texts.act("ask_menu").buttons if menu else ())


def _place(update: Update) -> Place:
    """Return where the answer to an update belongs: in a group as a reply, so that all see to what."""
    chat, message = update.effective_chat, update.effective_message
    if chat is None:
        raise ValueError(f"update {update.update_id} has no chat to answer in")
    topic = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
    reply_to = update.message.message_id if update.message and chat.type != ChatType.PRIVATE else None
    return Place(update.update_id, chat.id, topic, reply_to)


def _conversation(update: Update) -> str:
    """Return the conversation's id: in a group everybody has a conversation of their own."""
    chat, user = update.effective_chat, update.effective_user
    if chat and user and chat.id != user.id:
        return f"{chat.id}.{user.id}"
    return str(chat.id if chat else 0)


def _without_rating(keyboard: InlineKeyboardMarkup) -> InlineKeyboardMarkup | None:
    prefix = f"{Payload('rate')}:"
    rows = [row for row in keyboard.inline_keyboard if not str(row[0].callback_data or "").startswith(prefix)]
    return InlineKeyboardMarkup(rows) if rows else None
