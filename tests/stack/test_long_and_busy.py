"""Long conversations, and messages that come faster than they can be answered."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import Any

import httpx
import pytest
from botapi.api import BotApi

from bot.suites.drivers import HttpDriver
from bot.suites.stack import Stack
from bot.turn.conversations import Conversations
from bot.turn.pipeline import SESSION_TURNS

CARD = "mất thẻ căn cước thì làm lại ở đâu"
FEE = "thế mất bao nhiêu tiền"
AT_ONCE = {
    "VNeID xác thực được những gì?": "bằng lái",
    "tại sao nên nộp hồ sơ qua mạng": "năm điều lợi",
    "hôm nay giá vàng bao nhiêu": "ngoài phạm vi",
    CARD: "cấp lại thẻ căn cước bị mất",
    FEE: "35.000 đồng là lệ phí cấp lại",
    "lam sao de co tai khoan dinh danh muc 2": "Làm trực tiếp một lần",
}


def test_sixty_messages_renew_the_session_and_keep_the_topic(stack: Stack) -> None:
    door = HttpDriver(stack, "sixty")
    for number in range(1, 61):
        if number % SESSION_TURNS == 0:
            (answer,) = door.send_text(CARD).answers
            assert answer.topic == "cancuoc_cap_doi_cap_lai"
        elif number % SESSION_TURNS == 1 and number > 1:
            (answer,) = door.send_text(FEE).answers
            assert "35.000 đồng" in answer.text, f"message {number}, the first of a session, lost the topic"
        else:
            (answer,) = door.send_text("VNeID xác thực được những gì?" if number % 2 else "cảm ơn bạn").answers
        assert answer.status in ("answered", "smalltalk"), f"message {number}: {answer}"
    name = Conversations((stack.data_dir / "secret_key").read_text().strip()).name("rest", "sixty")
    query = "SELECT count(*) FROM events WHERE sender_id = ? AND type_name = 'session_started'"
    with closing(sqlite3.connect(stack.data_dir / "rasa.db")) as database:
        assert database.execute(query, (name,)).fetchone() == (3,)


async def test_messages_sent_at_once_are_answered_in_order(telegram: BotApi) -> None:
    lan = telegram.citizen()
    for question in AT_ONCE:
        lan.says(question)
    replies = await lan.reads(len(AT_ONCE), timeout=30)
    assert [words for words, reply in zip(AT_ONCE.values(), replies, strict=True) if words not in reply.text] == []
    await lan.asks("/privacy")
    assert lan.unread() == [], "an answer came twice"


@pytest.mark.parametrize("same", [True, False], ids=["one conversation", "ten conversations"])
async def test_requests_made_at_once_each_get_their_own_answer(stack: Stack, same: bool) -> None:
    questions = [question for question in AT_ONCE if question != FEE] * 2
    async with httpx.AsyncClient(base_url=stack.base_url, timeout=30) as http:

        async def ask(number: int, question: str) -> tuple[int, dict[str, Any]]:
            name = "busy" if same else f"busy-{number}"
            response = await http.post("/api/chat", json={"conversation_id": name, "text": question})
            return response.status_code, response.json()

        replies = await asyncio.gather(*(ask(number, question) for number, question in enumerate(questions)))
    for question, (status, body) in zip(questions, replies, strict=True):
        assert status == 200, body
        (answer,) = body["answers"]
        assert AT_ONCE[question] in answer["text"]
    ids = [body["answers"][0]["answer_id"] for _, body in replies]
    assert len(set(ids)) == len(ids)
    with closing(sqlite3.connect(stack.data_dir / "dean06.db")) as database:
        marks = ", ".join("?" * len(ids))
        query = f"SELECT t.asked FROM answers a JOIN turns t ON t.id = a.turn WHERE a.id IN ({marks})"
        assert sorted(row[0] for row in database.execute(query, ids)) == sorted(questions)
