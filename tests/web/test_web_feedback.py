"""POST /api/feedback."""

from __future__ import annotations

import uuid

import httpx
import pytest
from stand_in.app import StandIn


@pytest.fixture
def answer_id(client: httpx.Client) -> str:
    body = {"conversation_id": uuid.uuid4().hex, "text": "căn cước"}
    return str(client.post("/api/chat", json=body).json()["answers"][0]["answer_id"])


@pytest.mark.parametrize("verdict", ["helpful", "not_helpful", "ask_person"])
def test_feedback_on_an_answer_is_kept(client: httpx.Client, web: StandIn, answer_id: str, verdict: str) -> None:
    comment = f"lời nhận xét để thử {verdict}"
    body = {"answer_id": answer_id, "verdict": verdict, "comment": comment}
    response = client.post("/api/feedback", json=body)
    assert (response.status_code, response.content) == (204, b"")
    assert comment in web.kept()


def test_a_comment_is_masked_before_it_is_kept(client: httpx.Client, web: StandIn, answer_id: str) -> None:
    body = {"answer_id": answer_id, "verdict": "not_helpful", "comment": "gọi tôi số 0912345678"}
    assert client.post("/api/feedback", json=body).status_code == 204
    assert "0912345678" not in web.kept()
    assert "gọi tôi số" in web.kept()


@pytest.mark.parametrize("unknown", ["nobody", "", "a" * 5000, "căn cước", "\x00", "'; DROP TABLE answers"])
def test_an_unknown_answer_is_not_found(client: httpx.Client, unknown: str) -> None:
    response = client.post("/api/feedback", json={"answer_id": unknown, "verdict": "helpful"})
    assert response.status_code == 404
    assert response.json()["error"]["field"] == "answer_id"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"{", "body"),
        (b'{"verdict": "helpful"}', "answer_id"),
        (b'{"answer_id": 1, "verdict": "helpful"}', "answer_id"),
        (b'{"answer_id": "a"}', "verdict"),
        (b'{"answer_id": "a", "verdict": "great"}', "verdict"),
        (b'{"answer_id": "a", "verdict": ["helpful"]}', "verdict"),
        (b'{"answer_id": "a", "verdict": "\\ud800"}', "verdict"),
        (b'{"answer_id": "a", "verdict": "helpful", "comment": 5}', "comment"),
        (b'{"answer_id": "a", "verdict": "helpful", "comment": "' + b"x" * 2001 + b'"}', "comment"),
    ],
)
def test_wrong_feedback_is_told_what_is_wrong(client: httpx.Client, body: bytes, field: str) -> None:
    response = client.post("/api/feedback", content=body)
    assert response.status_code == 422
    assert response.json()["error"]["field"] == field


def test_odd_characters_in_a_comment_do_no_harm(client: httpx.Client, answer_id: str) -> None:
    body = f'{{"answer_id": "{answer_id}", "verdict": "helpful", "comment": "\\ud800\\u0000 hay"}}'
    assert client.post("/api/feedback", content=body.encode()).status_code == 204
