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

CARD = "mất thẻ căn cước thì làm lại ở đâu"
FEE = "thế mất bao nhiêu tiền"
VNEID = "VNeID xác thực được những gì?"
THANKS = "cảm ơn bạn"
AT_ONCE = {
    VNEID: "bằng lái",
    "tại sao nên nộp hồ sơ qua mạng": "Đỡ đi lại",
    "hôm nay giá vàng bao nhiêu": "ngoài phạm vi",
    CARD: "cấp lại thẻ căn cước bị mất",
    FEE: "35.000 đồng",
    "lam sao de co tai khoan dinh danh muc 2": "Mức 2 làm trực tiếp một lần",
}


def test_sixty_messages_stay_on_topic_and_are_not_all_carried_along(stack: Stack) -> None:
    door = HttpDriver(stack, "sixty")
    name = Conversations((stack.data_dir / "secret_key").read_text().strip()).name("rest", "sixty")
    kept = []
    for number in range(1, 61):
        # Four thanks between a question and its follow-up: meanwhile the history is cut down at least once.
        place = number % 10
        message = CARD if place == 5 else FEE if place == 0 else THANKS if place > 5 else VNEID
        (answer,) = door.send_text(message).answers
        assert answer.status == ("smalltalk" if message == THANKS else "answered"), f"message {number}: {answer}"
        if message == FEE:
            assert "35.000 đồng" in answer.text, f"message {number} lost the topic of message {number - 5}: {answer}"
            kept.append(_kept_of(stack, name))
    assert max(kept) < 1.05 * kept[0], "what Rasa keeps of a conversation grows with it"


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


def _kept_of(stack: Stack, name: str) -> int:
    """Return the size of what Rasa reads back of a conversation, in characters."""
    with closing(sqlite3.connect(stack.data_dir / "rasa.db")) as database:
        (length,) = database.execute("SELECT length(state) FROM conversations WHERE sender = ?", (name,)).fetchone()
    return int(length)
