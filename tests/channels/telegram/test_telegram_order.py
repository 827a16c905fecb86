"""Order within a chat, chats side by side, and one chat that writes too fast."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from botapi import errors
from botapi.api import BotApi

from bot.channels.telegram.processor import SIDE_BY_SIDE, WAITING

pytestmark = pytest.mark.usefixtures("channel")


async def test_order_is_kept_within_a_chat(bot_api: BotApi, turn: Any) -> None:
    lan = bot_api.citizen()
    gate = turn.hold("câu 1")
    for number in range(1, 6):
        lan.says(f"câu {number}")
    await turn.hears("câu 1")
    assert len(turn.heard) == 1
    gate.set()
    assert [sent.text for sent in await lan.reads(5)] == [f"Nghe: câu {n}" for n in range(1, 6)]


async def test_one_chat_does_not_wait_for_another(bot_api: BotApi, turn: Any) -> None:
    lan, minh = bot_api.citizen("Lan"), bot_api.citizen("Minh")
    gate = turn.hold("câu khó")
    lan.says("câu khó")
    await turn.hears("câu khó")
    for number in range(3):
        assert (await minh.asks(f"câu dễ {number}")).text == f"Nghe: câu dễ {number}"
    assert lan.unread() == []
    gate.set()
    assert (await lan.reads())[0].text == "Nghe: câu khó"


async def test_at_most_sixteen_chats_are_worked_on_at_a_time(bot_api: BotApi, turn: Any) -> None:
    bot_api.fail("sendMessage", errors.BAD_GATEWAY, times=4)  # who rests takes the place back afterwards
    await bot_api.citizen().asks("trước")
    gate = turn.hold("câu khó")
    people = [bot_api.citizen() for _ in range(2 * SIDE_BY_SIDE)]
    for person in people:
        person.says("câu khó")
    await turn.hears("câu khó")
    gate.set()
    await asyncio.gather(*(person.reads() for person in people))
    assert turn.most_at_work == SIDE_BY_SIDE


async def test_waiting_messages_of_one_chat_take_no_place_of_others(bot_api: BotApi, turn: Any) -> None:
    minh = bot_api.citizen("Minh")
    gate = turn.hold("câu khó")
    for person in (bot_api.citizen("Lan"), bot_api.citizen("Mai")):
        for _ in range(SIDE_BY_SIDE // 2 + 1):
            person.says("câu khó")
    await turn.hears("câu khó")
    assert (await minh.asks("câu dễ")).text == "Nghe: câu dễ"
    assert turn.at_work == 2
    gate.set()


async def test_who_writes_too_fast_is_told_once_and_every_tap_is_answered(bot_api: BotApi, turn: Any) -> None:
    lan, minh = bot_api.citizen("Lan"), bot_api.citizen("Minh")
    sent = await lan.asks("trước")
    gate = turn.hold("câu khó")
    lan.says("câu khó")
    await turn.hears("câu khó")
    for number in range(WAITING + 5):
        lan.says(f"câu {number}")
    assert "nhanh quá" in (await lan.toast(lan.taps(sent, "Xem thêm")) or "")
    gate.set()
    messages = await lan.reads(WAITING + 2)
    assert sum("nhanh quá" in message.text for message in messages) == 1
    answered = [message.text for message in messages if message.text.startswith("Nghe: câu ")]
    assert answered == ["Nghe: câu khó", *(f"Nghe: câu {number}" for number in range(WAITING))]
    await minh.asks("một câu")
    assert (await lan.asks("câu mới")).text == "Nghe: câu mới"
