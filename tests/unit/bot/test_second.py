"""What a second answer says, and when there is none."""

import datetime as dt

import pytest

from bot.actions.compose import compose
from bot.actions.second import led_in, says_the_same
from bot.answer import MAX_TEXT
from knowledge.reading import load_knowledge

DAY = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


def test_it_begins_with_what_it_is_about_and_keeps_its_sources(knowledge):
    passage = knowledge.by_id["tam_tru.thue_tro"]
    whole = compose(passage, knowledge, DAY)
    second = led_in(whole, passage)
    assert second.text.startswith(f"Còn nếu bạn hỏi về “{passage.label}”:")
    assert second.text.endswith(whole.text)
    assert (second.sources, second.verified_on) == (whole.sources, whole.verified_on)


def test_what_leaves_no_room_to_say_what_it_is_about_is_left_out(knowledge):
    for passage in knowledge.passages:
        second = led_in(compose(passage, knowledge, DAY), passage)
        assert second is None or len(second.text) <= MAX_TEXT
    longest = max(knowledge.passages, key=lambda passage: len(passage.answer))
    assert led_in(compose(longest, knowledge, DAY), longest) is None


def test_a_passage_that_answers_for_another_topic_too_needs_no_second_one(knowledge):
    first, second = knowledge.by_id["thuong_tru.khac_tam_tru"], knowledge.by_id["tam_tru.khac_thuong_tru"]
    assert says_the_same(first, second)
    assert not says_the_same(first, knowledge.by_id["tam_tru.le_phi"])
