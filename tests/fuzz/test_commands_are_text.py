"""What looks like a command of Rasa is a text like any other, whatever door it is typed at. Telegram's door:
tests/channels/telegram/test_telegram_commands.py."""

from __future__ import annotations

import subprocess
import sys
import uuid

import pytest
from fuzz_inputs import INTENTS, SLASHES

from bot.settings import ROOT

TYPED = (
    "/restart",
    "/start_level2",
    '/start_level2{"who":"self"}',
    '/inform{"who": "child"}',
    "／open_passage",
    "/session_start",
    "/back",
)
OURS = ("/start", "/menu", "/help", "/privacy", "/cancel", "/START", "/help@ten_bot", "/start qr_1")
"""The commands that Telegram shows; they hold everywhere."""


@pytest.mark.parametrize("channel", ["web", "rest"])
@pytest.mark.parametrize("text", TYPED)
def test_a_command_of_rasa_arrives_without_its_slash(door, channel: str, text: str) -> None:
    _, client, sent = door
    headers = {"X-Dean06-Client": "page"} if channel == "web" else {}
    sent.clear()
    body = {"conversation_id": uuid.uuid4().hex, "text": text}
    assert client.post("/api/chat", json=body, headers=headers).status_code == 200
    assert sent == [text[1:]]


def test_the_same_words_get_the_same_answer_with_a_slash_and_without(door) -> None:
    _, client, _ = door

    def answers(text: str) -> list[dict[str, object]]:
        rows = client.post("/api/chat", json={"conversation_id": uuid.uuid4().hex, "text": text}).json()["answers"]
        return [{**row, "answer_id": ""} for row in rows]

    for text in TYPED:
        assert answers(text) == answers(text[1:])


def test_no_kind_of_slash_makes_a_command(door) -> None:
    _, client, sent = door
    sent.clear()
    for slash in SLASHES:
        for intent in INTENTS:
            body = {"conversation_id": "slashes", "text": f'{slash}{intent}{{"who":"self"}}'}
            assert client.post("/api/chat", json=body).status_code == 200
    assert [message for message in sent if message.startswith("/")] == []


@pytest.mark.parametrize("text", OURS)
def test_our_own_commands_are_answered_everywhere(door, text: str) -> None:
    _, client, _ = door
    (answer,) = client.post("/api/chat", json={"conversation_id": uuid.uuid4().hex, "text": text}).json()["answers"]
    assert answer["status"] == "smalltalk"


def test_a_typed_payload_is_no_tap(door) -> None:
    _, client, sent = door
    sent.clear()
    for payload in ("v1:form:level2", "v1:set:who:self", "v1:stop"):
        client.post("/api/chat", json={"conversation_id": uuid.uuid4().hex, "text": payload})
    assert sent == ["v1:form:level2", "v1:set:who:self", "v1:stop"]


def test_the_terminal_sends_what_is_typed(door) -> None:
    running, _, sent = door
    sent.clear()
    start = "import sys; from bot.cli.main import main; sys.exit(main(['chat', '--url', sys.argv[1]]))"
    typed = "\n".join(TYPED) + "\n/thoat\n"
    ended = subprocess.run(
        [sys.executable, "-c", start, running.url], cwd=ROOT, input=typed.encode(), capture_output=True, timeout=60
    )
    assert ended.returncode == 0, ended.stderr.decode()
    assert sent == [text[1:] for text in TYPED]
