"""What is remembered of a conversation, and only for it: the matter at hand and the few before it, in Rasa's slots."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from bot.actions.context import Matter
from knowledge.reading import KnowledgeBase

KEPT = 4
"""Earlier matters that can be gone back to."""


def matter_at_hand(tracker: Tracker, knowledge: KnowledgeBase) -> Matter | None:
    """Return what the talk is about."""
    passage = knowledge.by_id.get(tracker.get_slot("passage") or "")
    return Matter(passage, tracker.get_slot("question")) if passage else None


def matters_of(tracker: Tracker, knowledge: KnowledgeBase) -> tuple[Matter, ...]:
    """Return the matters talked about, the one at hand last."""
    rows = [*(tracker.get_slot("earlier") or []), [tracker.get_slot("passage"), tracker.get_slot("question")]]
    return tuple(Matter(knowledge.by_id[name], question) for name, question in rows if name in knowledge.by_id)


def remember(tracker: Tracker, matter: Matter) -> list[dict[str, Any]]:
    """Return the events that make a matter the one at hand; the one before it becomes an earlier one."""
    kept: dict[str, Any] = {"topic": matter.passage.topic, "passage": matter.passage.id, "question": matter.question}
    before = tracker.get_slot("passage")
    rows: list[list[str | None]] = tracker.get_slot("earlier") or []
    if before and before != matter.passage.id:
        rows = [*(row for row in rows if row[0] != before), [before, tracker.get_slot("question")]][-KEPT:]
    if "earlier" in tracker.slots:  # a model trained before there was this slot would complain at every answer
        kept["earlier"] = rows
    return [SlotSet(name, value) for name, value in kept.items()]
