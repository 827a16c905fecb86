"""What a citizen sees: commands, buttons, opinions, and everything that is no typed question."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from botapi.api import BotApi
from botapi.updates import CONTENT

from bot import texts
from bot.answer import Answer, Source
from bot.turn.incoming import Incoming

pytestmark = pytest.mark.usefixtures("channel")
MENU = [button.title for button in texts.act("ask_menu").buttons]


async def test_the_profile_tells_in_vietnamese_what_the_bot_does(bot_api: BotApi) -> None:
    await bot_api.called("getUpdates")
    profile = bot_api.world.profile
    assert list(profile["commands"]) == ["start", "menu", "help", "privacy", "cancel"]
    assert "VNeID" in profile["description"]
    assert "OTP" in profile["description"]
    assert "căn cước" in profile["short_description"]


async def test_a_question_gets_its_answer(bot_api: BotApi, turn: Any) -> None:
    lan = bot_api.citizen()
    sent = await lan.asks("mất thẻ <làm> lại ở đâu & khi nào")
    assert sent.text == "Nghe: mất thẻ <làm> lại ở đâu & khi nào"
    assert turn.heard == [Incoming("telegram", str(lan.chat_id), "mất thẻ <làm> lại ở đâu & khi nào")]


@pytest.mark.parametrize("command", ["/start", "/start qr_xa_1", "/help", "/menu", "/privacy", "/cancel"])
async def test_commands_reach_the_turn_which_knows_them_in_every_channel(
    bot_api: BotApi, turn: Any, command: str
) -> None:
    await bot_api.citizen().asks(command)
    assert turn.heard[0].text == command


async def test_a_long_answer_comes_in_parts_with_the_buttons_under_the_last(bot_api: BotApi, turn: Any) -> None:
    source = Source("a", "Luật", url="https://a.vn/?a=1&b=2")
    long = Answer("answered", "Có.", steps=("từ & <chữ> 😀 " * 200,) * 4, sources=(source,), answer_id="x")
    turn.script["dài"] = [long, Answer("smalltalk", "Hết.")]
    lan = bot_api.citizen()
    lan.says("dài")
    *parts, last = await lan.reads(5)
    assert last.text == "Hết."
    assert [bool(part.keyboard) for part in parts] == [False, False, False, True]
    assert all("&lt;chữ&gt;" in part.source for part in parts)


async def test_links_open_no_preview(bot_api: BotApi) -> None:
    await bot_api.citizen().asks("gì đó")
    assert bot_api.calls("sendMessage")[0].parameters["link_preview_options"] == {"is_disabled": True}


async def test_a_tap_is_answered_and_its_payload_goes_to_the_turn(bot_api: BotApi, turn: Any) -> None:
    lan = bot_api.citizen()
    query = lan.taps(await lan.asks("gì đó"), "Xem thêm")
    assert await lan.toast(query) is None
    assert (await lan.reads())[0].text == "Nghe: v1:menu"
    assert turn.heard[-1] == Incoming("telegram", str(lan.chat_id), payload="v1:menu")


@pytest.mark.parametrize("data", ["v0:chu_de:3", "v1:rate:perfect:a1", "';DROP TABLE", "v1:topic", "số 😀"])
async def test_an_old_or_forged_button_gets_a_kind_word_and_the_menu(bot_api: BotApi, turn: Any, data: str) -> None:
    lan = bot_api.citizen()
    query = lan.taps_data(await lan.asks("gì đó"), data)
    assert "Nút này đã cũ" in (await lan.toast(query) or "")
    assert list((await lan.reads())[0].buttons) == MENU
    assert len(turn.heard) == 1


async def test_a_tap_too_old_to_be_acknowledged_is_answered_all_the_same(bot_api: BotApi) -> None:
    lan = bot_api.citizen()
    lan.taps_data(await lan.asks("gì đó"), "v1:help", expired=True)
    assert (await lan.reads())[0].text == "Nghe: v1:help"


@pytest.mark.parametrize(("title", "verdict"), [("👍 Hữu ích", "helpful"), ("👎 Chưa đúng", "not_helpful")])
async def test_an_opinion_is_recorded_once_and_its_buttons_go(
    bot_api: BotApi, record: Any, tmp_path: Any, title: str, verdict: str
) -> None:
    lan = bot_api.citizen()
    sent = await lan.asks("gì đó")
    assert await lan.toast(lan.taps(sent, title)) == "Cảm ơn bạn đã góp ý!"
    (edit,) = await bot_api.called("editMessageReplyMarkup", message_id=sent.message_id)
    rows = edit.parameters["reply_markup"]["inline_keyboard"]
    assert [button["text"] for row in rows for button in row] == ["Xem thêm"]
    with sa.create_engine(f"sqlite:///{tmp_path / 'dean06.db'}").connect() as database:
        assert database.execute(sa.text("SELECT answer, verdict FROM feedback")).all() == [("a1", verdict)]
    assert lan.unread() == []


async def test_an_opinion_on_an_unknown_answer_is_thanked_for(bot_api: BotApi) -> None:
    lan = bot_api.citizen()
    query = lan.taps_data(await lan.asks("gì đó"), "v1:rate:helpful:feedfeedfeedfeed")
    assert "đã cũ" in (await lan.toast(query) or "")


@pytest.mark.parametrize("kind", [kind for kind in CONTENT if kind != "joined"])
async def test_what_is_no_text_gets_a_friendly_answer_and_the_menu(bot_api: BotApi, turn: Any, kind: str) -> None:
    lan = bot_api.citizen()
    lan.sends(kind)
    (sent,) = await lan.reads()
    assert "gõ câu hỏi" in sent.text
    assert list(sent.buttons) == MENU
    assert turn.heard == []


async def test_the_question_under_a_photo_is_answered_too(bot_api: BotApi) -> None:
    lan = bot_api.citizen()
    lan.sends("photo", caption="đổi thẻ này ở đâu")
    notice, answer = await lan.reads(2)
    assert "đừng gửi ảnh giấy tờ" in notice.text
    assert not notice.keyboard
    assert answer.text == "Nghe: đổi thẻ này ở đâu"


async def test_a_forwarded_message_is_not_read_but_scams_are_thought_of(bot_api: BotApi, turn: Any) -> None:
    lan = bot_api.citizen()
    lan.forwards("Tài khoản của bạn bị khóa, bấm vào đây")
    (sent,) = await lan.reads()
    assert "lừa đảo" in sent.text
    assert "⚠️ Nghi bị lừa đảo" in sent.buttons
    assert turn.heard == []


async def test_edited_messages_and_channel_posts_are_left_alone(bot_api: BotApi, turn: Any) -> None:
    lan = bot_api.citizen()
    await lan.asks("đổi thẻ ở đâu")
    lan.edits("đổi thẻ ở đâu vậy")
    bot_api.posts(bot_api.channel(), "Lịch tiếp dân")
    assert (await lan.asks("câu sau")).text == "Nghe: câu sau"
    assert [incoming.text for incoming in turn.heard] == ["đổi thẻ ở đâu", "câu sau"]
    assert len(bot_api.calls("sendMessage")) == 2


async def test_updates_of_a_kind_nobody_knows_yet_do_no_harm(bot_api: BotApi) -> None:
    lan = bot_api.citizen()
    for kind, content in (
        ("hologram", {"id": 1}),
        ("message", {"message_id": 1}),
        ("message", {"message_id": 2, "date": 1, "chat": None, "text": "x"}),
        ("callback_query", {"id": "1"}),
        ("my_chat_member", {"chat": "?"}),
    ):
        last = bot_api.inject(kind, content, unasked=True, checked=False)
    assert (await lan.asks("vẫn sống chứ")).text == "Nghe: vẫn sống chứ"
    await bot_api.confirmed(last)


async def test_service_messages_are_left_alone(bot_api: BotApi) -> None:
    group = bot_api.group()
    lan = bot_api.citizen()
    lan.joins(group).sends("joined")
    await lan.asks("câu sau")
    assert [sent.chat_id for sent in bot_api.world.sent] == [lan.chat_id]


async def test_in_a_group_it_answers_only_when_called(bot_api: BotApi, turn: Any) -> None:
    lan = bot_api.citizen().joins(bot_api.group())
    for overheard in ("ai biết đổi thẻ ở đâu không", "/start", "/help@bot_khac", f"thư a{bot_api.username}"):
        lan.says(overheard)
    lan.sends("photo", caption="ảnh hội làng")
    first = await lan.asks(f"@{bot_api.username} đổi thẻ ở đâu")
    assert first.text == "Nghe: đổi thẻ ở đâu"
    assert first.reply_to is not None
    assert (await lan.asks(f"/help@{bot_api.username.upper()}")).text == "Nghe: /help"
    lan.says("thế mất bao nhiêu tiền", reply_to=first)
    assert (await lan.reads())[0].text == "Nghe: thế mất bao nhiêu tiền"
    assert (await lan.asks(f"@{bot_api.username}")).text == "Nghe: /menu"
    assert len(turn.heard) == 4


async def test_in_a_group_everybody_has_a_conversation_of_their_own(bot_api: BotApi, turn: Any) -> None:
    group = bot_api.group()
    lan, minh = bot_api.citizen("Lan").joins(group), bot_api.citizen("Minh").joins(group)
    sent = await lan.asks(f"@{bot_api.username} một")
    await minh.toast(minh.taps(sent, "Xem thêm"))
    await minh.reads(2)
    assert len({incoming.conversation_id for incoming in turn.heard}) == 2
    assert all(incoming.conversation_id.startswith(str(group["id"])) for incoming in turn.heard)


async def test_in_a_topic_of_a_forum_it_answers_in_the_topic(bot_api: BotApi) -> None:
    lan = bot_api.citizen().joins(bot_api.group())
    lan.says(f"@{bot_api.username} một", message_thread_id=9, is_topic_message=True)
    assert (await lan.reads())[0].thread_id == 9
