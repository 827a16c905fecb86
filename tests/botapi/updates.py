"""Messages and taps as Telegram sends them."""

from __future__ import annotations

import time
from typing import Any

from botapi.entities import mentions

_FILE = {"file_id": "f1", "file_unique_id": "uf1", "file_size": 2048}
_PICTURE = {**_FILE, "width": 320, "height": 320}

CONTENT: dict[str, dict[str, Any]] = {
    "sticker": {"sticker": {**_PICTURE, "type": "regular", "is_animated": False, "is_video": False, "emoji": "👍"}},
    "photo": {"photo": [{**_PICTURE}, {**_PICTURE, "file_id": "f2", "file_unique_id": "uf2"}]},
    "voice": {"voice": {**_FILE, "duration": 3, "mime_type": "audio/ogg"}},
    "video": {"video": {**_PICTURE, "duration": 3}},
    "video_note": {"video_note": {**_FILE, "length": 240, "duration": 3}},
    "document": {"document": {**_FILE, "file_name": "don.pdf", "mime_type": "application/pdf"}},
    "location": {"location": {"latitude": 20.8, "longitude": 105.3}},
    "contact": {"contact": {"phone_number": "0900000000", "first_name": "Bình"}},
    "dice": {"dice": {"emoji": "🎲", "value": 4}},
    "joined": {"new_chat_members": [{"id": 5, "is_bot": False, "first_name": "Mai"}]},
}
"""What a message can hold apart from text; `joined` is a service message of a group."""


def message(
    chat: dict[str, Any],
    sender: dict[str, Any] | None,
    message_id: int,
    text: str | None = None,
    **content: Any,
) -> dict[str, Any]:
    """Return a message; entities are found as Telegram finds them."""
    found: dict[str, Any] = {"message_id": message_id, "chat": chat, "date": int(time.time()), **content}
    if sender:
        found["from"] = sender
    if text is not None:
        found["text"] = text
        if entities := mentions(text):
            found["entities"] = entities
    return found


def forwarded(sender: dict[str, Any]) -> dict[str, Any]:
    """Return the field that makes a message a forwarded one."""
    return {"forward_origin": {"type": "user", "date": int(time.time()) - 60, "sender_user": sender}}
