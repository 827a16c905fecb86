"""The messages of a bench: enough of them, none twice, ten kinds a conversation."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from bot.bench.baseline_project import evenly, intent_examples, rasa_text
from bot.bench.messages import KINDS, Message, Pool
from bot.bench.variations import teencode, typo, unaccented
from bot.dialogue.generate import write_project
from bot.payload import parse_payload
from bot.turn.redact import redact
from knowledge.reading import load_knowledge
from knowledge.vietnamese.unicode import unaccented_key

DAY = dt.date(2026, 11, 24)
Conversations = list[tuple[Message, ...]]


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    project = tmp_path_factory.mktemp("bench") / "project"
    write_project(load_knowledge(), project)
    return intent_examples(project)


@pytest.fixture(scope="module")
def conversations(examples: dict[str, list[str]]) -> Conversations:
    return Pool(load_knowledge(), DAY, examples).conversations(4000)


def test_every_conversation_has_one_message_of_each_kind(conversations: Conversations) -> None:
    assert len(conversations) == 400
    assert all({message.kind for message in conversation} == set(KINDS) for conversation in conversations)


def test_no_text_comes_twice_even_without_accents_and_masked_numbers(conversations: Conversations) -> None:
    texts = [message.text for conversation in conversations for message in conversation if message.text]
    understood = {unaccented_key(redact(text).bare) for text in texts}
    assert len(texts) == 3600
    assert len(understood) == len(texts)


def test_a_follow_up_comes_right_after_a_question(conversations: Conversations) -> None:
    for conversation in conversations:
        kinds = [message.kind for message in conversation]
        assert kinds[kinds.index("follow_up") - 1] == "accented"


def test_personal_messages_hold_a_number_that_is_masked(conversations: Conversations) -> None:
    personal = [m.text for conversation in conversations for m in conversation if m.kind == "personal" and m.text]
    assert [text for text in personal if not redact(text).kinds] == []


def test_every_tap_is_a_button_of_ours_and_an_intent_of_the_baseline(
    conversations: Conversations, examples: dict[str, list[str]]
) -> None:
    taps = [message for conversation in conversations for message in conversation if message.kind == "tap"]
    assert all(message.payload and parse_payload(message.payload) for message in taps)
    names = {rasa_text(message).removeprefix("/") for message in taps}
    assert names <= {*examples, "start_level2", "open_passage"}


def test_the_same_seed_gives_both_sides_the_same_messages(
    conversations: Conversations, examples: dict[str, list[str]]
) -> None:
    assert Pool(load_knowledge(), DAY, examples).conversations(4000) == conversations


def test_a_pool_that_runs_dry_says_so(examples: dict[str, list[str]]) -> None:
    few = {**examples, "out_of_scope": ["mấy giờ rồi"]}
    with pytest.raises(ValueError, match="no new text after 1000 tries, expected one: ask for fewer messages"):
        Pool(load_knowledge(), DAY, few).conversations(20_000)


def test_variations_change_the_text_and_leave_it_readable() -> None:
    question = "Làm căn cước mất bao nhiêu tiền?"
    assert unaccented(question) == "lam can cuoc mat bao nhieu tien?"
    assert teencode(question) == "lm cc mất bn tiền?"
    slips = {typo(question, random.Random(seed)) for seed in range(20)}
    assert question not in slips
    assert all(abs(len(slip) - len(question)) <= 1 for slip in slips)


def test_examples_of_the_baseline_are_spread_over_the_whole_list() -> None:
    texts = [str(number) for number in range(100)]
    assert evenly(texts, 4) == ["0", "25", "50", "75"]
    assert evenly(texts[:3], 4) == ["0", "1", "2"]
