"""Every check, held and broken, with its negation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.answer import Answer, Button, Source
from bot.suites.checks import CHECKS
from bot.suites.drivers import Reply
from bot.suites.expectation import Expectation
from bot.suites.schema import read_conversations

Write = Callable[[str], Path]

ANSWER = Answer(
    "answered",
    "Lệ phí cấp lại là 35.000 đồng.\nTổng đài 1900.0368.",
    topic="cancuoc_le_phi_thoi_han",
    topics=("cancuoc_cap_doi_cap_lai",),
    steps=("Đến Công an cấp xã.", "Nhận giấy hẹn."),
    passages=("cancuoc_le_phi.cap_lai",),
    sources=(Source("tt-73-2024-btc", "Thông tư 73/2024/TT-BTC", url="https://a.vn/tin-119240701123.htm"),),
    warnings=("scam", "outdated"),
    buttons=(Button("Làm ở đâu", "v1:menu"),),
)
REPLY = Reply(("…",), ("Làm ở đâu",), (ANSWER,))
LEAK = Reply(("…",), (), (Answer("refused", "Số 001099012345 là của ai?"),))

HOLDS = {
    "status": ["answered", "[clarify, answered]"],
    "topic": ["cancuoc_le_phi_thoi_han", "[ho_chieu, cancuoc_le_phi_thoi_han]"],
    "topics": ["[cancuoc_le_phi_thoi_han, cancuoc_cap_doi_cap_lai]"],
    "passage": ["cancuoc_le_phi.cap_lai"],
    "source": ["tt-73-2024-btc"],
    "warnings": ["[scam, outdated]"],
    "buttons": ["Làm ở đâu"],
    "contains": ["lệ phí CẤP LẠI", '["35.000 đồng. Tổng đài", "giấy hẹn"]'],
    "matches": [r'"35[.]000 đồng.*hẹn"'],
    "steps": ["2", "{min: 2}", "{max: 5}"],
    "answers": ["1"],
    "max_length": ["600"],
}
BREAKS = {
    "status": ["refused"],
    "topic": ["cancuoc_cap_doi_cap_lai"],
    "topics": ["ho_chieu"],
    "passage": ["cancuoc_le_phi.cap_doi"],
    "source": ["nd-69-2024"],
    "warnings": ["personal_data"],
    "buttons": ["Làm ở"],
    "contains": ["Làm ở đâu", '"70.000"', "tt-73"],
    "matches": [r'"^35"'],
    "steps": ["1", "{min: 3}"],
    "answers": ["{min: 2}"],
    "max_length": ["49"],
    "personal_number": ["true"],
}


def expectation(write: Write, name: str, value: str) -> Expectation:
    path = write(f"conversations: [{{name: a, turns: [{{send: b, expect: {{{name}: {value}}}}}]}}]")
    return read_conversations(path)[0].steps[0].expectations[0]


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in HOLDS.items() for value in values])
def test_holds_and_its_negation_fails(write: Write, name: str, value: str) -> None:
    assert not expectation(write, name, value).failed_values(REPLY)
    assert expectation(write, f"not_{name}", value).failed_values(REPLY)


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in BREAKS.items() for value in values])
def test_fails_and_its_negation_holds(write: Write, name: str, value: str) -> None:
    assert expectation(write, name, value).failed_values(REPLY)
    assert not expectation(write, f"not_{name}", value).failed_values(REPLY)


def test_every_check_is_tried_both_ways() -> None:
    assert set(BREAKS) == set(CHECKS)
    assert set(CHECKS) - set(HOLDS) == {"personal_number"}  # its other way is the next test


def test_a_personal_number_in_a_reply_is_found(write: Write) -> None:
    leaked = expectation(write, "not_personal_number", "true")
    assert leaked.failed_values(LEAK)
    assert leaked.got(LEAK) == "số giấy tờ"
    assert not expectation(write, "personal_number", "true").failed_values(LEAK)


def test_of_several_values_only_the_missing_are_told(write: Write) -> None:
    assert expectation(write, "contains", '["35.000", "70.000"]').failed_values(REPLY) == ("70.000",)


def test_a_reply_of_two_answers_is_searched_whole(write: Write) -> None:
    reply = Reply(("…",), (), (ANSWER, Answer("answered", "Nộp ở Công an tỉnh.", topic="ho_chieu")))
    for name, value in (
        ("topics", "[ho_chieu, cancuoc_le_phi_thoi_han]"),
        ("contains", "Công an tỉnh"),
        ("answers", "2"),
    ):
        assert not expectation(write, name, value).failed_values(reply)
