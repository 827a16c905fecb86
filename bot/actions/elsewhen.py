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
    return None if _in_its_place(best, knowledge, day) else best


def say_when(passage: Passage, knowledge: KnowledgeBase, day: dt.date) -> Answer:
    """Return the answer that names a rule of another day, with its sources and what can be read instead."""
    ended = passage.effective_to and passage.effective_to < day
    when = passage.effective_to if ended else passage.effective_from
    answer = texts.fixed("ended" if ended else "not_yet", rule=passage.label, day=f"{when:%d/%m/%Y}")
    others = knowledge.of_topic(passage.topic, day)[:MAX_CHOICES]
    return replace(
        answer, topic=passage.topic, sources=cited(passage), buttons=tuple(passage_button(other) for other in others)
    )


def _in_its_place(passage: Passage, knowledge: KnowledgeBase, day: dt.date) -> bool:
    """Tell whether a passage in force stands before or after this one in the chain of what replaced what."""
    seen: set[str] = set()
    left = [passage]
    while left:
        here = left.pop()
        if here.holds_on(day):
            return True
        if here.id not in seen:
            seen.add(here.id)
            left += [knowledge.by_id[old] for old in here.replaces]
            left += knowledge.successors.get(here.id, ())
    return False
