"""What people have without this project, on the same questions as a stored run: a site search, and Rasa as it ships."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import httpx

from bot.actions.compose import compose
from bot.answer import Answer
from bot.evaluation.asking import Asked, Reply
from bot.evaluation.scoring import score
from bot.evaluation.summary import NOISY, Figures, Graded
from bot.evaluation.tables import NOTHING, interval, percent
from knowledge.index.lexical import LexicalIndex, terms
from knowledge.passage import Passage, in_force
from knowledge.reading import KnowledgeBase

OURS = "this project"
SITE, SITE_WORDINGS = "site search (BM25, first hit)", "site search that knows our wordings"
STOCK = "Rasa as it ships (DIET)"
_REPLY = re.compile(r"Bạn hỏi về (\w+)\.")  # of bot/bench/baseline_project.py
_DECLINING = {
    "out_of_scope": "out_of_scope", "nlu_fallback": "out_of_scope",
    "ask_forgery": "refused", "ask_other_people": "refused", "attack_bot": "refused",
}  # fmt: skip
_ASK_S = 60.0


@dataclass(frozen=True)
class System:
    """One system's answers, graded."""

    name: str
    rows: tuple[Graded, ...]
    has_texts: bool = True
    """Whether its answers hold the facts that a right one must hold; else only topics can be compared."""


def site_search(asked: Sequence[Asked], knowledge: KnowledgeBase, day: dt.date, wordings: bool) -> System:
    """Answer each question with the first hit of BM25 over the passages in force; it declines only what has no word.

    Questions are read as typed, accented and unaccented syllables counting. Of a conversation it sees the last message.

    :param wordings: index our wordings of each passage too, which no site search has.
    """
    passages = in_force(knowledge.passages, day)
    index = LexicalIndex([_text(knowledge, passage, wordings) for passage in passages])
    rows = []
    for row in asked:
        message = row.last.message
        found = passages[int(index.scores(message, message).argmax())] if terms(message) else None
        rows.append(_answered(row, compose(found, knowledge, day) if found else Answer("no_answer", "")))
    return System(SITE_WORDINGS if wordings else SITE, tuple(score(rows)))


def stock_rasa(asked: Sequence[Asked], url: str) -> System:
    """Ask the baseline of `dean06 bench`: every message of a conversation, the last reply counts.

    :param url: of its REST channel.
    """
    rows = []
    with httpx.Client(timeout=_ASK_S) as http:
        for row in asked:
            sender = uuid.uuid4().hex
            texts = [_say(http, url, sender, reply.message) for reply in row.replies]
            rows.append(_answered(row, as_answer(texts[-1])))
    return System(STOCK, tuple(score(rows)), has_texts=False)


def as_answer(text: str) -> Answer:
    """Return what the baseline says as an answer: its reply names the intent, and nothing else."""
    said = _REPLY.search(text)
    intent = said[1] if said else "nlu_fallback"
    return Answer(_DECLINING.get(intent, "answered"), text, None if intent in _DECLINING else intent)


def table(systems: Sequence[System]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the systems as one table."""
    head = (
        "", "in scope: right", "95 %", "in scope: topic", "95 %", "noisy kinds: topic", "in scope declined",
        "out of scope declined", "95 %", "near domain declined",
    )  # fmt: skip
    return head, [_row(system) for system in systems]


def as_json(systems: Sequence[System]) -> list[dict[str, Any]]:
    """Return the figures for programs."""
    return [
        {"system": s.name, "has_texts": s.has_texts, **{k: asdict(v) for k, v in _figures(s).items()}} for s in systems
    ]


def _figures(system: System) -> dict[str, Figures]:
    rows = system.rows
    return {
        "in_scope": Figures.of([row for row in rows if row.question.in_scope]),
        "noisy": Figures.of([row for row in rows if row.question.kind in NOISY]),
        "out_of_scope": Figures.of([row for row in rows if row.question.kind == "outofscope"]),
        "near": Figures.of([row for row in rows if row.question.near]),
    }


def _row(system: System) -> tuple[str, ...]:
    found = _figures(system)
    scope, outside, near = found["in_scope"], found["out_of_scope"], found["near"]
    right = (percent(scope.right, scope.n), interval(scope.right, scope.n)) if system.has_texts else (NOTHING, NOTHING)
    return (
        system.name,
        *right,
        percent(scope.topic_right, scope.n),
        interval(scope.topic_right, scope.n),
        percent(found["noisy"].topic_right, found["noisy"].n),
        percent(scope.declined, scope.n),
        percent(outside.declined, outside.n),
        interval(outside.declined, outside.n),
        percent(near.declined, near.n),
    )


def _text(knowledge: KnowledgeBase, passage: Passage, wordings: bool) -> str:
    topic = knowledge.topic_by_key[passage.topic].label
    return " ".join((topic, passage.label, *(passage.questions if wordings else ()), passage.full_text))


def _say(http: httpx.Client, url: str, sender: str, message: str) -> str:
    rows = http.post(url, json={"sender": sender, "message": message}).raise_for_status().json()
    return " ".join(row.get("text", "") for row in rows)


def _answered(row: Asked, answer: Answer) -> Asked:
    last = Reply(row.last.message, (answer.to_dict(),), 0.0, {})
    return Asked(row.question, (*row.replies[:-1], last))
