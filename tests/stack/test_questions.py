"""The questions that everything was built for, through every channel of the real stack."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import httpx
import pytest

from bot import texts
from bot.answer import Answer
from bot.channels.terminal import vietnamese_day
from bot.suites.drivers import Reply
from bot.suites.stack import Stack

CHANNELS = ("web", "terminal", "telegram")
PLANTED = "001099012345"
QUESTIONS = {
    "VNeID xác thực được những gì?": ("vneid_xac_thuc_thong_tin", "bằng lái"),
    "lam sao de co tai khoan dinh danh muc 2": ("dinhdanh_muc2", "Công an cấp xã"),
    "tại sao nên nộp hồ sơ qua mạng": ("dvc_la_gi_loi_ich", "10.000 đồng"),
    "Hòa Bình làm Đề án 06 được kết quả gì": ("dean06_ket_qua_dia_phuong", "1.387 dịch vụ công"),
    "mất thẻ căn cước thì làm lại ở đâu": ("cancuoc_cap_doi_cap_lai", "Công an cấp xã"),
    "thế mất bao nhiêu tiền": ("cancuoc_cap_doi_cap_lai", "35.000 đồng"),
}
"""Asked in this order: the last two make a question about a card and its follow-up."""
GOLD = "hôm nay giá vàng bao nhiêu"
LOOK_UP = f"số cccd của tôi là {PLANTED}, tra giúp hồ sơ"

Play = Callable[[str], dict[str, Reply]]


@pytest.fixture(scope="module")
def play(open_door: Callable[[str], Any]) -> Play:
    """Give a function that asks everything in a channel, once a channel; it returns the replies by question."""

    @cache
    def play(channel: str) -> dict[str, Reply]:
        door = open_door(channel)
        return {question: door.send_text(question) for question in (*QUESTIONS, GOLD, LOOK_UP)}

    return play


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_answer_is_on_the_topic_with_source_and_date(play: Play, question: str) -> None:
    topic, fact = QUESTIONS[question]
    answer, *_ = play("rest")[question].answers
    assert (answer.status, answer.topic) == ("answered", topic)
    assert fact in " ".join((answer.text, *answer.steps))
    assert answer.sources
    assert answer.verified_on


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_channel_gives_the_same_answer(play: Play, channel: str) -> None:
    for question, reply in play("rest").items():
        shown = "\n".join(play(channel)[question].messages)
        missing = [part for answer in reply.answers for part in _parts(answer) if _solid(part) not in _solid(shown)]
        assert missing == [], f"{question}: not in what {channel} shows:\n{shown}"
        buttons = [button.title for answer in reply.answers for button in answer.buttons]
        assert list(play(channel)[question].buttons)[: len(buttons)] == buttons


def test_what_is_none_of_its_business_is_declined_with_the_menu(play: Play) -> None:
    (answer,) = play("rest")[GOLD].answers
    assert answer.status == "out_of_scope"
    assert answer.text == texts.fixed("out_of_scope").text
    assert answer.buttons


def test_a_personal_number_is_warned_of_and_nothing_is_looked_up(play: Play) -> None:
    (answer,) = play("rest")[LOOK_UP].answers
    assert answer.status == "refused"
    assert answer.warnings == ("personal_data",)
    assert texts.personal_data_notice() in answer.text


def test_a_planted_number_is_nowhere(play: Play, stack: Stack) -> None:
    (rated,) = play("rest")[LOOK_UP].answers
    comment = {"answer_id": rated.answer_id, "verdict": "not_helpful", "comment": f"tôi là {PLANTED}, sao không tra"}
    assert httpx.post(f"{stack.base_url}/api/feedback", json=comment).status_code == 204
    for channel in ("rest", *CHANNELS):
        replies = [text for reply in play(channel).values() for text in (*reply.messages, *reply.buttons)]
        assert PLANTED not in _solid("".join(replies)), f"said in {channel}"
    kept = {path.name: path.read_bytes() for path in stack.data_dir.rglob("*") if path.is_file()}
    assert {"dean06.db", "rasa.db", "telegram.db", "rasa.log", "stack.log"} <= set(kept)
    assert [name for name, content in kept.items() if PLANTED.encode() in content] == []
    # The search would find it: what was said beside the number is kept.
    for database in ("dean06.db", "rasa.db"):
        assert "tra giúp hồ sơ".encode() in kept[database] + kept.get(f"{database}-wal", b"")


@pytest.mark.parametrize("channel", ["rest", *CHANNELS])
def test_the_guide_to_level_2_is_gone_through_by_its_buttons(open_door: Callable[[str], Any], channel: str) -> None:
    door = open_door(channel)
    door.send_text("/menu")
    shown = [
        "\n".join(door.tap(title).messages)
        for title in ("✅ Hướng dẫn làm mức 2", "Cho tôi (từ 14 tuổi)", "Có thẻ gắn chip", "Có điện thoại thông minh")
    ]
    assert ["Bước 1/3" in shown[0], "Bước 2/3" in shown[1], "Bước 3/3" in shown[2]] == [True] * 3
    assert "Công an cấp xã" in shown[3]
    assert "Kích hoạt" in shown[3]


def test_telegram_takes_an_opinion(open_door: Callable[[str], Any]) -> None:
    door = open_door("telegram")
    answer = door.send_text("nộp hồ sơ trên mạng thì vào trang nào")
    assert "👍 Hữu ích" in answer.buttons
    assert door.tap("👍 Hữu ích").messages == ("Cảm ơn bạn đã góp ý!",)


def _parts(answer: Answer) -> Iterator[str]:
    yield answer.text
    yield from answer.steps
    for source in answer.sources:
        yield source.title
        if source.effective_from:
            yield vietnamese_day(source.effective_from)
    if answer.verified_on:
        yield vietnamese_day(answer.verified_on)


def _solid(text: str) -> str:
    """Return a text without its white space, which every channel puts where it fits."""
    return "".join(text.split())
