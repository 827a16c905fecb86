"""The committed knowledge base: it loads, covers every topic, and says no number that its facts do not."""

import datetime as dt
from dataclasses import replace

import pytest

from knowledge.check import numbers
from knowledge.check.material import Material
from knowledge.passage import in_force
from knowledge.reading import KnowledgeBase, load_knowledge

DAY = dt.date(2026, 11, 24)
DIALOGUE_TOPICS = 3
"""Greetings, out of scope and refusals come last in topics.yml and have no passages."""


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return load_knowledge()


@pytest.fixture(scope="module")
def material() -> Material:
    return Material.read(DAY)


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


def test_every_number_stands_in_a_fact(material: Material) -> None:
    texts = [f for f in numbers.check(material).findings if material.places.line(f.passage, "sources") > f.line]
    assert texts == []


def test_a_number_of_no_fact_would_be_found(material: Material) -> None:
    knowledge = material.knowledge
    passage = next(p for p in knowledge.passages if "35.000" in p.answer)
    wrong = replace(passage, answer=passage.answer.replace("35.000", "35.500"))
    only = replace(material, knowledge=replace(knowledge, passages=(wrong,)))
    assert [f.found for f in numbers.check(only).findings] == ["35500"]
