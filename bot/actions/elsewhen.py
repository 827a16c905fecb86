"""A question whose rule has ended, or has not begun, on the day of the answer.

Nothing vetted answers it then: the assistant names the rule that it knows, its first or last day, and whom to ask.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot import texts
from bot.actions.choose import ranked
from bot.actions.compose import MAX_CHOICES, cited, passage_button
from bot.answer import Answer
from knowledge.passage import Passage
from knowledge.reading import KnowledgeBase
from knowledge.search import Found


def holds_another_day(found: Found, knowledge: KnowledgeBase, day: dt.date) -> Passage | None:
    """Return the passage of another day that fits the question, where none in force takes its place."""
    if found.fitting is not found.elsewhen or not found.elsewhen:
        return None
    best = ranked(found.query.original, found.elsewhen, found.elsewhen[0].passage.topic)[0]
    chain = _chain(best, knowledge)
    return None if any(passage.holds_on(day) for passage in chain) else min(chain, key=lambda p: _distance(p, day))


def say_when(passage: Passage, knowledge: KnowledgeBase, day: dt.date) -> Answer:
    """Return the answer that names a rule of another day, with its sources and what can be read instead."""
    ended = passage.effective_to and passage.effective_to < day
    when = passage.effective_to if ended else passage.effective_from
    answer = texts.fixed("ended" if ended else "not_yet", rule=passage.label, day=f"{when:%d/%m/%Y}")
    others = knowledge.of_topic(passage.topic, day)[:MAX_CHOICES]
    return replace(
        answer, topic=passage.topic, sources=cited(passage), buttons=tuple(passage_button(other) for other in others)
    )


def _chain(passage: Passage, knowledge: KnowledgeBase) -> tuple[Passage, ...]:
    """Return the passage with all that it replaced and all that replaced it, however far away."""
    chain: dict[str, Passage] = {}
    left = [passage]
    while left:
        here = left.pop()
        if here.id not in chain:
            chain[here.id] = here
            left += [knowledge.by_id[old] for old in here.replaces]
            left += knowledge.successors.get(here.id, ())
    return tuple(chain.values())


def _distance(passage: Passage, day: dt.date) -> int:
    """Return the days between a day and the time in which a passage holds."""
    if passage.effective_to and passage.effective_to < day:
        return (day - passage.effective_to).days
    return (passage.effective_from - day).days
