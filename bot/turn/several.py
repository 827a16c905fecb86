"""The answers to a message with more than one question, as they go out together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot import texts
from bot.actions.choose import ranked
from bot.actions.compose import MAX_CHOICES, passage_button
from bot.answer import Answer
from bot.turn.retrieval import Retrieval
from knowledge.passage import Passage
from knowledge.relevance import relevance

LEAST_RELEVANCE = 0.5
"""A passage less likely to be what was asked is not offered."""
OUTSIDE = 0.8
"""Share of what is declined from which a question is another matter, and not one badly cut out of the message."""


def is_settled(answer: Answer, question: str, retrieval: Retrieval) -> bool:
    """Tell whether a question of several has its answer, be it that it is none of ours."""
    declined = answer.status in ("clarify", "no_answer", "out_of_scope")
    return not declined or retrieval.find(question).outside >= OUTSIDE


def said_once(answers: Sequence[Answer]) -> list[Answer]:
    """Leave out what an answer before has said already, and let each name the topics of the others."""
    told: list[Answer] = []
    for answer in answers:
        given = {passage for before in told for passage in before.passages}
        if not answer.passages or not set(answer.passages) <= given:
            told.append(answer)
    topics = [answer.topic for answer in told if answer.topic]
    return [replace(a, topics=_others(a.topic, (*a.topics, *topics))) if a.topic else a for a in told]


def offer(questions: Sequence[str], retrieval: Retrieval, told: Sequence[Answer]) -> Answer:
    """Return the sentence for the questions that were too many, with a button for each that has an answer."""
    given = {passage for answer in told for passage in answer.passages}
    found = {p.label: p for p in (_best(question, retrieval) for question in questions) if p and p.id not in given}
    buttons = tuple(passage_button(passage) for passage in found.values())
    return replace(texts.fixed("more_questions"), buttons=buttons[:MAX_CHOICES])


def _best(question: str, retrieval: Retrieval) -> Passage | None:
    found = retrieval.find(question)
    if not found.candidates or relevance(found) < LEAST_RELEVANCE:
        return None
    return ranked(question, found.candidates, found.candidates[0].passage.topic)[0]


def _others(topic: str, topics: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(other for other in topics if other != topic))
