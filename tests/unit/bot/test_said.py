"""A longer message is no dialogue act without a word that such an act has."""

import pytest

from bot.actions.said import may_be
from bot.dialogue.generate import HERE
from knowledge.reading import read_yaml

STRAY = [
    ("deny", "canh chua cá lóc bỏ lá chi"),
    ("small_talk", "hôm nay rằm hay mùng một"),
    ("affirm", "ronaldo ghi được mấy bàn rồi"),
    ("stop", "làm sao để người yêu cũ quay lại"),
    ("ask_bot", "crush seen k rep thì nhắn típ k"),
    ("ask_bot", "tối nay đội nào đá với ai mấy giờ vậy"),
    ("ask_menu", "nhuộm tóc màu gì cho sáng da"),
    ("ask_bot", "con dâu đòi ly dị, vậy cháu nội ở với ai"),
]


@pytest.mark.parametrize(("act", "message"), STRAY)
def test_a_message_about_anything_is_no_act(act, message):
    assert not may_be(act, message)


def test_every_example_of_an_act_may_be_one():
    rows = read_yaml(HERE / "nlu" / "acts.yml")["nlu"]
    examples = [(row["intent"], line.removeprefix("- ")) for row in rows for line in row["examples"].splitlines()]
    long = [(act, text) for act, text in examples if len(text.split()) > 3]
    assert [(act, text) for act, text in long if not may_be(act, text)] == []


def test_acts_that_are_not_listed_are_left_to_the_classifier():
    assert may_be("follow_up", "thế mất bao nhiêu tiền")
