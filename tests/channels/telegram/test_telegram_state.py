"""How the channel says that it is, and that trouble with Telegram stays Telegram's."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import httpx
from botapi import errors
from botapi.api import BotApi


async def test_without_a_token_telegram_is_off(running: Any, bot_api: BotApi) -> None:
    async with running(TELEGRAM_BOT_TOKEN="") as channel:
        assert channel.state == "off"
    assert bot_api.calls() == []


async def test_start_returns_at_once_and_the_channel_becomes_ready(running: Any, states: Any) -> None:
    async with running() as channel:
        assert channel.state == "connecting"
        await states.until("ready")
        assert channel.state == "ready"
    assert channel.state == "off"


async def test_a_wrong_token_is_said_in_one_sentence(running: Any, states: Any, bot_api: BotApi, caplog: Any) -> None:
    token = bot_api.token[:-1] + "X"
    async with running(TELEGRAM_BOT_TOKEN=token) as channel:
        await states.until("refused the bot token")
        assert channel.state.startswith("failed: Telegram refused the bot token")
        assert "TELEGRAM_BOT_TOKEN" in channel.state
    assert token not in caplog.text
    assert len([r for r in caplog.records if r.levelname == "ERROR"]) == 1


async def test_an_address_that_is_no_bot_api_server_is_said_too(running: Any, states: Any, bot_api: BotApi) -> None:
    async with running(TELEGRAM_API_URL=f"{bot_api.url}/elsewhere"):
        assert "TELEGRAM_API_URL" in await states.until("failed")


async def test_a_token_that_is_revoked_while_running(running: Any, states: Any, bot_api: BotApi) -> None:
    lan = bot_api.citizen()
    async with running() as channel:
        await lan.asks("một")
        bot_api.fail("getUpdates", errors.UNAUTHORIZED)
        lan.says("hai")
        await states.until("refused the bot token")
        assert channel.state.startswith("failed")


async def test_another_program_with_the_same_token(running: Any, states: Any, bot_api: BotApi) -> None:
    async with running() as channel:
        await bot_api.called("getUpdates")
        async with httpx.AsyncClient() as other:
            await other.post(f"{bot_api.url}/bot{bot_api.token}/getUpdates")
        await states.until("another program")
        await states.until("ready")
        assert channel.state == "ready"


async def test_a_webhook_left_behind_is_taken_down(running: Any, states: Any, bot_api: BotApi) -> None:
    bot_api.world.webhook = {"url": "https://example.org/", "secret_token": None}
    async with running():
        assert (await bot_api.citizen().asks("một")).text == "Nghe: một"
    assert bot_api.world.webhook is None


async def test_a_server_that_is_away_is_waited_for(running: Any, states: Any, bot_api: BotApi) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with running(TELEGRAM_API_URL=f"http://127.0.0.1:{port}"):
        await states.until("cannot be reached")
        with BotApi(port) as late:
            await states.until("ready")
            assert (await late.citizen().asks("một")).text == "Nghe: một"
        await states.until("cannot be reached")


async def test_a_profile_that_cannot_be_set_is_no_obstacle(running: Any, bot_api: BotApi) -> None:
    bot_api.fail("setMyCommands", errors.flood(5000))
    async with running():
        assert (await bot_api.citizen().asks("một")).text == "Nghe: một"


async def test_a_damaged_list_of_answered_updates_is_named(running: Any, tmp_path: Path) -> None:
    (tmp_path / "telegram.db").write_text("no database, whatever it is " * 100)
    async with running() as channel:
        assert "telegram.db" in channel.state
        assert channel.state.startswith("failed")
