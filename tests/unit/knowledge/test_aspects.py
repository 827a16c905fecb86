"""What a question asks about its topic, and whether it names a topic at all."""

import pytest

from knowledge.aspects import aspects_of, names_nothing


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("thế mất bao nhiêu tiền?", "fee"),
        ("ton bao nhieu vay", "fee"),
        ("làm ở đâu", "where"),
        ("bao lâu thì xong", "duration"),
        ("cần giấy tờ gì", "papers"),
        ("lam tren mang duoc khong", "online"),
        ("con tôi 10 tuổi thì sao", "child"),
        ("không có điện thoại thông minh", "no_phone"),
        ("bị mất thì làm thế nào", "problem"),
    ],
)
def test_the_aspect_shows_in_any_spelling(text, aspect):
    assert aspect in aspects_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "thế mất bao nhiêu tiền",
        "đăng ký thường trú mất mấy ngày",
        "cấp lại mất bao nhiêu ngày",
        "mat bao lau thi xong",
        "có mất thời gian không",
    ],
)
def test_what_it_takes_is_not_a_loss(text):
    assert "problem" not in aspects_of(text)


@pytest.mark.parametrize("text", ["thế mất bao nhiêu tiền?", "làm ở đâu vậy cháu", "bao lau thi xong", "cần giấy gì ạ"])
def test_a_bare_follow_up_names_nothing(text):
    assert names_nothing(text)


@pytest.mark.parametrize("text", ["hộ chiếu làm ở đâu", "mất thẻ thì sao", "làm thẻ mất bao lâu", "cảm ơn cháu"])
def test_a_question_with_a_subject_names_it(text):
    assert not names_nothing(text)
