"""Stands where Rasa is: no classifier and no rules, but the real actions, called as Rasa calls them."""

from __future__ import annotations

from typing import Any

from bot.actions.server import build_executor
from bot.actions.tracker import Tools
from bot.answer import Answer
from bot.turn.retrieval import Retrieval

SOME_OUTSIDE = 0.1
"""Share of "out of scope" in every ranking, so that the decision has both sides."""


class ActingDialogue:
    """Answers a question with `action_answer`, and shows a passage that the app opens by itself."""

    def __init__(self, retrieval: Retrieval) -> None:
        self._executor = build_executor(Tools(retrieval))
        self._slots: dict[str, dict[str, Any]] = {}
        self.typed: set[str] = set()
        """Intents that a typed text has chosen: none, if all goes well."""
        self.opened: set[str] = set()
        """Commands of the app's own: what speaks of a danger is met with a passage."""

    async def send(self, sender: str, message: str, metadata: dict[str, Any] | None = None) -> list[Answer]:
        """Act on a message, with the slots of its conversation."""
        message.encode("utf-8")  # what goes to Rasa as JSON: a lone surrogate fails here
        intent = message.removeprefix("/") if message.startswith("/") else ""
        data = metadata or {}
        (self.opened if "tap" in data else self.typed).update({intent} - {""})
        ranking = [*data.get("topics", ()), ("out_of_scope", SOME_OUTSIDE)]
        slots = self._slots.setdefault(sender, {})
        latest = {
            "text": message,
            "intent": {"name": intent or ranking[0][0]},
            "intent_ranking": [{"name": name, "confidence": share} for name, share in ranking],
            "entities": [],
            "metadata": data,
        }
        state = {"sender_id": sender, "slots": dict(slots), "latest_message": latest, "events": [], "active_loop": {}}
        call = {"next_action": "action_answer", "sender_id": sender, "tracker": state, "domain": {}}
        result = await self._executor.run(call)
        slots.update({event["name"]: event["value"] for event in result.events if event["event"] == "slot"})
        return [Answer.from_dict(response["custom"]) for response in result.responses]
