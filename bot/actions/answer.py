"""The action for questions: answer from a passage, follow up, ask back, or decline."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot import texts
from bot.actions.choose import DETAILS, ranked
from bot.actions.compose import compose, passage_button
from bot.actions.context import (
    Matter,
    Said,
    asked_again,
    called_back,
    goes_on,
    is_strange,
    leaves_open,
    may_go_on,
    names_person,
    words_by_topic,
)
from bot.actions.decide import Decision, Kind, Understood, decide
from bot.actions.elsewhen import holds_another_day, say_when
from bot.actions.following import following, topic_of_person
from bot.actions.memory import matter_at_hand, matters_of, remember
from bot.actions.second import led_in
from bot.actions.tracker import Tools, is_of_several, normalised_text, own_text, ranking_of, typed_text
from bot.answer import Answer
from bot.turn.retrieval import topic_shares
from knowledge.aspects import aspects_of, names_nothing
from knowledge.passage import Passage
from knowledge.relevance import relevance_logit

Events = list[dict[str, Any]]
FOUND = 2.0
"""Log-odds of relevance from which a question that sounds like a follow-up needs no talk before it."""
GUIDED_TOPIC = "dinhdanh_muc2"
"""Its answers offer the step-by-step guide."""


class ActionAnswer(Action):
    """Answers a question about a topic, or about the matter at hand."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def name(self) -> str:
        """Return the name the domain knows."""
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Answer and remember the matter."""
        said, matter = self._said(tracker), matter_at_hand(tracker, self._tools.knowledge)
        back = called_back(said, matters_of(tracker, self._tools.knowledge))
        if back:
            return self._follow_up(dispatcher, tracker, back)
        again = asked_again(said, matter) if matter else None
        if again:
            return self._decided(dispatcher, tracker, again, None)
        if self.goes_on(tracker):
            return self._follow_up(dispatcher, tracker, matter)
        return self._decided(dispatcher, tracker, own_text(tracker) or said.typed, matter)

    def goes_on(self, tracker: Tracker) -> bool:
        """Tell whether a message is about the matter at hand, or about one that it leaves open."""
        said, matter = self._said(tracker), matter_at_hand(tracker, self._tools.knowledge)
        if matter is None:
            found = self._tools.retrieval.find(typed_text(tracker))
            return leaves_open(said) and relevance_logit(found) < FOUND
        own, words = own_text(tracker), self._words_of(matter)
        if own:
            outside = self._tools.retrieval.find(own).outside
            return names_nothing(own) or not is_strange(Said(own, own, {}, outside), words)
        return goes_on(said, matter, words)

    def may_go_on(self, tracker: Tracker) -> bool:
        """Tell whether a message may be about the matter at hand, should it mean nothing by itself."""
        matter = matter_at_hand(tracker, self._tools.knowledge)
        return bool(matter and may_go_on(self._said(tracker), matter, self._words_of(matter)))

    def show(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        passage: Passage,
        matter: Matter | None = None,
        confidence: float | None = None,
    ) -> Events:
        """Answer with a passage.

        :param matter: what the talk is about then; the passage itself if None.
        :param confidence: probability that it is what was asked; None where nothing was to be decided.
        """
        answer = replace(compose(passage, self._tools.knowledge, self._tools.day), confidence=confidence)
        if passage.topic == GUIDED_TOPIC:
            answer = replace(answer, buttons=(*answer.buttons, *texts.act("inform").buttons))
        return [*utter(dispatcher, answer), *remember(tracker, matter or Matter(passage, None))]

    def _decided(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, question: str, matter: Matter | None
    ) -> Events:
        decision = self._decide(tracker, question)
        if decision.kind is Kind.ANSWER:
            return self._answered(dispatcher, tracker, question, decision)
        if matter and not own_text(tracker) and may_go_on(self._said(tracker), matter, self._words_of(matter)):
            return self._follow_up(dispatcher, tracker, matter)
        if decision.kind is Kind.NO_ANSWER and decision.passages:
            passage = decision.passages[0]
            answer = say_when(passage, self._tools.knowledge, self._tools.day)
            return [*utter(dispatcher, answer), *remember(tracker, Matter(passage, question))]
        if decision.kind is Kind.CLARIFY:
            answer = replace(
                texts.fixed("clarify"), buttons=tuple(passage_button(passage) for passage in decision.passages)
            )
            return utter(dispatcher, answer, clarified=True)
        return utter(dispatcher, texts.fixed(decision.kind.value))

    def _answered(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, question: str, decision: Decision
    ) -> Events:
        """Answer, and where that is not sure to be what was asked, answer the other thing that it may be."""
        passage = self._for_foreigner(question, decision.passages[0])
        events = self.show(dispatcher, tracker, passage, Matter(passage, question), decision.confidence)
        if decision.second and passage is decision.passages[0] and not is_of_several(tracker):
            other = led_in(compose(decision.second, self._tools.knowledge, self._tools.day), decision.second)
            if other:
                dispatcher.utter_message(json_message=other.to_dict())
        return events

    def _follow_up(self, dispatcher: CollectingDispatcher, tracker: Tracker, matter: Matter | None) -> Events:
        if matter is None:
            return utter(dispatcher, texts.fixed("clarify_topic"), clarified=True)
        typed, own, retrieval = typed_text(tracker), own_text(tracker), self._tools.retrieval
        found = retrieval.find(typed if own else f"{matter.named} {typed}")
        alone = retrieval.find(own or typed)
        passage = following(own or typed, found.candidates, matter.passage, matter.question or "", alone.candidates)[0]
        stays = passage.aspect in DETAILS and not names_person(own or typed)
        return self.show(dispatcher, tracker, passage, matter if stays else None)

    def _for_foreigner(self, question: str, passage: Passage) -> Passage:
        """Return the passage that answers the same for a foreigner, where one is asked for and it has another topic."""
        topic = topic_of_person({"foreigner"} & set(aspects_of(question)), passage.topic)
        return ranked(question, self._tools.retrieval.find(question).candidates, topic)[0] if topic else passage

    def _decide(self, tracker: Tracker, question: str) -> Decision:
        knowledge = self._tools.knowledge
        found = self._tools.retrieval.find(question)
        heard = question == typed_text(tracker)  # Rasa has not seen a question that is asked again for another subject
        return decide(
            Understood(
                text=question,
                ranking=ranking_of(tracker) if heard else dict(topic_shares(found)),
                candidates=found.candidates,
                another_day=holds_another_day(found, knowledge, self._tools.day),
                relevance=relevance_logit(found),
                topics=knowledge.topics_with_passages,
                just_clarified=bool(tracker.get_slot("clarified")),
            )
        )

    @cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        return words_by_topic(self._tools.knowledge)

    def _words_of(self, matter: Matter) -> frozenset[str]:
        return self._words[matter.passage.topic]

    def _said(self, tracker: Tracker) -> Said:
        outside = self._tools.retrieval.find(typed_text(tracker)).outside
        return Said(typed_text(tracker), normalised_text(tracker), ranking_of(tracker), outside)


def utter(dispatcher: CollectingDispatcher, answer: Answer, clarified: bool = False) -> Events:
    """Send an answer as Rasa's custom payload and note whether it asked back."""
    dispatcher.utter_message(json_message=answer.to_dict())
    return [SlotSet("clarified", clarified)]
