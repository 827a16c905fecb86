"""Stands where Rasa is: no classifier and no rules, but the real actions, called as Rasa calls them."""

from __future__ import annotations

from typing import Any

from bot.actions.server import build_executor
from bot.actions.tracker import Tools
from bot.answer import Answer
from bot.turn.retrieval import Retrieval

SOME_OUTSIDE = 0.1
"""Share of "out of scope" in every ranking, so that the decision has both sides."""
CUED_ACTS = frozenset(("attack_bot", "ask_forgery", "ask_other_people"))
"""Intents of `bot/turn/cues.yml` that are no topic."""
CUED = CUED_ACTS | {"lua_dao_canh_bao"}
"""All that the app may choose by itself; a tap's `/open_passage{…}` never comes from a typed text."""


class ActingDialogue:
    """Answers a question with `action_answer`, and an act that the app's cues name with `action_act`."""

    def __init__(self, retrieval: Retrieval) -> None:
        self._executor = build_executor(Tools(retrieval))
        self._slots: dict[str, dict[str, Any]] = {}
        self.chosen: set[str] = set()

    async def send(self, sender: str, message: str, metadata: dict[str, Any] | None = None) -> list[Answer]:
        """Act on a message, with the slots of its conversation."""
        message.encode("utf-8")  # what goes to Rasa as JSON: a lone surrogate fails here
        intent = message.removeprefix("/") if message.startswith("/") else ""
        self.chosen |= {intent} - {""}
        data = metadata or {}
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
        action = "action_act" if intent in CUED_ACTS else "action_answer"
        call = {"next_action": action, "sender_id": sender, "tracker": state, "domain": {}}
        result = await self._executor.run(call)
        slots.update({event["name"]: event["value"] for event in result.events if event["event"] == "slot"})
        return [Answer.from_dict(response["custom"]) for response in result.responses]
