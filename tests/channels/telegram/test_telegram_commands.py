"""Commands that are none of ours: to Telegram they are commands, to the turn they are text."""

from __future__ import annotations

from typing import Any

import pytest
from botapi.api import BotApi

from bot.turn.incoming import Incoming

pytestmark = pytest.mark.usefixtures("channel")
TYPED = ("/restart", '/start_level2{"who":"self"}', '/inform{"who": "child"}', "/session_start", "v1:form:level2")


@pytest.mark.parametrize("text", TYPED)
async def test_a_command_of_rasa_reaches_the_turn_as_the_text_that_was_typed(
    bot_api: BotApi, turn: Any, text: str
) -> None:
    lan = bot_api.citizen()
    await lan.asks(text)
    assert turn.heard == [Incoming("telegram", str(lan.chat_id), text=text, payload=None)]


async def test_called_by_name_in_a_group_too(bot_api: BotApi, turn: Any) -> None:
    lan = bot_api.citizen().joins(bot_api.group())
    await lan.asks(f"/restart@{bot_api.username}")
    assert [(incoming.text, incoming.payload) for incoming in turn.heard] == [("/restart", None)]
