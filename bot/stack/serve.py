"""The app process: HTTP server, actions, channels, and the watch over Rasa."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncIterator, Awaitable, Callable

import uvicorn
from starlette.applications import Starlette

from bot.actions.server import action_route
from bot.channels.telegram.bot import TelegramChannel
from bot.channels.web.api import api_routes
from bot.channels.web.page import page_routes
from bot.officer.app import officer_routes
from bot.settings import Settings
from bot.stack.parts import Parts, build_parts
from bot.stack.rasa_process import RasaProcess

STOP_S = 3
"""Open requests get so long to finish at the end."""
READY_S = 120.0


def serve(settings: Settings, listener: socket.socket, rasa: RasaProcess, action_path: str) -> int:
    """Serve until SIGINT or SIGTERM.

    :param listener: a bound socket.
    :param rasa: started already; it is watched from here on.
    :param action_path: where Rasa was told to call for actions.
    :returns: exit status.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    # httpx logs addresses, and Telegram's hold the token; the others tell of every action and index they make.
    for chatty in ("httpx", "rasa_sdk", "bm25s"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    parts = build_parts(settings, rasa.url)
    telegram = TelegramChannel(settings, parts.turn, parts.record)
    app = build_app(settings, parts, telegram, rasa, action_path)
    config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=STOP_S)
    uvicorn.Server(config).run(sockets=[listener])
    return 0


def build_app(
    settings: Settings, parts: Parts, telegram: TelegramChannel, rasa: RasaProcess, action_path: str
) -> Starlette:
    """Return the web application with everything it serves."""

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await telegram.start()
        tasks = [asyncio.create_task(rasa.watch()), asyncio.create_task(_announce(settings, parts, telegram))]
        try:
            yield
        finally:
            rasa.stop()
            for task in tasks:
                task.cancel()
            await telegram.stop()
            await parts.close()

    readiness = readiness_checks(parts, telegram)
    routes = [
        action_route(parts.tools, action_path),
        *page_routes(),
        *api_routes(parts.turn, parts.record, readiness),
        *officer_routes(settings, parts.turn, parts.retrieval),
    ]
    return Starlette(routes=routes, lifespan=lifespan)


def readiness_checks(parts: Parts, telegram: TelegramChannel) -> dict[str, Callable[[], Awaitable[str]]]:
    """Return the checks behind `/readyz`, each giving the state of its part."""

    async def rasa() -> str:
        return "ready" if await parts.dialogue.is_ready() else "starting or down"

    async def index() -> str:
        return "ready"  # the process does not come up without it

    async def database() -> str:
        return "ready" if await parts.record.is_ready() else "down"

    async def telegram_state() -> str:
        return telegram.state

    return {"rasa": rasa, "index": index, "database": database, "telegram": telegram_state}


async def _announce(settings: Settings, parts: Parts, telegram: TelegramChannel) -> None:
    deadline = asyncio.get_running_loop().time() + READY_S
    while not await parts.dialogue.is_ready():
        if asyncio.get_running_loop().time() > deadline:
            print(f"Rasa chưa sẵn sàng sau {READY_S:.0f} giây; xem nhật ký trong {settings.data_dir}.", flush=True)  # noqa: T201
            return
        await asyncio.sleep(0.2)
    lines = [
        "",
        "Sẵn sàng trả lời.",
        f"  Trang web:          {settings.base_url}/",
        "  Cửa sổ dòng lệnh:   .venv/bin/dean06 chat",
        f"  Trang cán bộ:       {settings.base_url}/officer"
        + ("" if settings.officer_password else "  (đang tắt: đặt DEAN06_OFFICER_PASSWORD để bật)"),
        "  Telegram:           "
        + (
            f"{telegram.state}"
            if settings.telegram_token
            else "chưa bật. Xin token từ @BotFather, ghi TELEGRAM_BOT_TOKEN=… vào tệp .env rồi chạy lại"
        ),
        "  Dừng:               Ctrl-C",
    ]
    print("\n".join(lines), flush=True)  # noqa: T201
