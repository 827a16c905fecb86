"""What must not reach the dialogue: empty and oversized text, and text that Rasa would take for a command."""

from __future__ import annotations

import re

from bot import texts
from bot.answer import Answer
from bot.turn.redact import Redacted, redact
from knowledge.vietnamese.unicode import to_nfc

MAX_TEXT = 2000
"""Characters of one message, as the public contract promises."""

FAR_TOO_LONG = 2 * MAX_TEXT
"""From here on masks cannot make a message short enough to be answered."""

COMMANDS = {
    "/start": "v1:menu",
    "/menu": "v1:menu",
    "/help": "v1:help",
    "/privacy": "v1:privacy",
    "/cancel": "v1:stop",
}


def command_payload(text: str) -> str | None:
    """Return the payload that a command stands for, whatever channel it was typed in."""
    word = text.strip().split(maxsplit=1)[0].lower() if text.strip() else ""
    return COMMANDS.get(word.partition("@")[0])


def mask(text: str) -> Redacted:
    """Mask a message. Of one that is far too long nothing is understood or kept, so nothing need be masked.

    :param text: as typed. What cannot be seen does not make it long.
    """
    if len(text) > FAR_TOO_LONG and len(to_nfc(text)) > FAR_TOO_LONG:
        return Redacted(f"[{len(text)} ký tự]", text[: MAX_TEXT + 1], ())
    return redact(text)


def guard(text: str) -> Answer | None:
    """Return the answer that ends the turn, or None where the text may go on."""
    if len(text) > MAX_TEXT:
        return texts.fixed("too_long")
    if not any(character.isalpha() for character in text):
        return texts.fixed("empty")
    return None


def without_command(text: str) -> str:
    """Return the text without the slash that Rasa would take for an intent: `/restart`, `/inform{…}`."""
    return re.sub(r"^[\s/@]+", "", text)
