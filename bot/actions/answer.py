"""The action for questions: answer from a passage, follow up, ask back, or decline."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot import texts
from bot.actions.choose import DETAILS, following
from bot.actions.compose import compose, passage_button
from bot.actions.decide import Decision, Kind, Understood, decide
from bot.actions.elsewhen import holds_another_day, say_when
from bot.actions.tracker import Tools, normalised_text, ranking_of, typed_text
from bot.answer import Answer
from knowledge.aspects import aspects_of, names_nothing
from knowledge.passage import Passage
from knowledge.relevance import relevance_logit

Events = list[dict[str, Any]]
SURE_FOLLOW_UP = 0.5
"""Share from which a message is taken for a follow-up whatever words are in it."""
MOST_WORDS = 8
"""A follow-up that opens with "thế", "vậy", "còn" … is hardly longer; what is may be about anything."""
_GOES_ON = re.compile(r"(?:dạ |da )?(?:thế|the|vậy|vay|rứa|rua|còn|con|rồi|roi)\b")
GUIDED_TOPIC = "dinhdanh_muc2"
"""Its answers offer the step-by-step guide."""


class ActionAnswer(Action):
    """Answers a question about a topic, or about the topic at hand."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def name(self) -> str:
        """Return the name the domain knows."""
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Answer and remember the topic."""
        if self._follows_up(tracker):
            return self._follow_up(dispatcher, tracker)
        decision = self._decide(tracker)
        if decision.kind in (Kind.OUT_OF_SCOPE, Kind.NO_ANSWER) and self._goes_on(tracker):
            return self._follow_up(dispatcher, tracker)
        if decision.kind is Kind.ANSWER:
            return self.show(dispatcher, decision.passages[0], typed_text(tracker))
        if decision.kind is Kind.NO_ANSWER and decision.passages:
            return self._another_day(dispatcher, decision.passages[0], typed_text(tracker))
        if decision.kind is Kind.CLARIFY:
            answer = replace(
                texts.fixed("clarify"), buttons=tuple(passage_button(passage) for passage in decision.passages)
            )
            return utter(dispatcher, answer, clarified=True)
        return utter(dispatcher, texts.fixed(decision.kind.value))

    def show(self, dispatcher: CollectingDispatcher, passage: Passage, question: str | None = None) -> Events:
        """Answer with a passage and make its topic the topic at hand.

        :param question: what it answers, masked; None where a button was tapped.
        """
        answer = compose(passage, self._tools.knowledge, self._tools.day)
        if passage.topic == GUIDED_TOPIC:
            answer = replace(answer, buttons=(*answer.buttons, *texts.act("inform").buttons))
        return [*utter(dispatcher, answer), *at_hand(passage, question)]

    def _another_day(self, dispatcher: CollectingDispatcher, passage: Passage, question: str) -> Events:
        answer = say_when(passage, self._tools.knowledge, self._tools.day)
        return [*utter(dispatcher, answer), *at_hand(passage, question)]

    def _follows_up(self, tracker: Tracker) -> bool:
        if ranking_of(tracker).get("follow_up", 0.0) >= SURE_FOLLOW_UP:
            return True
        # "the" at the start is "thế" when typed without accents; the restorer, which sees no talk, prefers "thẻ".
        text = re.sub(r"^the\b", "thế", typed_text(tracker).lower())
        return bool(tracker.get_slot("topic")) and (names_nothing(text) or names_nothing(normalised_text(tracker)))

    def _goes_on(self, tracker: Tracker) -> bool:
        """Tell whether a message that means nothing by itself may be about the topic at hand."""
        text = typed_text(tracker)
        short = len(text.split()) <= MOST_WORDS
        return bool(tracker.get_slot("topic") and short and _GOES_ON.match(text.lower()) and aspects_of(text))

    def _follow_up(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        before = self._tools.knowledge.by_id.get(tracker.get_slot("passage") or "")
        if before is None:
            return utter(dispatcher, texts.fixed("clarify_topic"), clarified=True)
        text, question = typed_text(tracker), tracker.get_slot("question")
        found = self._tools.retrieval.find(f"{question} {text}" if question else f"{before.label}: {text}")
        passage = following(text, found.candidates, before)[0]
        events = self.show(dispatcher, passage, question if passage.aspect in DETAILS else None)
        return [*events, SlotSet("passage", before.id)] if passage.aspect in DETAILS else events

    def _decide(self, tracker: Tracker) -> Decision:
        text = typed_text(tracker)
        knowledge = self._tools.knowledge
        found = self._tools.retrieval.find(text)
        return decide(
            Understood(
                text=text,
                ranking=ranking_of(tracker),
                candidates=found.candidates,
                another_day=holds_another_day(found, knowledge, self._tools.day),
                relevance=relevance_logit(found),
                topics=knowledge.topics_with_passages,
                just_clarified=bool(tracker.get_slot("clarified")),
            )
        )


def at_hand(passage: Passage, question: str | None) -> Events:
    """Remember what a follow-up question would be about."""
    slots = {"topic": passage.topic, "passage": passage.id, "question": question}
    return [SlotSet(name, value) for name, value in slots.items()]


def utter(dispatcher: CollectingDispatcher, answer: Answer, clarified: bool = False) -> Events:
    """Send an answer as Rasa's custom payload and note whether it asked back."""
    dispatcher.utter_message(json_message=answer.to_dict())
    return [SlotSet("clarified", clarified)]
