"""POST /api/chat: what a program may count on."""

from __future__ import annotations

import json
import uuid

import httpx
import pytest
from stand_in.app import StandIn
from stand_in.parts import TWO_IN_ONE, harmless, richest, tap

from bot.answer import Answer


def ask(client: httpx.Client, **fields: object) -> httpx.Response:
    return client.post("/api/chat", json={"conversation_id": uuid.uuid4().hex, **fields})


def test_a_question_gets_the_whole_answer(client: httpx.Client, web: StandIn) -> None:
    passage = richest(web.knowledge)
    response = ask(client, text=passage.questions[0])
    assert response.status_code == 200
    (row,) = response.json()["answers"]
    assert harmless(Answer.from_dict(row)) == web.dialogue.show(passage)
    assert row["answer_id"]


def test_a_tap_gets_its_answer(client: httpx.Client, web: StandIn) -> None:
    passage = richest(web.knowledge)
    (row,) = ask(client, payload=tap(passage)).json()["answers"]
    assert row["passages"] == [passage.id]


def test_two_questions_in_one_get_two_answers(client: httpx.Client) -> None:
    answers = ask(client, text=TWO_IN_ONE).json()["answers"]
    assert len(answers) == 2
    assert answers[0]["answer_id"] != answers[1]["answer_id"]


@pytest.mark.parametrize("text", ["", "   ", "🙏", "12345", "a" * 2001, "\x00", "\x00\x01\x02"])
def test_a_text_that_is_no_question_gets_a_friendly_answer(client: httpx.Client, text: str) -> None:
    response = ask(client, text=text)
    assert response.status_code == 200
    assert response.json()["answers"][0]["status"] == "clarify"


@pytest.mark.parametrize(
    "text",
    [
        '"\\ud800 đổi căn cước"',
        '"\\udfff"',
        '"căn cước\\u0000ở đâu"',
        '"\\ud83d\\ude00 căn cước"',
        '"' + "x/" * 20000 + '"',
    ],
    ids=["lone high surrogate", "lone low surrogate", "NUL", "emoji as a pair", "40,000 characters"],
)
def test_odd_characters_do_no_harm(client: httpx.Client, text: str) -> None:
    body = f'{{"conversation_id": "odd", "text": {text}}}'
    response = client.post("/api/chat", content=body.encode())
    assert response.status_code == 200
    assert response.json()["answers"][0]["text"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"", "body"),
        (b"{", "body"),
        (b"[]", "body"),
        (b"null", "body"),
        (b'"text"', "body"),
        (b"\xff\xfe{}", "body"),
        (b"[" * 60000, "body"),
        (b'{"a":' * 10000 + b"1" + b"}" * 10000, "body"),
        (b'{"n": ' + b"9" * 6000 + b"}", "body"),
        (b'{"text": "x"}', "conversation_id"),
        (b'{"conversation_id": null, "text": "x"}', "conversation_id"),
        (b'{"conversation_id": 7, "text": "x"}', "conversation_id"),
        (b'{"conversation_id": "", "text": "x"}', "conversation_id"),
        (b'{"conversation_id": "a b", "text": "x"}', "conversation_id"),
        (b'{"conversation_id": "a\\n", "text": "x"}', "conversation_id"),
        (b'{"conversation_id": "\\ud800", "text": "x"}', "conversation_id"),
        (b'{"conversation_id": "' + b"a" * 65 + b'", "text": "x"}', "conversation_id"),
        ('{"conversation_id": "hội-thoại", "text": "x"}'.encode(), "conversation_id"),
        (b'{"conversation_id": "a"}', "text"),
        (b'{"conversation_id": "a", "text": null}', "text"),
        (b'{"conversation_id": "a", "text": "x", "payload": "v1:menu"}', "text"),
        (b'{"conversation_id": "a", "text": ["x"]}', "text"),
        (b'{"conversation_id": "a", "text": true}', "text"),
        (b'{"conversation_id": "a", "payload": {}}', "payload"),
        (b'{"conversation_id": "a", "payload": ""}', "payload"),
        (b'{"conversation_id": "a", "payload": "V1 MENU"}', "payload"),
        (b'{"conversation_id": "a", "payload": "' + b"a" * 65 + b'"}', "payload"),
    ],
)
def test_a_wrong_request_is_told_what_is_wrong(client: httpx.Client, body: bytes, field: str) -> None:
    response = client.post("/api/chat", content=body)
    assert response.status_code == 422
    error = response.json()["error"]
    assert set(error) == {"field", "found", "expected"}
    assert error["field"] == field
    assert all(isinstance(value, str) and value for value in error.values())


def test_a_button_of_an_old_release_gets_the_menu(client: httpx.Client) -> None:
    (row,) = ask(client, payload="v0:gone:thing").json()["answers"]
    assert row["buttons"]


def test_a_dialogue_that_is_down_apologises(client: httpx.Client, web: StandIn) -> None:
    web.dialogue.down = True
    try:
        response = ask(client, text="căn cước")
    finally:
        web.dialogue.down = False
    assert response.status_code == 503
    (row,) = response.json()["answers"]
    assert row["status"] == "error"
    assert "Công an" in row["text"]


def test_personal_numbers_are_neither_answered_nor_kept(client: httpx.Client, web: StandIn) -> None:
    response = ask(client, text="số cccd của tôi là 001099012345, tra giúp hồ sơ")
    assert "personal_data" in response.json()["answers"][0]["warnings"]
    assert "001099012345" not in json.dumps(response.json())
    assert "001099012345" not in web.kept()
