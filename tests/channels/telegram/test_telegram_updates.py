"""An update is answered once: when it comes twice, after a restart, after a stop, after a crash."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from pathlib import Path
from typing import Any

from botapi import errors
from botapi.api import TIMEOUT, BotApi

from bot.channels.telegram.seen import SeenUpdates


async def test_an_update_that_comes_twice_is_answered_once(bot_api: BotApi, channel: Any, turn: Any) -> None:
    lan = bot_api.citizen()
    update = lan.says("một")
    await lan.reads()
    await bot_api.confirmed(update)
    bot_api.redeliver(update)
    await lan.asks("hai")
    assert [incoming.text for incoming in turn.heard] == ["một", "hai"]
    await bot_api.confirmed(update)


async def test_an_update_that_comes_again_while_worked_on_is_answered_once(
    bot_api: BotApi, running: Any, turn: Any
) -> None:
    lan, minh = bot_api.citizen("Lan"), bot_api.citizen("Minh")
    gate = turn.hold("câu khó")
    async with running():
        update = lan.says("câu khó")
        await turn.hears("câu khó")
        await bot_api.confirmed(update)  # held for its time, then let go so that others are heard
        bot_api.redeliver(update)
        await minh.asks("câu dễ")
        gate.set()
        await lan.reads()
        await lan.asks("sau")
    assert [incoming.text for incoming in turn.heard] == ["câu khó", "câu dễ", "sau"]


async def test_an_update_is_not_answered_again_after_a_restart(bot_api: BotApi, running: Any, turn: Any) -> None:
    lan = bot_api.citizen()
    async with running():
        update = lan.says("một")
        await lan.reads()
    bot_api.redeliver(update)
    async with running():
        await lan.asks("hai")
        await bot_api.confirmed(update)
    assert [incoming.text for incoming in turn.heard] == ["một", "hai"]


async def test_an_opinion_is_not_recorded_again_after_a_restart(bot_api: BotApi, running: Any, tmp_path: Path) -> None:
    lan = bot_api.citizen()
    async with running():
        query = lan.taps(await lan.asks("một"), "👍 Hữu ích")
        await lan.toast(query)
    bot_api.redeliver(max(bot_api.world.history))
    async with running():
        await lan.asks("hai")
    with sqlite3.connect(tmp_path / "dean06.db") as database:
        assert database.execute("SELECT count(*) FROM feedback").fetchone() == (1,)


async def test_nothing_is_confirmed_before_it_is_handled(bot_api: BotApi, channel: Any, turn: Any) -> None:
    lan = bot_api.citizen()
    gate = turn.hold("câu khó")
    update = lan.says("câu khó")
    await turn.hears("câu khó")
    assert update in bot_api.world.pending
    gate.set()
    await lan.reads()
    await bot_api.confirmed(update)


async def test_a_stop_finishes_what_is_under_way(bot_api: BotApi, running: Any, turn: Any) -> None:
    lan = bot_api.citizen()
    gate = turn.hold("câu khó")
    async with running():
        update = lan.says("câu khó")
        await turn.hears("câu khó")
        asyncio.get_running_loop().call_later(0.05, gate.set)
    assert [sent.text for sent in lan.unread()] == ["Nghe: câu khó"]
    assert update not in bot_api.world.pending


async def test_what_a_stop_could_not_finish_is_answered_after_the_next_start(
    bot_api: BotApi, running: Any, turn: Any
) -> None:
    lan, minh = bot_api.citizen("Lan"), bot_api.citizen("Minh")
    gate = turn.hold("câu khó")
    async with running():
        lan.says("câu khó")
        minh.says("câu dễ")
        await turn.hears("câu khó")
        await minh.reads()
    assert lan.unread() == []
    gate.set()
    async with running():
        assert (await lan.reads())[0].text == "Nghe: câu khó"
        await minh.asks("câu sau")
    assert minh.unread() == []


async def test_what_was_being_sent_at_a_stop_is_not_answered_again(bot_api: BotApi, running: Any, turn: Any) -> None:
    lan = bot_api.citizen()
    bot_api.fail("sendMessage", errors.flood(60), lan.chat_id)
    async with running():
        update = lan.says("một")
        await bot_api.called("sendMessage")
        await bot_api.confirmed(update)
    bot_api.redeliver(update)
    async with running():
        await lan.asks("hai")
    assert [incoming.text for incoming in turn.heard] == ["một", "hai"]


async def test_a_killed_bot_answers_after_its_next_start(bot_api: BotApi, tmp_path: Path) -> None:
    lan = bot_api.citizen()
    first = await _process(bot_api, tmp_path, hang=True)
    lan.says("câu quan trọng")
    assert await _line(first) == "heard"
    os.kill(first.pid, signal.SIGKILL)
    await first.wait()
    second = await _process(bot_api, tmp_path, hang=False)
    assert (await lan.reads())[0].text == "Đây."
    second.terminate()
    await second.wait()
    third = await _process(bot_api, tmp_path, hang=False)
    await lan.asks("câu sau")
    third.terminate()
    await third.wait()
    assert len(bot_api.world.sent) == 2


async def test_ids_are_remembered_by_age_and_per_bot(tmp_path: Path) -> None:
    path = tmp_path / "telegram.db"
    confirmed: list[int] = []
    seen = SeenUpdates(path, bot_id=1, confirm=confirmed.append, keep=3)
    for update_id in (900, 901, 5, 6, 7, 8):  # Telegram may go on from a smaller number
        await seen.add(update_id)
    assert 8 in seen
    assert confirmed == [900, 901, 5, 6, 7, 8]
    seen.close()
    again = SeenUpdates(path, bot_id=1, confirm=confirmed.append, keep=3)
    assert [i for i in (900, 901, 5, 6, 7, 8) if i in again] == [6, 7, 8]
    again.close()
    other = SeenUpdates(path, bot_id=2, confirm=confirmed.append, keep=3)
    assert 8 not in other
    other.close()


async def _process(api: BotApi, data_dir: Path, hang: bool) -> asyncio.subprocess.Process:
    root = Path(__file__).parents[3]
    environment = {
        **os.environ,
        "PYTHONPATH": str(root),
        "TELEGRAM_BOT_TOKEN": api.token,
        "TELEGRAM_API_URL": api.url,
        "DEAN06_DATA_DIR": str(data_dir),
        "HANG": "1" if hang else "",
    }
    script = str(Path(__file__).with_name("bot_process.py"))
    return await asyncio.create_subprocess_exec(sys.executable, script, env=environment, stdout=asyncio.subprocess.PIPE)


async def _line(process: asyncio.subprocess.Process) -> str:
    assert process.stdout
    async with asyncio.timeout(TIMEOUT):
        return (await process.stdout.readline()).decode().strip()
