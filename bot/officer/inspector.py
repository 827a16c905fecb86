"""One sentence, asked as a citizen would ask it, with what the machine made of it."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.channels.web.api import Answering
from bot.turn.guard import command_payload, guard, without_command
from bot.turn.incoming import Incoming
from bot.turn.redact import redact
from knowledge.relevance import relevance
from knowledge.search import Found

CHANNEL = "officer"
Confidence = Callable[[Found], float]


@dataclass(frozen=True)
class Inspector:
    """Asks sentences.

    :param turn: answers them.
    :param find: the retrieval layer's search.
    :param labels: what topics are called, by key.
    :param confidence: how likely it is that a search found what was asked, 0 to 1.
    """

    turn: Answering
    find: Callable[[str], Found]
    labels: Mapping[str, str]
    confidence: Confidence = relevance

    async def inspect(self, sentence: str) -> dict[str, Any]:
        """Ask one sentence in a conversation of its own.

        :returns: a row of the workbench's table: `sentence` (masked), `masked`, `answers`, `status`,
            `topic`, `confidence`, `runner_up`, `wording`, `understood`, `changes`.
        """
        redacted = redact(sentence)
        answers = await self.turn.handle(Incoming(CHANNEL, uuid.uuid4().hex, text=sentence))
        # A notice about masked numbers may stand before the answer proper.
        main = next((answer for answer in answers if answer.status != "smalltalk"), answers[0])
        row = {
            "sentence": redacted.text,
            "masked": list(redacted.kinds),
            "answers": [answer.to_dict() for answer in answers],
            "status": main.status,
            "topic": self._label(main.topic),
        }
        bare = redacted.bare
        if command_payload(bare) is not None or guard(bare) is not None:
            return {**row, **_NOT_SEARCHED}
        found = await asyncio.to_thread(self.find, without_command(bare))
        return {**row, **self._details(found, main.topic)}

    def _details(self, found: Found, topic: str | None) -> dict[str, Any]:
        ranked = list(found.candidates.best_by_topic())
        first = topic or next(iter(ranked), None)
        return {
            "topic": self._label(first),
            "confidence": round(self.confidence(found), 3),
            "runner_up": self._label(next((name for name in ranked if name != first), None)),
            "wording": found.candidates[0].wording if found.candidates else None,
            "understood": found.query.text,
            "changes": [{"what": c.what, "before": c.before, "after": c.after} for c in found.query.changes],
        }

    def _label(self, topic: str | None) -> str | None:
        return None if topic is None else self.labels.get(topic, topic)


_NOT_SEARCHED: dict[str, Any] = {
    "confidence": None,
    "runner_up": None,
    "wording": None,
    "understood": None,
    "changes": [],
}
