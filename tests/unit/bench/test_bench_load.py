"""The load generator against a small server: it counts what went wrong, waits where told to, keeps the order."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from bot.bench.load import fault
from bot.bench.runs import percentile, summarise
from bot.settings import ROOT

GOOD = {"answers": [{"status": "answered"}]}
Reply = tuple[int, Any, dict[str, str]]


@contextmanager
def serving(replies: dict[str, list[Reply]]) -> Iterator[tuple[str, list[str]]]:
    """Answer each text with its replies in turn, the last one for ever; give the address and what was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            text = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["text"]
            asked.append(text)
            queue = replies.get(text, [(200, GOOD, {})])
            status, content, headers = queue.pop(0) if len(queue) > 1 else queue[0]
            body = json.dumps(content).encode()
            self.send_response(status)
            for name, value in {
                "Content-Type": "application/json",
                "Content-Length": str(len(body)),
                **headers,
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", asked
    finally:
        server.shutdown()
        server.server_close()


def generate(url: str, conversations: list[list[str]], users: int) -> dict[str, Any]:
    bodies = [[{"kind": "k", "body": {"text": text}} for text in texts] for texts in conversations]
    plan = json.dumps({"url": url, "users": users, "conversations": bodies})
    done = subprocess.run(
        [sys.executable, "-m", "bot.bench.load"], input=plan, cwd=ROOT, capture_output=True, text=True, check=True
    )
    outcome: dict[str, Any] = json.loads(done.stdout)
    return outcome


def test_one_user_sends_message_after_message() -> None:
    with serving({}) as (url, asked):
        outcome = generate(url, [["a", "b", "c"], ["d"]], users=1)
    assert asked == ["a", "b", "c", "d"]
    assert [what for _, _, what in outcome["sent"]] == [None] * 4


def test_several_users_send_every_conversation_once_and_in_its_order() -> None:
    conversations = [[f"{number}{letter}" for letter in "abcde"] for number in range(9)]
    with serving({}) as (url, asked):
        generate(url, conversations, users=4)
    assert sorted(asked) == sorted(text for texts in conversations for text in texts)
    for number in range(9):
        assert [text for text in asked if text[0] == str(number)] == conversations[number]


def test_wrong_replies_are_counted() -> None:
    replies: dict[str, list[Reply]] = {
        "down": [(503, {"answers": [{"status": "error"}]}, {})],
        "sorry": [(200, {"answers": [{"status": "error"}]}, {})],
        "silent": [(200, {"answers": []}, {})],
    }
    with serving(replies) as (url, _):
        outcome = generate(url, [["down", "sorry", "silent", "fine"]], users=1)
    run = summarise("x", 1, 4, outcome, {"app": 0.4}, 0.0)
    assert run.wrong == {"HTTP 503": 1, "status error": 1, "no answer": 1}
    assert run.messages == 4


def test_a_message_refused_for_haste_is_sent_again_after_the_time_asked_for() -> None:
    with serving({"fast": [(429, {}, {"Retry-After": "0.2"}), (200, GOOD, {})]}) as (url, asked):
        outcome = generate(url, [["fast", "next"]], users=1)
    assert asked == ["fast", "fast", "next"]
    assert outcome["waited_s"] == pytest.approx(0.2)
    assert all(what is None and ms < 200 for _, ms, what in outcome["sent"])


def test_nobody_there_is_counted_too() -> None:
    outcome = generate("http://127.0.0.1:9/", [["a"]], users=1)
    assert outcome["sent"][0][2] == "ClientConnectorError"


@pytest.mark.parametrize(
    ("content", "expected"),
    [([], "no message"), ([{"text": "x"}], None), ({}, "no answer"), (GOOD, None)],
)
def test_what_is_wrong_with_a_reply(content: Any, expected: str | None) -> None:
    assert fault(content) == expected


def test_figures_of_a_run() -> None:
    sent = [["a", float(ms), None] for ms in range(1, 101)] + [["b", 500.0, None]] * 100
    outcome = {"seconds": 20.0, "cpu_s": 0.1, "waited_s": 0.0, "sent": sent}
    run = summarise("x", 4, 200, outcome, {"app": 2.0, "rasa": 1.0}, 0.123)
    assert (run.per_second, run.p95_ms, run.p50_ms_by_hundred) == (10.0, 500.0, [50.5, 500.0])
    assert run.p50_ms_by_kind == {"a": 50.5, "b": 500.0}
    assert run.cpu_ms == {"app": 10.0, "rasa": 5.0}
    assert (run.generator_cpu_ms, run.others_cores) == (0.5, 0.12)


def test_percentiles_are_interpolated() -> None:
    assert percentile([1, 2, 3, 4], 50) == 2.5
    assert percentile([7], 95) == 7.0
    assert percentile(list(range(101)), 95) == 95.0
