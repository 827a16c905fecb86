"""Politeness around a question, and what must stay when it is taken off."""

import pytest

from knowledge.vietnamese.courtesy import without_courtesy


@pytest.mark.parametrize(
    ("asked", "compared"),
    [
        ("dạ cho cháu hỏi làm căn cước mất bao lâu vậy ạ", "làm căn cước mất bao lâu"),
        ("cháu ơi cho bác hỏi vneid là gì thế hả cháu", "vneid là gì"),
        ("anh chị cho hỏi lệ phí cấp lại thẻ giúp em với", "lệ phí cấp lại thẻ"),
        ("tôi muốn hỏi về việc đăng ký tạm trú ạ, cảm ơn", "đăng ký tạm trú"),
        ("tôi đang cần biết đổi bằng lái xe ở đâu mọi người", "đổi bằng lái xe ở đâu"),
    ],
)
def test_politeness_is_taken_off(asked, compared):
    assert without_courtesy(asked) == compared


@pytest.mark.parametrize(
    "asked",
    [
        "con tôi mất thẻ thì làm sao",
        "mẹ tôi 80 tuổi có phải làm căn cước không",
        "cho con đi học cần giấy tờ gì",
        "chào bán tài khoản vneid có bị phạt không",
        "hỏi cung có cần luật sư không",
    ],
)
def test_whom_and_what_it_is_about_stays(asked):
    assert without_courtesy(asked) == asked


@pytest.mark.parametrize("said", ["cảm ơn ạ", "dạ vâng ạ", "chào cháu", "", "ạ"])
def test_where_nothing_else_is_said_it_stays(said):
    assert without_courtesy(said) == said
