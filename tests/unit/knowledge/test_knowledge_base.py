"""The committed knowledge base: it loads, covers every topic, and says no number that its facts do not."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from knowledge.passage import Passage, in_force
from knowledge.reading import KnowledgeBase, load_knowledge, read_facts

DAY = dt.date(2026, 11, 24)
DIALOGUE_TOPICS = 3
"""Greetings, out of scope and refusals come last in topics.yml and have no passages."""

_NUMBER = re.compile(r"\d+(?:[.,/:-]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_DATE = re.compile(r"(?:\d{1,2}/)?\d{1,2}/\d{4}")
_FACT_FIELDS = ("fact", "source", "effective", "status")


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return load_knowledge()


def canonical(number: str) -> str:
    """Write a number one way: without thousands dots, dates without leading zeros."""
    if _THOUSANDS.fullmatch(number):
        return number.replace(".", "")
    return re.sub(r"(?<!\d)0+(?=\d)", "", number)


def numbers(text: str) -> set[str]:
    """The numbers of a text; a date is one number."""
    return {canonical(found) for found in _NUMBER.findall(text)}


def numbers_of_facts(passage: Passage, facts: dict[str, dict[str, str]]) -> set[str]:
    """The numbers of a passage's facts, and what follows from them: parts of dates, ranges, phone numbers."""
    known: set[str] = set()
    for fact in passage.facts:
        for found in _NUMBER.findall(" ".join(facts[fact][field] for field in _FACT_FIELDS)):
            known.add(canonical(found))
            if not _THOUSANDS.fullmatch(found):
                known |= {canonical(part) for part in re.split(r"[./:-]", found)}
            if _DATE.fullmatch(found):
                known.add(canonical(found.split("/", 1)[1]))  # the month of a day
    return known


def test_there_are_enough_passages(knowledge: KnowledgeBase) -> None:
    assert len(knowledge.passages) >= 130
    assert len(knowledge.topics) == 52


def test_every_topic_has_two_passages_in_force(knowledge: KnowledgeBase) -> None:
    topics = knowledge.topics[:-DIALOGUE_TOPICS]
    assert len(topics) == 49
    counts = {topic.key: len(knowledge.of_topic(topic.key, DAY)) for topic in topics}
    assert {key: count for key, count in counts.items() if count < 2} == {}


def test_the_seed_article_is_in_force_as_history_only(knowledge: KnowledgeBase) -> None:
    quoted = [p for p in in_force(knowledge.passages, DAY) if p.origin]
    assert len(quoted) >= 5
    assert {p.aspect for p in quoted} == {"history"}
    assert in_force(tuple(quoted), dt.date(2023, 1, 31)) == ()


def test_no_passage_was_verified_in_the_future(knowledge: KnowledgeBase) -> None:
    assert [p.id for p in knowledge.passages if p.verified_on > DAY] == []


def test_every_number_stands_in_a_fact(knowledge: KnowledgeBase) -> None:
    facts = read_facts()
    unfounded = {p.id: numbers(p.full_text) - numbers_of_facts(p, facts) for p in knowledge.passages}
    assert {passage: found for passage, found in unfounded.items() if found} == {}


def test_a_number_of_no_fact_would_be_found(knowledge: KnowledgeBase) -> None:
    facts = read_facts()
    passage = next(p for p in knowledge.passages if "35.000" in p.answer)
    wrong = replace(passage, answer=passage.answer.replace("35.000", "35.500"))
    assert numbers(wrong.full_text) - numbers_of_facts(wrong, facts) == {"35500"}
