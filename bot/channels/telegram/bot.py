"""The Telegram channel: starts, stops, and says how it is."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from telegram import Bot, BotCommand
from telegram.error import InvalidToken, TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ExtBot,
    MessageHandler,
    filters,
)
from telegram.request import HTTPXRequest

from bot.channels.telegram import wording
from bot.channels.telegram.delivery import Delivery
from bot.channels.telegram.handlers import Handlers
from bot.channels.telegram.polling import Patience, PollingRequest, Receipts
from bot.channels.telegram.processor import ChatProcessor, Slots
from bot.channels.telegram.seen import SeenUpdates
from bot.settings import Settings
from bot.turn.record import Record

if TYPE_CHECKING:  # the pipeline brings the encoder along, which takes seconds to load
    from bot.turn.pipeline import Turn

logger = logging.getLogger(__name__)

LONG_POLL = 30
"""Seconds that Telegram keeps a poll open while nothing happens."""
READ_TIMEOUT = 20.0
"""Seconds for Telegram's word on a message. Long, since after a silence it must not be sent again."""
UPDATES = ("message", "callback_query")
"""What Telegram is asked for: no channel posts, no edited messages (those were answered when they came)."""

_REFUSED = (
    "failed: Telegram refused the bot token (status 401 or 404); "
    "put the token that BotFather gave in TELEGRAM_BOT_TOKEN, check TELEGRAM_API_URL, and start again"
)
_CONFLICT = "failed: another program fetches this bot's messages (status 409); stop it, or give each a bot of its own"
_UNREACHABLE = "failed: Telegram's server cannot be reached or is out of order; still trying"

_App = Application[Any, Any, Any, Any, Any, Any]


class TelegramChannel:
    """The door to Telegram. What goes wrong here never stops the rest of the assistant."""

    def __init__(self, settings: Settings, turn: Turn, record: Record, patience: Patience | None = None) -> None:
        """Set up; nothing is contacted.

        :param patience: how long to wait; the default fits the real Telegram.
        """
        self._settings = settings
        self._turn = turn
        self._record = record
        self._patience = patience or Patience()
        self._state = "off"
        self._starting: asyncio.Task[None] | None = None
        self._app: _App | None = None
        self._seen: SeenUpdates | None = None
        self._processor: ChatProcessor | None = None
        self._receipts = Receipts(self._patience)

    @property
    def state(self) -> str:
        """`off`, `connecting`, `ready`, or `failed: …` with what to do."""
        return self._state

    async def start(self) -> None:
        """Begin to connect and return at once; `state` tells how it went."""
        token = self._settings.telegram_token
        if token is None:
            logger.info("Telegram is off: TELEGRAM_BOT_TOKEN is not set")
            return
        if self._settings.telegram_webhook_url:
            logger.warning("TELEGRAM_WEBHOOK_URL is set, but this release fetches messages by long polling")
        keep_secrets_out_of_logs()
        self._state = "connecting"
        try:
            bot_id = int(token.partition(":")[0])
            self._seen = SeenUpdates(self._settings.data_dir / "telegram.db", bot_id, self._receipts.handled)
        except (sqlite3.Error, OSError) as error:
            self._become(f"failed: telegram.db in the data folder cannot be used ({error}); remove it")
            return
        self._app = self._build(token, self._seen)
        self._starting = asyncio.create_task(self._connect(self._app))
        self._starting.add_done_callback(self._started)

    async def stop(self) -> None:
        """Finish the answers under way (five seconds at most), confirm what was answered, disconnect."""
        if self._starting:
            self._starting.cancel()
            await asyncio.wait([self._starting])
        deadline = asyncio.get_running_loop().time() + self._patience.parting
        self._receipts.close(deadline)
        if self._app:
            if self._app.updater and self._app.updater.running:
                with suppress(TelegramError):  # polling that had ended with an error raises it once more
                    await self._app.updater.stop()
            if self._processor:
                await self._processor.finish(deadline)
            if self._app.running:
                await self._app.stop()
            await self._app.shutdown()
            await self._app.bot.shutdown()  # where the app never came to be initialized
        if self._seen:
            self._seen.close()
        self._become("off")

    def _build(self, token: str, seen: SeenUpdates) -> _App:
        """Put the parts together."""
        url = self._settings.telegram_api_url
        slots = Slots()
        request = HTTPXRequest(connection_pool_size=64, read_timeout=READ_TIMEOUT, pool_timeout=READ_TIMEOUT)
        bot: ExtBot[None] = ExtBot(
            token,
            base_url=f"{url}/bot",
            base_file_url=f"{url}/file/bot",
            request=request,
            get_updates_request=PollingRequest(self._receipts, self._polled, self._patience.listening),
        )
        delivery = Delivery(bot, seen, slots, self._patience.retry)
        handlers = Handlers(bot, self._turn, self._record, delivery)
        self._processor = ChatProcessor(seen, slots, handlers.refuse)
        builder = ApplicationBuilder().bot(bot).job_queue(None).concurrent_updates(self._processor)
        app: _App = builder.build()
        spoken = filters.UpdateType.MESSAGE & ~filters.StatusUpdate.ALL
        app.add_handler(MessageHandler(spoken, handlers.on_message))
        app.add_handler(CallbackQueryHandler(handlers.on_tap))
        app.add_error_handler(handlers.on_error)
        return app

    async def _connect(self, app: _App) -> None:
        """Connect, however long the network is away."""
        pause = self._patience.retry
        while True:
            try:
                await app.initialize()
                await _introduce(app.bot)
                if not app.running:
                    await app.start()
                if app.updater:
                    await app.updater.start_polling(timeout=LONG_POLL, allowed_updates=UPDATES)
            except InvalidToken:
                self._become(_REFUSED)
                return
            except TelegramError:
                self._become(_UNREACHABLE)
                await asyncio.sleep(pause)
                pause = min(60.0, 2 * pause)
            else:
                self._become("ready")
                return

    def _started(self, task: asyncio.Task[None]) -> None:
        """Let no failure of the start pass unseen."""
        if not task.cancelled() and (error := task.exception()):
            self._become(f"failed: the Telegram channel could not start ({type(error).__name__})")

    def _polled(self, status: int | None) -> None:
        """Read off a poll's status how the connection is.

        :param status: None where the server could not be reached.
        """
        if status == 200:
            self._become("ready")
        elif status in (401, 404):
            self._become(_REFUSED)
        elif status == 409:
            self._become(_CONFLICT)
        else:
            self._become(_UNREACHABLE)

    def _become(self, state: str) -> None:
        if state == self._state:
            return
        self._state = state
        logger.log(logging.ERROR if state.startswith("failed") else logging.INFO, "Telegram: %s", state)


def keep_secrets_out_of_logs() -> None:
    """Silence libraries that log addresses with the token in them, and messages of citizens.

    httpx logs every address at INFO; python-telegram-bot logs updates at DEBUG and unreadable answers of the
    server at ERROR, with their content. What matters of it the channel logs itself.
    """
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("telegram").setLevel(logging.CRITICAL)


async def _introduce(bot: Bot) -> None:
    """Set commands and descriptions; the bot works without them, so a refusal is only logged."""
    try:
        await bot.set_my_commands([BotCommand(name, text) for name, text in wording.COMMANDS])
        await bot.set_my_description(wording.DESCRIPTION)
        await bot.set_my_short_description(wording.SHORT_DESCRIPTION)
    except InvalidToken:
        raise
    except TelegramError as error:
        logger.warning("commands and descriptions could not be set (%s)", type(error).__name__)
