"""The committed conversations ask for what the vetted passages can say."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

import pytest

from bot.actions.compose import compose
from bot.payload import parse_payload
from bot.suites.drivers import Reply
from bot.suites.schema import Conversation, Step, read_conversations
from knowledge.reading import KnowledgeBase, load_knowledge

FOLDER = Path(__file__).parents[2] / "conversations"
DAY = dt.date(2026, 11, 24)
CONVERSATIONS = [c for path in sorted(FOLDER.rglob("*.yml")) for c in read_conversations(path)]
KINDS = {"time", "answers", "followups", "form", "scope", "safety", "privacy", "spelling", "smalltalk", "telegram"}


@cache
def knowledge() -> KnowledgeBase:
    return load_knowledge()


def expected(step: Step, name: str) -> tuple[str, ...]:
    return next((e.values for e in step.expectations if e.name == name and not e.negated), ())


def name_of(conversation: Conversation) -> str:
    return f"{conversation.path.stem}: {conversation.name}"


def test_every_kind_is_there_and_names_are_unique() -> None:
    assert {conversation.path.parent.name for conversation in CONVERSATIONS} == KINDS
    names = [conversation.name for conversation in CONVERSATIONS]
    assert len(set(names)) == len(names) >= 45


@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=name_of)
def test_names_only_topics_and_passages_that_exist(conversation: Conversation) -> None:
    for step in conversation.steps:
        topics = {*expected(step, "topic"), *expected(step, "topics")}
        assert topics <= set(knowledge().topic_by_key), f"line {step.line}"
        assert set(expected(step, "passage")) <= set(knowledge().by_id), f"line {step.line}"


@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=name_of)
def test_expects_of_a_topic_only_what_one_of_its_passages_says(conversation: Conversation) -> None:
    about = {"contains", "matches", "source", "steps", "max_length"}
    for step in conversation.steps:
        topics = expected(step, "topic")
        wanted = [e for e in step.expectations if e.name in about]
        replies = [
            Reply(("…",), (), (compose(passage, knowledge(), DAY),))
            for topic in topics
            for passage in knowledge().of_topic(topic, DAY)
        ]
        fitting = [reply for reply in replies if not any(e.failed_values(reply) for e in wanted)]
        assert fitting or not topics, f"line {step.line}: no passage of {', '.join(topics)} says all that is expected"


def test_payloads_of_this_version_are_ours_or_meant_to_be_gone() -> None:
    payloads = {step.value for c in CONVERSATIONS for step in c.steps if step.action == "payload"}
    ours = {payload for payload in payloads if parse_payload(payload)}
    assert payloads - ours == {"v0:open:can-cuoc"}
