"""Builds the app around the stand-ins and serves it with a real uvicorn on loopback."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import sqlalchemy as sa
import uvicorn
from starlette.applications import Starlette

from bot.channels.web.api import Limits, api_routes
from bot.channels.web.page import page_routes
from bot.officer.app import build_routes
from bot.officer.inspector import Inspector
from bot.settings import load_settings
from bot.stack.rasa_process import free_port
from bot.turn.conversations import Conversations
from bot.turn.pipeline import Turn
from bot.turn.record import Record
from knowledge.reading import KnowledgeBase, load_knowledge
from stand_in.parts import ScriptedDialogue, WordSearch

PASSWORD = "mật khẩu cán bộ 2026"


@dataclass(frozen=True)
class StandIn:
    """A served app, and the handles that tests pull."""

    url: str
    app: Starlette
    knowledge: KnowledgeBase
    dialogue: ScriptedDialogue
    database_url: str

    def kept(self) -> str:
        """Return all that was written to the database, as one text."""
        engine = sa.create_engine(self.database_url)
        with engine.connect() as connection:
            rows = [connection.execute(sa.text(f"SELECT * FROM {name}")).all() for name in ("turns", "feedback")]
        engine.dispose()
        return repr(rows)


def build(folder: Path, password: str | None = PASSWORD, limits: Limits | None = None) -> StandIn:
    """Build the app; its database is kept in a folder."""
    environ = {"DEAN06_DATA_DIR": str(folder), "DEAN06_SECRET_KEY": "bí mật chỉ dùng để thử"}
    if password:
        environ["DEAN06_OFFICER_PASSWORD"] = password
    settings = load_settings(environ, folder / "none")
    knowledge = load_knowledge()
    search = WordSearch(knowledge)
    dialogue = ScriptedDialogue(search)
    record = Record(settings.database_url)
    turn = Turn(dialogue, search, Conversations(settings.ensure_secret_key()), record)

    async def rasa() -> str:
        return "ready" if await dialogue.is_ready() else "down"

    async def database() -> str:
        return "ready" if await record.is_ready() else "down"

    labels = {topic.key: topic.label for topic in knowledge.topics}
    routes = [
        *api_routes(turn, record, {"rasa": rasa, "database": database}, limits),
        *page_routes(),
        *build_routes(settings, Inspector(turn, search.find, labels)),
    ]
    return StandIn("", Starlette(routes=routes), knowledge, dialogue, settings.database_url)


@contextlib.contextmanager
def served(stand_in: StandIn) -> Iterator[StandIn]:
    """Serve until the block ends."""
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(stand_in.app, port=port, log_level="error", access_log=False))
    started = threading.Event()
    startup = server.startup

    async def startup_and_tell(sockets: list[object] | None = None) -> None:
        await startup(sockets)
        started.set()

    server.startup = startup_and_tell
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        assert started.wait(20), "uvicorn did not come up"
        yield replace(stand_in, url=f"http://127.0.0.1:{port}")
    finally:
        stand_in.dialogue.released.set()
        server.should_exit = True
        thread.join(20)
