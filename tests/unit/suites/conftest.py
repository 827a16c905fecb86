"""A stand-in bot over HTTP, and pytest runs in a folder of their own that talk to it."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from textwrap import dedent

import httpcore  # noqa: F401 - httpx imports it late, and pytester forgets what was imported in its runs
import pytest

from bot.answer import Answer, Button, Source

CONFTEST = """
import datetime as dt
from types import SimpleNamespace
import pytest

@pytest.fixture(scope="session")
def stack():
    return SimpleNamespace(base_url={url!r}, day=dt.date(2026, 11, 24))
"""


class StandIn(ThreadingHTTPServer):
    """Says what it was asked, in which turn of the conversation, and what buttons it was tapped on."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.turns: Counter[str] = Counter()
        self.asked: list[dict[str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def answers(self, body: dict[str, str]) -> list[Answer]:
        self.asked.append(body)
        self.turns[body["conversation_id"]] += 1
        said = body.get("payload") or body["text"]
        if said == "hai câu":
            return [Answer("answered", "Một.", topic="a"), Answer("answered", "Hai.", topic="b")]
        return [
            Answer(
                "answered",
                f"Lượt {self.turns[body['conversation_id']]}: {said}. Phí 35.000 đồng.",
                topic="cancuoc_le_phi_thoi_han",
                topics=("cancuoc_cap_doi_cap_lai",),
                steps=("Đến Công an cấp xã.", "Nhận giấy hẹn."),
                passages=("cancuoc_le_phi.cap_lai",),
                sources=(Source("tt-73-2024-btc", "Thông tư 73/2024/TT-BTC", url="https://a.vn/1-119240701123.htm"),),
                warnings=("scam",),
                buttons=(Button("Làm ở đâu", "v1:passage:a.noi_lam"), Button("Dừng lại", "v1:stop")),
            )
        ]


class _Handler(BaseHTTPRequestHandler):
    server: StandIn

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        broken = body.get("text") == "hỏng"
        reply = b"Internal Server Error"
        if not broken:
            reply = json.dumps({"answers": [answer.to_dict() for answer in self.server.answers(body)]}).encode()
        self.send_response(500 if broken else 200)
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""


@pytest.fixture(scope="module")
def stand_in() -> Iterator[StandIn]:
    server = StandIn()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that writes a conversation file and gives its path."""

    def write_file(content: str) -> Path:
        path = tmp_path / "mau.yml"
        path.write_text(dedent(content).lstrip("\n"), encoding="utf-8")
        return path

    return write_file


@pytest.fixture
def run(pytester: pytest.Pytester, stand_in: StandIn) -> Callable[..., pytest.RunResult]:
    """Return a function that runs pytest on conversation files, given by name, against the stand-in."""

    def run_files(files: dict[str, str], *arguments: str, conftest: str = "") -> pytest.RunResult:
        pytester.makeconftest(CONFTEST.format(url=stand_in.url) + dedent(conftest))
        for name, content in files.items():
            path = pytester.path / "conversations" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(content).lstrip("\n"), encoding="utf-8")
        return pytester.runpytest("-p", "bot.suites.plugin", "-p", "no:asyncio", *arguments)

    return run_files
