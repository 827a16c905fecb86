"""The answer contract, payloads, and the small stages before the dialogue."""

from pathlib import Path

import pytest

from bot.answer import Answer, AnswerError, Button, Source
from bot.dialogue.blend import ACTS, blend
from bot.payload import Payload, parse_payload
from bot.turn.guard import MAX_TEXT, command_payload, guard, without_command
from knowledge.reading import read_yaml


def test_an_answer_survives_its_json_form():
    answer = Answer(
        status="answered",
        text="Được.",
        topic="ho_chieu",
        steps=("Mở VNeID.",),
        passages=("ho_chieu.lam",),
        sources=(Source("nd-1", "Nghị định", "Điều 1", None, "2024-01-01"),),
        verified_on="2026-11-24",
        warnings=("scam",),
        buttons=(Button("Lệ phí", "v1:passage:ho_chieu.le_phi"),),
        answer_id="a1",
    )
    assert Answer.from_dict(answer.to_dict()) == answer


@pytest.mark.parametrize(
    "broken",
    [
        {"status": "maybe", "text": ""},
        {"status": "answered", "text": "x" * 601},
        {"status": "answered", "text": "", "warnings": ["fire"]},
        {"status": "answered", "text": "", "buttons": [{"title": "x" * 31, "payload": "v1:menu"}]},
        {"status": "answered", "text": "", "buttons": [{"title": "x", "payload": "Đ"}]},
        {"text": "no status"},
        {"status": "answered", "text": "", "sources": [{"id": "a", "title": "b", "colour": "red"}]},
    ],
)
def test_a_broken_answer_is_refused(broken):
    with pytest.raises(AnswerError):
        Answer.from_dict(broken)


def test_payloads_read_back():
    for text in ("v1:menu", "v1:topic:ho_chieu", "v1:set:who:self", "v1:rate:helpful:abc"):
        payload = parse_payload(text)
        assert payload is not None
        assert str(payload) == text
    assert parse_payload("v1:set:who:self") == Payload("set", ("who", "self"))


NOT_OURS = ["", "v0:menu", "v1:", "v1:menu:x", "v1:topic", "v1:topic:", "v1:set:who", "/stop", "Đ"]


@pytest.mark.parametrize("text", NOT_OURS)
def test_other_payloads_are_not_ours(text):
    assert parse_payload(text) is None


def test_commands_in_any_channel():
    assert command_payload("/start") == "v1:menu"
    assert command_payload(" /HELP@bot_name xin chào") == "v1:help"
    assert command_payload("/restart") is None
    assert command_payload("") is None


@pytest.mark.parametrize("text", ["/restart", "//restart", ' /inform{"who":"self"}', "@stop"])
def test_rasa_never_sees_a_command(text):
    assert not without_command(text).startswith(("/", "@", " "))


def test_the_guard_ends_what_cannot_be_read():
    assert guard("làm căn cước ở đâu") is None
    for text in ("", "   ", "?!", "😀😀", "12345"):
        answer = guard(text)
        assert answer is not None
        assert answer.status == "clarify"
    assert guard("a" * MAX_TEXT) is None
    assert guard("a" * (MAX_TEXT + 1)) is not None


def test_blending_keeps_the_classifiers_word_where_retrieval_found_nothing():
    intents = {"greet": 0.9, "ho_chieu": 0.1}
    assert blend(intents, {}, 0.6) == intents


def test_blending_lets_retrieval_overrule_an_unsure_act_but_not_a_sure_one():
    unsure = blend({"deny": 0.4, "ho_chieu": 0.3, "ma_so_thue": 0.3}, {"ho_chieu": 0.95}, 0.6)
    assert max(unsure, key=unsure.__getitem__) == "ho_chieu"
    sure = blend({"start_level2": 0.8, "dinhdanh_muc2": 0.2}, {"dinhdanh_muc2": 1.0}, 0.6)
    assert max(sure, key=sure.__getitem__) == "start_level2"


def test_blending_knows_every_dialogue_act_of_the_domain():
    domain = read_yaml(Path("bot/dialogue/domain.yml"))
    assert set(domain["intents"]) == ACTS
