"""Conversation files are read strictly: what is wrong is named with file, line and what is allowed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.suites.schema import read_conversations
from bot.suites.values import SuiteError

Write = Callable[[str], Path]

HEAD = "conversations:\n  - name: a\n    turns:\n"
TURN = "      - send: chào\n        expect: {status: answered}\n"


def test_reads_what_is_sent_and_what_is_expected(write: Write) -> None:
    path = write(
        """
        conversations:
          - name: mất thẻ
            channel: terminal
            today: 2026-11-24
            turns:
              - send: mất thẻ
                unicode: NFD
                expect:
                  status: [answered, clarify]
                  steps: {min: 2}
              - send: "ab"
                repeat: 3
                expect: {not_personal_number: true}
              - payload: v9:khac
                expect: {answers: 1}
        """
    )
    (conversation,) = read_conversations(path)
    typed, long, old = conversation.steps
    assert (conversation.name, conversation.channel, str(conversation.today)) == (
        "mất thẻ",
        "terminal",
        "2026-11-24",
    )
    assert typed.value == unicodedata.normalize("NFD", "mất thẻ") != "mất thẻ"
    assert [(e.title, e.line) for e in typed.expectations] == [("status", 9), ("steps", 10)]
    assert (long.value, old.action, old.line) == ("ababab", "payload", 14)


@pytest.mark.parametrize(
    ("content", "line", "told"),
    [
        (
            HEAD + TURN + "    chanel: rest\n",
            6,
            "unknown key `chanel`, allowed are name, channel, today, turns",
        ),
        (HEAD + TURN + "    channel: zalo\n", 6, "found `zalo`, allowed are rest, terminal, telegram"),
        (HEAD + TURN + "    name: b\n", 6, "key `name` is there twice (first in line 2)"),
        (HEAD + TURN + "  - name: a\n    turns:\n" + TURN, 6, "name `a` is used in line 2 already"),
        (HEAD + "\t  - send: chào\n", 4, "found a tab, expected spaces"),
        (HEAD + "      - send: &x chào\n", 4, "found the anchor or alias `x`"),
        (
            HEAD + "      - send: 35.000\n        expect: {answers: 1}\n",
            4,
            "found a decimal number (35.000), expected text",
        ),
        (HEAD + "      - send: chào\n", 4, "key `expect` is missing"),
        (HEAD + "      - expect: {answers: 1}\n", 4, "found no action, expected one of send, tap, payload"),
        (
            HEAD + "      - send: a\n        tap: b\n        expect: {answers: 1}\n",
            4,
            "found send and tap, expected one of",
        ),
        (
            HEAD + "      - tap: b\n        repeat: 2\n        expect: {answers: 1}\n",
            4,
            "go with `send`, not with `tap`",
        ),
        (
            HEAD + TURN.replace("status: answered", "status: ok"),
            5,
            "found `ok`, allowed are answered, clarify, ",
        ),
        (HEAD + TURN.replace("status: answered", "steps: {min: 3, max: 2}"), 5, "min not above max"),
        (HEAD + TURN.replace("status: answered", "steps: -1"), 5, "found -1, expected a whole number from 0"),
        (
            HEAD + TURN.replace("status: answered", 'matches: "("'),
            5,
            "a regular expression that Python cannot read",
        ),
        (
            HEAD + TURN.replace("status: answered", "personal_number: false"),
            5,
            "use the check with `not_` before",
        ),
        (HEAD + TURN.replace("status: answered", 'contains: ""'), 5, "found empty text"),
        (HEAD + TURN.replace("status: answered", "contains: []"), 5, "found an empty list"),
        (HEAD + TURN.replace("{status: answered}", "{}"), 5, "nothing is expected"),
        (HEAD + TURN * 101, 4, "found 101 turns, expected at most 100"),
        (HEAD + TURN + "    today: hôm nay\n", 6, "found `hôm nay`, expected a day as YYYY-MM-DD"),
        (HEAD + TURN.replace("{status", "[status"), 5, "not YAML"),
        (
            HEAD + TURN + "    channel: telegram\n",
            5,
            "unknown key `status`, allowed are buttons, not_buttons, contains",
        ),
        ("conversations: []\n", 1, "found an empty list, expected a list with at least one entry"),
        ("- a\n", 1, "found a list, expected a mapping with the keys conversations"),
        ("", 1, "the file is empty"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(write: Write, content: str, line: int, told: str) -> None:
    with pytest.raises(SuiteError) as caught:
        read_conversations(write(content))
    message = str(caught.value)
    assert f"mau.yml, line {line}: " in message
    assert told in message


def test_another_encoding_is_named_with_line_and_byte(tmp_path: Path) -> None:
    path = tmp_path / "mau.yml"
    path.write_bytes((HEAD + TURN).encode() + "    # thẻ căn cước".encode("utf-16"))
    with pytest.raises(SuiteError, match=r"mau\.yml, line 6: found the byte 0xff, expected text in UTF-8"):
        read_conversations(path)
