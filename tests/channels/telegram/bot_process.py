"""The Telegram channel in a process of its own, for tests that kill it. HANG=1: hears, and never answers."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from bot.answer import Answer
from bot.channels.telegram.bot import TelegramChannel
from bot.settings import load_settings
from bot.turn.incoming import Incoming
from bot.turn.record import Record


class Turn:
    async def handle(self, incoming: Incoming) -> list[Answer]:
        sys.stdout.write("heard\n")
        sys.stdout.flush()
        if os.environ.get("HANG"):
            await asyncio.Event().wait()
        return [Answer("smalltalk", "Đây.")]


async def main() -> None:
    settings = load_settings(env_file=Path("no.env"))
    channel = TelegramChannel(settings, Turn(), Record("sqlite://"))  # type: ignore[arg-type]
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    await channel.start()
    await ended.wait()
    await channel.stop()


if __name__ == "__main__":
    asyncio.run(main())
