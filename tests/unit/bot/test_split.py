"""Several questions in one message: where it is cut, and what a part that names nothing takes along."""

import time

import pytest

from bot.turn.asking import asks
from bot.turn.split import split_questions

TWO_ASPECTS = [
    (
        "Đăng ký tạm trú cần giấy gì và nộp ở đâu",
        ["Đăng ký tạm trú cần giấy gì", "đăng ký tạm trú nộp ở đâu"],
    ),
    ("làm hộ chiếu mất mấy ngày, lệ phí bao nhiêu ạ", ["làm hộ chiếu mất mấy ngày", "làm hộ chiếu lệ phí bao nhiêu ạ"]),
    ("Mức 1 là gì với đăng ký thế nào", ["Mức 1 là gì", "mức 1 đăng ký thế nào"]),
    (
        "Mẹ tôi 80 tuổi, làm căn cước ở đâu, có mất tiền không?",
        ["Mẹ tôi 80 tuổi, làm căn cước ở đâu", "mẹ tôi 80 tuổi làm căn cước có mất tiền không?"],
    ),
    (
        "Chứng thực bản sao ở đâu, có mất tiền không",
        ["Chứng thực bản sao ở đâu", "chứng thực bản sao có mất tiền không"],
    ),
    (
        "đổi bằng lái online được không và phí bao nhiêu",
        ["đổi bằng lái online được không", "đổi bằng lái phí bao nhiêu"],
    ),
]
TWO_SUBJECTS = [
    (
        "Hộ chiếu và lý lịch tư pháp mất bao nhiêu tiền",
        ["Hộ chiếu mất bao nhiêu tiền", "lý lịch tư pháp mất bao nhiêu tiền"],
    ),
    (
        "mất cả bằng lái lẫn đăng ký xe thì làm lại ở đâu",
        ["mất cả bằng lái thì làm lại ở đâu", "mất cả đăng ký xe thì làm lại ở đâu"],
    ),
    ("Đổi bằng lái và làm hộ chiếu mấy ngày có", ["Đổi bằng lái mấy ngày có", "làm hộ chiếu mấy ngày có"]),
    ("Định danh mức 1 với mức 2 làm ở đâu", ["Định danh mức 1 làm ở đâu", "mức 2 làm ở đâu"]),
    (
        "cho số tổng đài VNeID với cả số tổng đài bảo hiểm xã hội",
        ["cho số tổng đài VNeID", "cho số tổng đài bảo hiểm xã hội"],
    ),
]
TWO_QUESTIONS = [
    ("Làm thẻ căn cước ở đâu vậy? Hộ chiếu mấy ngày có?", ["Làm thẻ căn cước ở đâu vậy?", "hộ chiếu mấy ngày có?"]),
    (
        "tạm trú phí bao nhiêu. Còn thường trú cần giấy tờ gì",
        ["tạm trú phí bao nhiêu.", "thường trú cần giấy tờ gì"],
    ),
    (
        "Mức 1 với mức 2 khác gì, con tôi 13 tuổi làm được mức mấy",
        ["Mức 1 với mức 2 khác gì", "mức 1 với mức 2 con tôi 13 tuổi làm được mức mấy"],
    ),
    (
        "làm căn cước ở đâu, tiện thể cho hỏi luôn công chứng giấy tờ thì đi đâu",
        ["làm căn cước ở đâu", "công chứng giấy tờ thì đi đâu"],
    ),
]
ONE = [
    "căn cước và căn cước công dân khác nhau chỗ nào",
    "bố mẹ và con cùng đăng ký tạm trú thì làm thế nào",
    "Hôm qua tôi đi chợ bị móc túi, mất cả ví, giờ phải làm sao",
    "Tôi 62 tuổi, thẻ cấp năm 2016, có phải đổi không",
    "Tạm trú với thường trú khác nhau thế nào",
    "Làm khai sinh, nhập khẩu và thẻ bảo hiểm cho con cùng lúc được không",
    "Tôi có căn cước, bằng lái, muốn đưa hết lên VNeID thì làm thế nào",
    "làm mức 2 cần mang căn cước và hộ chiếu không",
    "Thẻ mã vạch còn dùng được không",
    "Làm thẻ ở đâu vậy?? Đúng không?",
    "Tôi hỏi tí. Làm thẻ ở đâu?",
    "Không có giấy tờ gì hết thì làm căn cước thế nào",
    "Bác ở Mỹ mấy chục năm, về quê làm căn cước được không",
    "Bao nhiêu ngày thì họ phải kiểm tra và trả lời?",
    "giấy phép lái xe với đăng ký xe đưa lên vneid được không",
]
FRAUD = [
    "Có người xưng công an hỏi số căn cước là bao nhiêu, tôi có nên đọc không? Phải báo ai?",
    "họ nhắn bảo tài khoản bị khóa rồi gửi link, tôi phải làm gì, có mất tiền không",
]


@pytest.mark.parametrize(("text", "questions"), [*TWO_ASPECTS, *TWO_SUBJECTS, *TWO_QUESTIONS])
def test_two_questions_are_told_apart_and_complete(text, questions):
    assert [question.text for question in split_questions(text)] == questions


@pytest.mark.parametrize("text", [*ONE, *FRAUD])
def test_what_asks_one_thing_or_tells_of_a_fraud_stays_whole(text):
    assert [question.text for question in split_questions(text)] == [text]


def test_a_part_that_names_nothing_keeps_what_it_says_itself():
    first, second = split_questions("làm hộ chiếu ở đâu và mất bao lâu")
    assert not first.own
    assert second.own == "mất bao lâu"


def test_a_part_with_a_matter_of_its_own_takes_nothing_along():
    _, second = split_questions("làm căn cước ở đâu, giá vàng hôm nay bao nhiêu")
    assert second.text == "giá vàng hôm nay bao nhiêu"
    assert not second.own


def test_two_subjects_with_two_aspects_come_aspect_by_aspect():
    questions = split_questions("Tôi mất căn cước lẫn bằng lái, làm lại ở đâu, hết bao nhiêu")
    assert [question.text for question in questions] == [
        "Tôi mất căn cước, làm lại ở đâu",
        "Tôi mất bằng lái, làm lại ở đâu",
        "tôi mất căn cước làm lại hết bao nhiêu",
        "tôi mất bằng lái làm lại hết bao nhiêu",
    ]


@pytest.mark.parametrize("clause", ["nộp ở đâu", "có phải đổi không ạ", "mấy ngày có", "báo ai", "chỉ giúp cách làm"])
def test_a_clause_that_asks(clause):
    assert asks(clause)


@pytest.mark.parametrize(
    "clause",
    ["đúng không", "thế thì sao", "không có giấy tờ gì", "mấy hôm nay trời mưa", "ở đâu cũng được", "bản sao y"],
)
def test_a_clause_that_asks_nothing_by_itself(clause):
    assert not asks(clause)


@pytest.mark.parametrize("text", ["ở đâu, " * 285, "không có gì " * 160, "thì có cần " * 180 + "x", ", " * 1000])
def test_two_thousand_characters_take_no_time(text):
    started = time.process_time()
    split_questions(text)
    assert time.process_time() - started < 0.25
