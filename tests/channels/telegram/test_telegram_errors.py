"""Telegram refuses, is slow or is away; the turn breaks; and what the log says about it."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from botapi import errors
from botapi.api import BotApi

from bot import texts
from bot.answer import Answer
from bot.channels.telegram.processor import SIDE_BY_SIDE

pytestmark = pytest.mark.usefixtures("channel")


async def test_flooded_chats_wait_as_told_and_stall_nobody_else(bot_api: BotApi) -> None:
    flooded = [bot_api.citizen() for _ in range(SIDE_BY_SIDE + 4)]
    for person in flooded:
        bot_api.fail("sendMessage", errors.flood(1), person.chat_id)
        person.says("một")
    await bot_api.called("sendMessage", count=SIDE_BY_SIDE)
    minh = bot_api.citizen("Minh")
    await minh.asks("hai")
    assert [sent.chat_id for sent in bot_api.world.sent] == [minh.chat_id]
    for person in flooded:
        assert (await person.reads())[0].text == "Nghe: một"
    assert len(bot_api.calls("sendMessage")) == 2 * len(flooded) + 1


async def test_a_wait_beyond_reason_is_given_up(bot_api: BotApi) -> None:
    lan = bot_api.citizen()
    bot_api.fail("sendMessage", errors.flood(3600), lan.chat_id)
    lan.says("một")
    assert (await lan.asks("hai")).text == "Nghe: hai"


async def test_who_blocked_the_bot_is_left_alone(bot_api: BotApi, turn: Any) -> None:
    lan = bot_api.citizen()
    turn.script["hai câu"] = [Answer("smalltalk", "một"), Answer("smalltalk", "hai")]
    lan.blocks()
    lan.says("hai câu")
    assert (await bot_api.citizen("Minh").asks("câu")).text == "Nghe: câu"
    assert len([call for call in bot_api.calls("sendMessage") if call.chat_id == lan.chat_id]) == 1


async def test_a_server_out_of_order_is_tried_again(bot_api: BotApi) -> None:
    lan = bot_api.citizen()
    bot_api.fail("sendMessage", errors.BAD_GATEWAY, times=3)
    assert (await lan.asks("một")).text == "Nghe: một"


async def test_a_message_whose_receipt_was_lost_is_not_sent_twice(bot_api: BotApi) -> None:
    lan = bot_api.citizen()
    bot_api.lose_answer("sendMessage", lan.chat_id)
    lan.says("một")
    lan.says("hai")
    assert [sent.text for sent in await lan.reads(2)] == ["Nghe: một", "Nghe: hai"]
    assert len(bot_api.calls("sendMessage")) == 2


async def test_markup_that_telegram_refuses_is_sent_as_bare_text(bot_api: BotApi) -> None:
    lan = bot_api.citizen()
    refusal = errors.bad_request("can't parse entities: Unexpected end tag at byte offset 3")
    bot_api.fail("sendMessage", refusal, lan.chat_id)
    sent = await lan.asks("a < b & c")
    assert sent.text == "Nghe: a < b & c"
    assert not sent.keyboard


async def test_a_group_that_became_a_supergroup_gets_its_answer_there(bot_api: BotApi) -> None:
    old, new = bot_api.group(), bot_api.group()
    lan = bot_api.citizen()
    bot_api.fail("sendMessage", errors.upgraded(new["id"]), old["id"])
    lan.joins(old).says(f"@{bot_api.username} một")
    assert (await lan.joins(new).reads())[0].text == "Nghe: một"


async def test_when_the_turn_breaks_the_citizen_still_gets_an_answer(bot_api: BotApi, turn: Any) -> None:
    lan = bot_api.citizen()
    turn.script["hỏng"] = RuntimeError("hỏng")
    sent = await lan.asks("hỏng")
    assert sent.text == texts.fixed("error").text
    assert (await lan.asks("được")).text == "Nghe: được"


async def test_a_sign_of_life_comes_while_an_answer_is_worked_on(bot_api: BotApi, turn: Any) -> None:
    lan = bot_api.citizen()
    gate = turn.hold("câu khó")
    bot_api.fail("sendChatAction", errors.BAD_GATEWAY)
    lan.says("câu khó")
    await bot_api.called("sendChatAction", chat_id=lan.chat_id, action="typing")
    gate.set()
    await lan.reads()


async def test_the_log_holds_neither_the_token_nor_what_people_write(
    bot_api: BotApi, turn: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    lan = bot_api.citizen("Nguyễn Thị Lan")
    turn.script["số bí mật 8642"] = RuntimeError("không hiểu: số bí mật 8642")
    bot_api.fail("sendMessage", errors.BAD_GATEWAY)
    bot_api.fail("sendMessage", errors.bad_request("can't parse entities"))
    await lan.asks("số bí mật 8642")
    bot_api.inject("message", {"message_id": 1, "text": "số bí mật 8642"}, unasked=True, checked=False)
    bot_api.fail("getUpdates", errors.BAD_GATEWAY)
    await lan.asks("câu bí mật")
    assert "RuntimeError" in caplog.text
    key = bot_api.token.partition(":")[2]
    for secret in (key, "bí mật", "8642", "Nguyễn", str(lan.chat_id)):
        assert secret not in caplog.text, secret
