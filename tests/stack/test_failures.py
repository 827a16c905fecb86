"""What happens when parts of the stack die, hang, are in the way, or do not fit together."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import httpx
import psutil
import pytest
from botapi.api import BotApi
from botapi.fixtures import check_calls

from bot import texts
from bot.settings import ROOT
from bot.stack.rasa_process import free_port
from bot.suites.drivers import HttpDriver
from bot.suites.stack import Stack, running_stack

T = TypeVar("T")
QUESTION = "VNeID xác thực được những gì?"
APOLOGY = texts.fixed("error").text
RUN = [sys.executable, "-c", "import sys; from bot.cli.main import main; sys.exit(main(['run']))"]
PAUSE_S = 0.1
GONE_S = 10.0
"""A stopped stack leaves nothing behind after this."""


@pytest.fixture(scope="module")
def phone() -> Iterator[BotApi]:
    with BotApi() as api:
        yield api
        check_calls(api)


@pytest.fixture(scope="module")
def victim(tmp_path_factory: pytest.TempPathFactory, stack: Stack, phone: BotApi) -> Iterator[Stack]:
    """Give a stack to be broken; the tests of this file use it up from top to bottom."""
    settings = {"TELEGRAM_API_URL": phone.url, "TELEGRAM_BOT_TOKEN": phone.token}
    with running_stack(tmp_path_factory.mktemp("victim"), stack.day, settings) as running:
        yield running


async def test_while_rasa_hangs_citizens_get_an_apology_in_time(victim: Stack, phone: BotApi) -> None:
    rasa = _rasa(victim.pid)
    lan = phone.citizen()
    await lan.asks(QUESTION, timeout=30)
    rasa.suspend()
    try:
        lan.says(QUESTION)
        started = time.monotonic()
        response = _post(victim, QUESTION)
        took = time.monotonic() - started
        assert (response.status_code, _only(response)["status"], _only(response)["text"]) == (503, "error", APOLOGY)
        assert 8 < took < 13, f"{took:.1f} s; the dialogue has 10"
        assert [sent.text for sent in await lan.reads()] == [APOLOGY]
        assert (_status(victim, "/readyz"), _status(victim, "/healthz")) == (503, 200)
    finally:
        rasa.resume()
    _until(lambda: _post(victim, QUESTION).status_code == 200, "an answer after Rasa goes on")


async def test_when_rasa_dies_citizens_get_an_apology_until_it_is_back_by_itself(victim: Stack, phone: BotApi) -> None:
    rasa = _rasa(victim.pid)
    lan = phone.citizen()
    rasa.kill()
    psutil.wait_procs([rasa], GONE_S)
    response = _post(victim, QUESTION)
    assert (response.status_code, _only(response)["status"], _only(response)["text"]) == (503, "error", APOLOGY)
    assert (await lan.asks(QUESTION)).text == APOLOGY
    # Never silence: whatever comes while it starts is an apology or an answer.
    _until(lambda: _answered(_post(victim, QUESTION)), "an answer of a new Rasa")
    assert _rasa(victim.pid).pid != rasa.pid
    assert (await lan.asks(QUESTION, timeout=30)).text.startswith("VNeID")
    assert _status(victim, "/readyz") == 200


def test_a_second_stack_on_the_same_port_says_who_holds_it(victim: Stack, tmp_path: Path) -> None:
    port = victim.base_url.rpartition(":")[2]
    ended = _run({"DEAN06_PORT": port, "DEAN06_DATA_DIR": str(tmp_path)})
    assert ended.returncode == 1
    assert _sentence(ended).startswith(f"dean06: không mở được cổng {port} tại 127.0.0.1, đang do ")
    assert f"(pid {victim.pid})" in ended.stderr
    assert "DEAN06_PORT" in ended.stderr
    assert HttpDriver(victim, "after-the-second").send_text(QUESTION).answers[0].status == "answered"


def test_killed_outright_it_takes_rasa_with_it(victim: Stack) -> None:
    children = psutil.Process(victim.pid).children(recursive=True)
    assert children
    psutil.Process(victim.pid).kill()
    _, alive = psutil.wait_procs(children, GONE_S)
    assert alive == []


def test_asked_to_stop_it_leaves_nothing_behind(tmp_path: Path, stack: Stack) -> None:
    with running_stack(tmp_path, stack.day) as running:
        app = psutil.Process(running.pid)
        everyone = [app, *app.children(recursive=True)]
        assert len(everyone) > 1
        app.terminate()
        _, alive = psutil.wait_procs(everyone, GONE_S)
        assert alive == []
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{running.base_url}/healthz")


def test_two_started_at_once_do_not_share_a_port(tmp_path: Path) -> None:
    port = str(free_port())
    settings = {"DEAN06_PORT": port, "DEAN06_DATA_DIR": str(tmp_path)}
    first = subprocess.Popen(RUN, cwd=ROOT, env=_environment(settings), stdout=subprocess.PIPE, text=True)
    try:
        assert first.stdout is not None
        assert first.stdout.readline().startswith("Đang khởi động")
        children = psutil.Process(first.pid).children
        rasa = _until(children, "Rasa as a child process")
        ended = _run(settings)
        assert ended.returncode == 1
        assert f"(pid {first.pid})" in _sentence(ended)
    finally:
        first.terminate()
        first.wait(GONE_S)
    _, alive = psutil.wait_procs(rasa, GONE_S)
    assert alive == [], "stopped while it starts, it leaves nothing behind either"


def test_a_stale_index_is_refused(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    for package in ("bot", "knowledge"):
        shutil.copytree(ROOT / package, checkout / package, ignore=shutil.ignore_patterns("__pycache__"))
    for folder in ("models", ".venv-rasa"):
        (checkout / folder).symlink_to(ROOT / folder)
    file = next(iter(sorted((checkout / "knowledge" / "passages").glob("*.yml"))))
    file.write_text(
        file.read_text(encoding="utf-8").replace("questions:\n", "questions:\n      - nay đã khác\n", 1),
        encoding="utf-8",
    )
    ended = _run({"DEAN06_PORT": str(free_port()), "DEAN06_DATA_DIR": str(tmp_path / "data")}, checkout)
    assert ended.returncode == 1
    assert "the passages have changed since the index was made" in _sentence(ended)


@pytest.mark.parametrize(
    ("name", "value"), [("DEAN06_PORT", "tám nghìn"), ("DEAN06_TODAY", "24/11/2026"), ("TELEGRAM_BOT_TOKEN", "abc")]
)
def test_a_wrong_setting_is_named_in_a_sentence(name: str, value: str, tmp_path: Path) -> None:
    ended = _run({"DEAN06_DATA_DIR": str(tmp_path), name: value})
    assert ended.returncode == 1
    assert _sentence(ended).startswith(f"dean06: {name}: found ")
    assert "expected" in ended.stderr


def _rasa(app: int) -> psutil.Process:
    (rasa,) = psutil.Process(app).children()
    assert "bot.dialogue.rasa_side.launch" in rasa.cmdline()
    return rasa


def _post(stack: Stack, text: str) -> httpx.Response:
    return httpx.post(f"{stack.base_url}/api/chat", json={"conversation_id": "broken", "text": text}, timeout=30)


def _status(stack: Stack, path: str) -> int:
    return httpx.get(stack.base_url + path, timeout=10).status_code


def _only(response: httpx.Response) -> Mapping[str, str]:
    (answer,) = response.json()["answers"]
    return dict(answer)


def _answered(response: httpx.Response) -> bool:
    answer = _only(response)
    assert (response.status_code, answer["status"]) in ((503, "error"), (200, "answered"))
    return response.status_code == 200


def _until(found: Callable[[], T], expected: str, timeout: float = 60.0) -> T:
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        if result := found():
            return result
        time.sleep(PAUSE_S)
    raise AssertionError(f"expected {expected} within {timeout:.0f} s")


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    outer = {k: v for k, v in os.environ.items() if not k.startswith(("DEAN06_", "TELEGRAM_"))}
    return {**outer, "TELEGRAM_API_URL": "http://127.0.0.1:9", **settings}


def _run(settings: Mapping[str, str], folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run `dean06 run` where it must end by itself."""
    return subprocess.run(RUN, cwd=folder, env=_environment(settings), capture_output=True, text=True, timeout=60)


def _sentence(ended: subprocess.CompletedProcess[str]) -> str:
    """Return what was said, which is one line and no traceback."""
    lines = ended.stderr.splitlines()
    assert len(lines) == 1, ended.stderr
    return lines[0]
