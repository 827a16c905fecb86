"""Stand-ins for what is slow to start: the dialogue, and the search by meaning."""

from __future__ import annotations

import asyncio
import datetime as dt
import threading
from dataclasses import replace
from typing import Any

from bot import texts
from bot.actions.compose import compose
from bot.answer import Answer
from bot.dialogue.client import DialogueError
from bot.payload import Payload
from knowledge.passage import Passage
from knowledge.ranking import Candidate, Ranking
from knowledge.reading import KnowledgeBase
from knowledge.search import Found
from knowledge.vietnamese.normalise import Change, Normalised

DAY = dt.date(2026, 11, 24)
UNANSWERED = "Hôm nay giá vàng bao nhiêu"
TWO_IN_ONE = "Hai việc một lúc"
SLOW = "Câu này trả lời chậm"
LINK = "https://van-ban.example/luat-can-cuoc"
BARE, ACCENTED = "lam lai the can cuoc o dau", "làm lại thẻ căn cước ở đâu"


class WordSearch:
    """Finds passages by the share of words that a wording has in common with the question."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self.knowledge = knowledge
        self._passages = [
            (p, [(wording, _words(wording)) for wording in p.questions]) for p in knowledge.passages if p.holds_on(DAY)
        ]

    def today(self) -> dt.date:
        return DAY

    async def look(self, text: str) -> Found:
        return self.find(text)

    async def prepare(self, text: str) -> tuple[str, dict[str, Any]]:
        return text, {}

    def find(self, text: str) -> Found:
        changes = (Change("accents", BARE, ACCENTED),) if text == BARE else ()
        understood = ACCENTED if text == BARE else text
        words = _words(understood)
        rows = (
            (max((_overlap(words, theirs), wording) for wording, theirs in wordings), passage)
            for passage, wordings in self._passages
        )
        best = [
            Candidate(passage, 5 * share, share, share, wording)
            for (share, wording), passage in sorted(rows, key=lambda row: -row[0][0])[:20]
        ]
        return Found(Normalised(text, understood, changes), Ranking.of(best))


class ScriptedDialogue:
    """Answers with the best passage; can be slow or down."""

    def __init__(self, search: WordSearch) -> None:
        self._search = search
        self.down = False
        self.released = threading.Event()

    async def send(self, sender: str, message: str, metadata: dict[str, Any]) -> list[Answer]:
        if self.down:
            raise DialogueError("stand-in switched off")
        if message == SLOW:
            await asyncio.to_thread(self.released.wait, 20)
        if message.startswith("/"):
            return [self._tap(message)]
        if message == UNANSWERED:
            return [texts.fixed("out_of_scope")]
        if message == TWO_IN_ONE:
            return [self.show(p) for p in self._search.knowledge.passages[:2]]
        return [self.show(self._search.find(message).candidates[0].passage)]

    async def is_ready(self) -> bool:
        return not self.down

    def _tap(self, message: str) -> Answer:
        if message == "/start_level2":
            return texts.form("who")
        name, _, rest = message.partition("{")
        value = rest.rstrip("}").partition(":")[2].strip().strip('"')
        knowledge = self._search.knowledge
        if name == "/open_passage" and value in knowledge.by_id:
            return self.show(knowledge.by_id[value])
        if name == "/choose_topic" and value in knowledge.topic_by_key:
            return self.show(knowledge.of_topic(value, DAY)[0])
        return texts.act("ask_menu")

    def show(self, passage: Passage) -> Answer:
        """Return the answer of a passage, its first source with an address to open."""
        answer = compose(passage, self._search.knowledge, DAY)
        first, *others = answer.sources
        return replace(answer, sources=(replace(first, url=LINK), *others))


def richest(knowledge: KnowledgeBase) -> Passage:
    """Return a passage with steps, a source, a warning, and a wording that finds it alone."""
    search = WordSearch(knowledge)

    def fits(passage: Passage) -> bool:
        return bool(
            passage.holds_on(DAY)
            and passage.steps
            and passage.citations
            and compose(passage, knowledge, DAY).buttons
            and search.find(passage.questions[0]).candidates[0].passage is passage
        )

    return max(filter(fits, knowledge.passages), key=lambda p: (bool(p.warning), len(p.steps), p.id))


def tap(passage: Passage) -> str:
    """Return the payload that shows a passage."""
    return str(Payload("passage", (passage.id,)))


def harmless(answer: Answer) -> Answer:
    """Return an answer without its id, to compare with another."""
    return replace(answer, answer_id="")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.lower().split())


def _overlap(mine: frozenset[str], theirs: frozenset[str]) -> float:
    return len(mine & theirs) / max(1, len(mine | theirs))
