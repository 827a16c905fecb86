"""The actions for dialogue acts and for what is opened by a button."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot import texts
from bot.actions.answer import ActionAnswer, Events, utter
from bot.actions.said import may_be
from bot.actions.tracker import Tools, intent_of, normalised_text, ranking_of, typed_text
from bot.turn.asking import asks

SURE = 0.7
"""Share from which a dialogue act is believed; on the development questions real acts stand at 0.8 and more."""
UNSURE = 0.65
"""Below, what goes on about the matter at hand is no act, not even one that is refused."""
DOUBTED = 0.45
"""Below, a question is no act: a refusal offends whoever only asks how many days a card takes."""
EASILY_MISTAKEN = {"greet", "thanks", "goodbye", "small_talk", "praise", "affirm", "deny", "inform"}
"""Acts of a few common words, which the classifier sees in any sentence about anything."""
FEW_WORDS = 3
"""Shorter messages ("dạ có") are acts whatever their share."""

_FINED = re.compile(r"\bphạt (?:bao nhiêu|mấy|thế nào|như nào|gì|sao|không)\b|\bbị phạt\b")
"""Who asks what the fine is asks for no forged paper."""


class ActionAct(Action):
    """Answers greetings, thanks, refusals and the like with the assistant's own sentences."""

    def __init__(self, answer: ActionAnswer) -> None:
        self._answer = answer

    def name(self) -> str:
        """Return the name the domain knows."""
        return "action_act"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Answer the act that the intent names; a doubtful one is taken for a question."""
        intent = intent_of(tracker)
        if self._is_question(intent, ranking_of(tracker).get(intent, 1.0), tracker):
            return self._answer.run(dispatcher, tracker, domain)
        return utter(dispatcher, texts.act(intent))

    def _is_question(self, intent: str, share: float, tracker: Tracker) -> bool:
        if len(typed_text(tracker).split()) > FEW_WORDS:
            if not (may_be(intent, typed_text(tracker)) or may_be(intent, normalised_text(tracker))):
                return True
            if intent in EASILY_MISTAKEN and share < SURE:
                return True
            if intent in ("affirm", "deny") and asks(normalised_text(tracker)) and self._answer.may_go_on(tracker):
                return True
        if share >= UNSURE:
            return False
        if share < DOUBTED and asks(normalised_text(tracker)):
            return True
        what_if = bool(_FINED.search(normalised_text(tracker).lower()))
        return what_if or self._answer.goes_on(tracker) or self._answer.may_go_on(tracker)


class ActionOpen(Action):
    """Opens the topic or the passage that a button names."""

    def __init__(self, tools: Tools, answer: ActionAnswer) -> None:
        self._tools = tools
        self._answer = answer

    def name(self) -> str:
        """Return the name the domain knows."""
        return "action_open"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Show the passage; the menu where it is gone or no longer holds."""
        passage_id = next(tracker.get_latest_entity_values("passage"), None)
        topic = next(tracker.get_latest_entity_values("topic"), None)
        passage = self._tools.knowledge.by_id.get(passage_id) if passage_id else None
        if topic:
            passage = next(iter(self._tools.knowledge.of_topic(topic, self._tools.day)), None)
        if passage is None or not passage.holds_on(self._tools.day):
            return utter(dispatcher, texts.act("ask_menu"))
        return self._answer.show(dispatcher, tracker, passage)
