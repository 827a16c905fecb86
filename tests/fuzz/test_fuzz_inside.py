"""Ten thousand hostile texts through everything but the network and Rasa, with the real index."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from acting import ActingDialogue
from fuzz_inputs import inputs

from bot.answer import MAX_TEXT
from bot.settings import load_settings
from bot.stack.parts import build_retrieval
from bot.turn.conversations import Conversations
from bot.turn.incoming import Incoming
from bot.turn.pipeline import Turn
from bot.turn.record import Record
from bot.turn.retrieval import Retrieval

SEED, COUNT, WARM_UP = 5, 10_000, 1_000
AT_ONCE, LASTING = 4, 5
MOST_GROWTH = 100 * 2**20
"""Bytes of resident memory after the first thousand, while the bounded caches fill."""
MOST_SECONDS = 150.0
"""Of processor time: a minute on two cores, and a quarter more where others use them, too, which slows both."""
OPENED = r'open_passage\{"passage": "(lua_dao|duong_day_nong)\.\w+"\}'
"""What the app opens by itself: a warning of fraud, or the numbers to call."""
STATUSES = {"answered", "clarify", "no_answer", "out_of_scope", "refused", "smalltalk"}


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    record = Record(f"sqlite:///{tmp_path / 'turns.db'}")
    yield record
    record.close()


@pytest.fixture(scope="module")
def retrieval(tmp_path_factory: pytest.TempPathFactory) -> Retrieval:
    return build_retrieval(load_settings({"DEAN06_TODAY": "2026-11-24"}, tmp_path_factory.mktemp("fuzz") / "none"))


async def test_ten_thousand_hostile_texts_are_answered(
    retrieval: Retrieval, record: Record, caplog: pytest.LogCaptureFixture
) -> None:
    dialogue = ActingDialogue(retrieval)
    turn = Turn(dialogue, retrieval, Conversations("secret" * 4), record)  # type: ignore[arg-type]
    texts, statuses = inputs(SEED, COUNT), Counter[str]()
    process, started = psutil.Process(), time.process_time()

    async def converse(name: str, most: int) -> None:
        for number, text in zip(range(most), texts, strict=False):
            lasting = number % LASTING == 0  # the others begin anew: a follow-up is searched for twice
            answers = await turn.handle(Incoming("rest", name if lasting else f"{name}-{number}", text=text))
            assert answers, f"no answer to {text[:200]!r}"
            for answer in answers:
                json.dumps(answer.to_dict(), ensure_ascii=False).encode("utf-8")
                assert 0 < len(answer.text) <= MAX_TEXT
                statuses[answer.status] += 1

    async def all_of(most: int) -> None:
        async with asyncio.TaskGroup() as group:
            for number in range(AT_ONCE):
                group.create_task(converse(f"c{number}", most // AT_ONCE))

    with caplog.at_level(logging.WARNING):
        await all_of(WARM_UP)
        before = process.memory_info().rss
        await all_of(COUNT - WARM_UP)
    grown, took = process.memory_info().rss - before, time.process_time() - started
    assert set(statuses) <= STATUSES, statuses
    assert sum(statuses.values()) >= COUNT
    assert [record.getMessage() for record in caplog.records] == []
    assert not dialogue.typed, "a typed text chose an intent"
    assert all(re.fullmatch(OPENED, command) for command in dialogue.opened), dialogue.opened
    assert grown < MOST_GROWTH, f"{grown / 2**20:.0f} MB more than after {WARM_UP} texts"
    assert took < MOST_SECONDS, f"{took:.0f} s of processor time"
