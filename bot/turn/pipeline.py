"""A turn: receive, redact, guard, search, dialogue, record. Recording always runs.

A stage ends the turn early by returning answers; `Turn.handle` is the only door for every channel.
"""

from __future__ import annotations

import logging
import time
import uuid
from dataclasses import replace

from sqlalchemy.exc import SQLAlchemyError

from bot import texts
from bot.answer import MAX_TEXT, Answer
from bot.dialogue.client import DialogueClient, DialogueError
from bot.payload import Payload, parse_payload
from bot.turn.conversations import Conversations
from bot.turn.cues import cued_intent
from bot.turn.guard import command_payload, guard, mask, without_command
from bot.turn.incoming import Incoming
from bot.turn.record import Record, TurnRow
from bot.turn.redact import Redacted
from bot.turn.retrieval import Retrieval
from bot.turn.several import is_settled, offer, said_once
from bot.turn.split import MOST, Question, split_questions

logger = logging.getLogger(__name__)


class Turn:
    """Handles what citizens send, for every channel."""

    def __init__(
        self, dialogue: DialogueClient, retrieval: Retrieval, conversations: Conversations, record: Record
    ) -> None:
        self._dialogue = dialogue
        self._retrieval = retrieval
        self._conversations = conversations
        self._record = record

    async def handle(self, incoming: Incoming) -> list[Answer]:
        """Answer one message or tap.

        :returns: at least one answer; of status `error` where the dialogue is not available.
        """
        started = time.perf_counter()
        name = self._conversations.name(incoming.channel, incoming.conversation_id)
        redacted = mask(incoming.text or "")
        async with self._conversations.alone(name):
            try:
                answers = await self._answer(name, incoming, redacted)
            except DialogueError as error:
                logger.error("dialogue unavailable: %s", error)
                answers = [texts.fixed("error")]
        answers = [replace(answer, answer_id=uuid.uuid4().hex[:16]) for answer in answers]
        if redacted.kinds:
            answers = _with_notice(answers)
        asked = redacted.text if incoming.payload is None else incoming.payload
        took_ms = 1000 * (time.perf_counter() - started)
        try:
            await self._record.turn(TurnRow(name, incoming.channel, asked, took_ms), answers)
        except SQLAlchemyError as error:  # its own words may hold what was asked
            logger.error("turn not recorded: %s", type(error).__name__)
        return answers

    async def _answer(self, name: str, incoming: Incoming, redacted: Redacted) -> list[Answer]:
        code = incoming.payload or command_payload(redacted.bare)
        if code is not None:
            payload = parse_payload(code)
            return await self._tap(name, payload) if payload else [texts.act("ask_menu")]
        ended = guard(redacted.bare)
        if ended:
            return [ended]
        normalised, _ = await self._retrieval.prepare(redacted.bare)
        questions = split_questions(normalised)
        if len(questions) > 1 and not cued_intent(without_command(normalised)):
            return await self._ask_all(name, redacted.bare, questions)
        return await self._ask(name, redacted.bare)

    async def _ask_all(self, name: str, text: str, questions: list[Question]) -> list[Answer]:
        """Answer the first questions of a message and offer the rest."""
        first = questions[0]
        answers = await self._ask(name, first.text)
        if not is_settled(answers[-1], first.text, self._retrieval):
            answers = await self._ask(name, text)
        for question in questions[1:MOST]:
            answers += await self._ask_next(name, question, answers[-1])
        told = said_once(answers)
        rest = [question.text for question in questions[MOST:]]
        return [*told, offer(rest, self._retrieval, told)] if rest else told

    async def _ask_next(self, name: str, question: Question, before: Answer) -> list[Answer]:
        goes_on = before.status == "answered"
        answers = await self._ask(name, question.text, question.own if goes_on else "")
        said = question.own or question.text
        if goes_on and question.with_before and not is_settled(answers[-1], said, self._retrieval):
            answers = await self._ask(name, question.with_before, question.text)
        return answers

    async def _ask(self, name: str, question: str, own: str = "") -> list[Answer]:
        normalised, metadata = await self._retrieval.prepare(question)
        message = without_command(normalised)  # last, for the normaliser turns look-alikes into a slash
        intent = cued_intent(message)
        if intent:
            message, metadata = f"/{intent}", {"typed": question}
        return await self._dialogue.send(name, message, {**metadata, "own": own})

    async def _tap(self, name: str, payload: Payload) -> list[Answer]:
        if payload.kind in ("help", "privacy"):
            return [texts.fixed(payload.kind)]
        message = _MESSAGES[payload.kind].format(*payload.values)
        return await self._dialogue.send(name, message, {"tap": True})


_MESSAGES = {
    "menu": "/ask_menu",
    "stop": "/stop",
    "resume": "/resume_level2",
    "form": "/start_level2",
    "topic": '/choose_topic{{"topic": "{0}"}}',
    "passage": '/open_passage{{"passage": "{0}"}}',
    "set": '/inform{{"{0}": "{1}"}}',
    "rate": "/ask_menu",
}


def _with_notice(answers: list[Answer]) -> list[Answer]:
    notice = texts.personal_data_notice()
    warned = [answer.with_warning("personal_data") for answer in answers]
    first = warned[0]
    if len(notice) + 1 + len(first.text) <= MAX_TEXT:
        return [replace(first, text=f"{notice} {first.text}"), *warned[1:]]
    alone = Answer("smalltalk", notice, warnings=("personal_data",), answer_id=uuid.uuid4().hex[:16])
    return [alone, *warned]
