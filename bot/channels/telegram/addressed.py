"""Whether a message is meant for the bot, and what it asks."""

from __future__ import annotations

import re

from telegram import Message, MessageEntity, User
from telegram.constants import ChatType

MENU = "/menu"


def is_addressed(message: Message, me: User) -> bool:
    """Tell whether the bot was called: always in a private chat, in a group only by name or by reply.

    What people in a group say to each other is none of the bot's business and is not read any further.
    """
    if message.chat.type == ChatType.PRIVATE:
        return True
    if message.chat.type not in (ChatType.GROUP, ChatType.SUPERGROUP) or message.from_user is None:
        return False
    replied = message.reply_to_message
    if replied and replied.from_user and replied.from_user.id == me.id:
        return True
    names = {**message.parse_entities(), **message.parse_caption_entities()}
    return any(_names(entity, text, me) for entity, text in names.items())


def _names(entity: MessageEntity, text: str, me: User) -> bool:
    name = f"@{me.username}".lower()
    if entity.type == MessageEntity.MENTION:
        return text.lower() == name
    if entity.type == MessageEntity.BOT_COMMAND:
        return text.lower().endswith(name)
    return entity.type == MessageEntity.TEXT_MENTION and entity.user is not None and entity.user.id == me.id


def question(message: Message, me: User) -> str | None:
    """Return what was asked, without the bot's name; None where the citizen typed nothing."""
    text = message.text or message.caption
    if text is None or message.forward_origin:
        return None
    bare = re.sub(rf"@{re.escape(me.username or '')}\b", "", text, flags=re.IGNORECASE).strip()
    return bare or MENU


def kind(message: Message) -> str:
    """Return what a message is that is no typed question: a key of `wording.NOT_A_QUESTION`."""
    kinds = (
        ("forwarded", message.forward_origin),
        ("sticker", message.sticker),
        ("voice", message.voice or message.audio or message.video_note),
        ("picture", message.photo or message.document or message.video or message.animation),
        ("location", message.location or message.venue),
        ("contact", message.contact),
    )
    return next((name for name, content in kinds if content), "other")
