"""Builds the parts of the app from the settings, and closes them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from threadpoolctl import threadpool_limits

from bot.actions.tracker import Tools
from bot.dialogue.client import DialogueClient
from bot.settings import ROOT, Settings
from bot.turn.conversations import Conversations
from bot.turn.pipeline import Turn
from bot.turn.record import Record
from bot.turn.retrieval import Retrieval
from knowledge.search import Search

MODELS = ROOT / "models"


@dataclass(frozen=True)
class Parts:
    """What the app is made of."""

    settings: Settings
    retrieval: Retrieval
    dialogue: DialogueClient
    record: Record
    turn: Turn

    @property
    def tools(self) -> Tools:
        """What actions work with."""
        return Tools(self.retrieval)

    async def close(self) -> None:
        """Close connections."""
        await self.dialogue.close()
        self.record.close()


def build_retrieval(settings: Settings) -> Retrieval:
    """Load passages, encoder, normaliser and index.

    :raises KnowledgeError, EncoderError, IndexUnusableError: where a part is missing, damaged or stale.
    """

    def today() -> dt.date:
        return settings.day

    # After a product of a thousandth of a second the threads of BLAS wait busily for the next one: 40 % of the CPU time
    # of a message went there. Several searches run at once anyway.
    threadpool_limits(1)
    return Retrieval(Search.load(MODELS, settings.encoder), today)


def build_parts(settings: Settings, rasa_url: str) -> Parts:
    """Build all parts.

    :param rasa_url: base address of the Rasa server.
    """
    retrieval = build_retrieval(settings)
    dialogue = DialogueClient(rasa_url)
    record = Record(settings.database_url)
    turn = Turn(dialogue, retrieval, Conversations(settings.ensure_secret_key()), record)
    return Parts(settings, retrieval, dialogue, record, turn)
