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
from bot.actions.compose import compose
from bot.answer import MAX_TEXT, Answer
from bot.dialogue.client import DialogueClient, DialogueError
from bot.payload import Payload, parse_payload
from bot.turn.conversations import Conversations
from bot.turn.danger import Care
from bot.turn.guard import command_payload, guard, mask, without_command
from bot.turn.incoming import Incoming
from bot.turn.record import Record, TurnRow
from bot.turn.redact import Redacted
from bot.turn.retrieval import Retrieval
from bot.turn.several import is_settled, offer, said_once
from bot.turn.split import MOST, Question, split_questions
from knowledge.passage import Passage
from knowledge.search import Found

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
        care = self._care(redacted.bare, await self._retrieval.look(redacted.bare))
        if care.refusal:
            return [care.refusal]
        if care.urgent:
            return await self._help(name, care, care.urgent)
        return await self._cautiously(name, care)

    async def _help(self, name: str, care: Care, urgent: Passage) -> list[Answer]:
        """Give the numbers to call, and what else is asked where that is not sure to be all."""
        first = await self._open(name, urgent)
        if care.only_urgent:
            return [first]
        try:
            return said_once([first, *await self._cautiously(name, care)])
        except DialogueError as error:
            logger.error("dialogue unavailable: %s", error)
            return [first]

    async def _cautiously(self, name: str, care: Care) -> list[Answer]:
        return await (self._warn(name, care) if care.maybe_fraud else self._ask_each(name, care.text))

    def _care(self, text: str, found: Found) -> Care:
        return Care(text, found, self._retrieval.knowledge, self._retrieval.today())

    async def _warn(self, name: str, care: Care) -> list[Answer]:
        """Answer a message that may tell of a fraud; the warning does not wait for a dialogue that is down."""
        try:
            answers = await (self._ask(name, care.text) if care.fraud_told else self._ask_each(name, care.text))
        except DialogueError as error:
            if not care.fraud_told:
                raise
            logger.error("dialogue unavailable: %s", error)
            answers = [texts.fixed("error")]
        story = care.story() if care.needs_story(answers) else None
        if story is None:
            return care.warned(answers)
        await self._open(name, story)
        return [care.short(story)]

    async def _open(self, name: str, passage: Passage) -> Answer:
        """Show a passage and make it the matter at hand; shown even where the dialogue is not available."""
        try:
            shown = await self._dialogue.send(name, _MESSAGES["passage"].format(passage.id), {"tap": True})
        except DialogueError as error:
            logger.error("dialogue unavailable: %s", error)
            shown = [compose(passage, self._retrieval.knowledge, self._retrieval.today())]
        return shown[0]

    async def _ask_each(self, name: str, text: str) -> list[Answer]:
        """Answer a message of one question or several."""
        questions = split_questions(self._retrieval.find(text).query.text)
        return await (self._ask_all(name, text, questions) if len(questions) > 1 else self._ask(name, text))

    async def _ask_all(self, name: str, text: str, questions: list[Question]) -> list[Answer]:
        """Answer the first questions of a message and offer the rest."""
        first = questions[0]
        answers = await self._ask(name, first.text, several=True)
        if not is_settled(answers[-1], first.text, self._retrieval):
            answers = await self._ask(name, text)
        for question in questions[1:MOST]:
            answers += await self._ask_next(name, question, answers[-1])
        told = said_once(answers)
        rest = [question.text for question in questions[MOST:]]
        return [*told, offer(rest, self._retrieval, told)] if rest else told

    async def _ask_next(self, name: str, question: Question, before: Answer) -> list[Answer]:
        goes_on = before.status == "answered"
        answers = await self._ask(name, question.text, question.own if goes_on else "", several=True)
        said = question.own or question.text
        if goes_on and question.with_before and not is_settled(answers[-1], said, self._retrieval):
            answers = await self._ask(name, question.with_before, question.text, several=True)
        return answers

    async def _ask(self, name: str, question: str, own: str = "", several: bool = False) -> list[Answer]:
        normalised, metadata = await self._retrieval.prepare(question)
        message = without_command(normalised)  # last, for the normaliser turns look-alikes into a slash
        return await self._dialogue.send(name, message, {**metadata, "own": own, "several": several})

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
