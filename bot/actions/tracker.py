"""Reading what an action needs from Rasa's tracker."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker

from bot.turn.retrieval import Retrieval
from knowledge.reading import KnowledgeBase


@dataclass(frozen=True)
class Tools:
    """What actions work with."""

    retrieval: Retrieval

    @property
    def knowledge(self) -> KnowledgeBase:
        """All passages."""
        return self.retrieval.search.knowledge

    @property
    def day(self) -> dt.date:
        """The day that answers hold for."""
        return self.retrieval.today()


def intent_of(tracker: Tracker) -> str:
    """Return the name of the latest intent."""
    return str((tracker.latest_message.get("intent") or {}).get("name") or "")


def ranking_of(tracker: Tracker) -> dict[str, float]:
    """Return the blended share of each intent."""
    rows: list[dict[str, Any]] = tracker.latest_message.get("intent_ranking") or []
    return {row["name"]: float(row["confidence"]) for row in rows}


def normalised_text(tracker: Tracker) -> str:
    """Return the message as the dialogue got it, accents restored."""
    return str(tracker.latest_message.get("text") or "")


def typed_text(tracker: Tracker) -> str:
    """Return the message as typed (masked), before it was normalised."""
    metadata = tracker.latest_message.get("metadata") or {}
    return str(metadata.get("typed") or tracker.latest_message.get("text") or "")


def own_text(tracker: Tracker) -> str:
    """Return what a further question of one message says itself, without what it was given from the one before; empty
    for any other message.
    """
    return str((tracker.latest_message.get("metadata") or {}).get("own") or "")


def is_of_several(tracker: Tracker) -> bool:
    """Tell whether the message is one question of several that were asked together: each gets one answer."""
    return bool((tracker.latest_message.get("metadata") or {}).get("several"))
