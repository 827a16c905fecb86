"""What a channel hands to the turn pipeline."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Incoming:
    """One message or tap of a citizen.

    :param channel: `telegram`, `web`, `terminal` or `rest`.
    :param conversation_id: the channel's own id of the conversation; it is hashed before it goes anywhere.
    :param text: what was typed, as received; None for a tap.
    :param payload: a button's payload; None for a text.
    """

    channel: str
    conversation_id: str
    text: str | None = None
    payload: str | None = None
