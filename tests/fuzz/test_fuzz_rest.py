"""Hostile texts and hostile bytes at the REST door: an answer or a clear 4xx, and nothing in the log."""

from __future__ import annotations

import json
import logging
import random

import pytest
from fuzz_inputs import QUESTIONS, inputs

SEED, TEXTS, BODIES = 6, 300, 300
PIECES = (
    b'"conversation_id":"f"', b'"text":"x"', b'"text":', b'"payload":"v1:menu"', b'"payload":"/restart"', b"{", b"}",
    b"[", b"]", b",", b":", b'"', b"\\ud800", b"\\u0000", b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"null", b"true",
    b"1e999", b"-0", b"NaN", b"9" * 5000, b"[" * 3000, b'{"a":' * 2000, "căn cước".encode(),
    "căn cước".encode("utf-16"), b"\r\n\r\n", b"text=x&conversation_id=f", b"\xef\xbb\xbf",
)  # fmt: skip


def test_every_text_gets_an_answer_and_none_becomes_a_command(door, caplog) -> None:
    stand_in, client, sent = door
    with caplog.at_level(logging.WARNING):
        for number, text in enumerate(inputs(SEED, TEXTS)):
            response = client.post("/api/chat", content=json.dumps({"conversation_id": f"c{number % 7}", "text": text}))
            if response.status_code == 413:
                assert len(response.request.content) > 64 * 1024
                continue
            assert response.status_code == 200, text[:200]
            assert all(answer["text"] and answer["answer_id"] for answer in response.json()["answers"])
    assert {message for message in sent if message.startswith("/")} <= {"/attack_bot", "/lua_dao_canh_bao"}
    assert _complaints(caplog) == []
    assert client.get("/healthz").status_code == 200
    assert "001099012345" not in stand_in.kept()


def test_every_body_gets_an_answer_or_is_told_what_is_wrong(door, caplog) -> None:
    _, client, _ = door
    chance = random.Random(SEED)
    types = (
        "application/json",
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "",
    )
    with caplog.at_level(logging.WARNING):
        for _ in range(BODIES):
            body = _body(chance)
            response = client.post("/api/chat", content=body, headers={"Content-Type": chance.choice(types)})
            assert response.status_code in (200, 413, 422), body[:200]
            content = response.json()
            if response.status_code == 200:
                assert content["answers"]
            else:
                assert set(content["error"]) == {"field", "found", "expected"}
                assert "Traceback" not in response.text
    assert _complaints(caplog) == []


def _body(chance: random.Random) -> bytes:
    """Return a request's body that is nearly right, or nothing like one."""
    if chance.random() < 0.5:
        return b"".join(chance.choices(PIECES, k=chance.randrange(1, 12)))
    whole = json.dumps({"conversation_id": "f", "text": chance.choice(QUESTIONS)}, ensure_ascii=False)
    body = bytearray(whole.encode(chance.choice(("utf-8", "utf-8", "utf-16", "cp1258", "utf-32")), "replace"))
    for _ in range(chance.randrange(4)):
        body[chance.randrange(len(body))] = chance.randrange(256)
    return bytes(body)


def _complaints(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
