"""Whether a message goes on about the matter at hand, asks of another one, or goes back to an earlier one."""

import pytest

from bot.actions.context import Matter, Said, asked_again, called_back, goes_on, may_go_on, words_by_topic
from knowledge.reading import load_knowledge

LEVEL2 = ("dinhdanh_muc2.noi_lam", "làm định danh mức 2 ở đâu")
CARD = ("cancuoc_doi.mat_the", "mất thẻ căn cước thì làm lại thế nào")


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


@pytest.fixture(scope="module")
def words(knowledge):
    return words_by_topic(knowledge)


def said(text, follow_up=0.0, outside=0.1):
    return Said(text, text, {"follow_up": follow_up}, outside)


def matter(knowledge, row):
    return Matter(knowledge.by_id[row[0]], row[1])


@pytest.mark.parametrize(
    "text",
    [
        "thế mất bao nhiêu tiền",
        "cần giấy tờ gì ạ",
        "còn con tôi thì sao",
        "con em học lớp 5 thì sao",
        "thế ở quê thì làm ở đâu",
        "cái đó hết hạn chưa",
        "có phải đưa cháu đi cùng không",
        "rồi sao nữa",
        "ông bà già thì sao",
        "thế có bắt buộc không",
        "Hộ khẩu em ở Nghệ An mà giờ em ở Đồng Nai, làm ở trong này được không?",
    ],
)
@pytest.mark.parametrize("row", [LEVEL2, CARD])
def test_what_names_no_other_matter_goes_on(knowledge, words, row, text):
    at_hand = matter(knowledge, row)
    assert goes_on(said(text), at_hand, words[at_hand.passage.topic])


@pytest.mark.parametrize(
    "text",
    [
        "làm hộ chiếu mất mấy ngày",
        "thế đổi bằng lái xe thì nộp ở đâu",
        "sổ hộ khẩu giấy còn dùng được không",
        "xin lý lịch tư pháp bao nhiêu tiền",
    ],
)
def test_a_full_question_about_something_else_does_not(knowledge, words, text):
    at_hand = matter(knowledge, LEVEL2)
    assert not goes_on(said(text, follow_up=0.9), at_hand, words[at_hand.passage.topic])


@pytest.mark.parametrize(
    "text",
    ["thế giá vàng bao nhiêu", "vậy xăng hôm nay mấy nghìn một lít", "còn đội tuyển đá mấy giờ", "rồi phở nào ngon"],
)
def test_words_of_another_world_do_not_go_on_whatever_opens_them(knowledge, words, text):
    at_hand = matter(knowledge, LEVEL2)
    message = said(text, outside=0.9)
    assert not goes_on(message, at_hand, words[at_hand.passage.topic])
    assert not may_go_on(message, at_hand, words[at_hand.passage.topic])


def test_what_points_to_the_answer_goes_on_though_it_names_another_matter(knowledge, words):
    at_hand = Matter(knowledge.by_id["dvc_25.tong_quan"], "25 dịch vụ công thiết yếu là gì")
    assert goes_on(said("trong đó có làm hộ chiếu không"), at_hand, words[at_hand.passage.topic])


@pytest.mark.parametrize(
    ("before", "text", "again"),
    [
        ("đổi thẻ căn cước mất bao nhiêu tiền", "còn hộ chiếu", "đổi hộ chiếu mất bao nhiêu tiền"),
        ("định danh mức 1 làm ở đâu", "còn mức 2 thì sao", "mức 2 làm ở đâu"),
        ("khai sinh làm ở đâu", "thế khai tử", "khai tử làm ở đâu"),
        ("đổi thẻ căn cước ở đâu", "hộ chiếu thì mấy ngày có", None),
        ("đổi thẻ căn cước ở đâu", "thẻ căn cước thì sao", None),
        (None, "còn hộ chiếu", None),
    ],
)
def test_another_matter_that_is_only_named_is_asked_the_same(knowledge, before, text, again):
    assert asked_again(said(text), Matter(knowledge.by_id["cancuoc_doi.phi_doi"], before)) == again


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("quay lại chuyện thẻ căn cước lúc nãy, phí bao nhiêu", CARD),
        ("lúc nãy mức 2 đó có mất tiền không", LEVEL2),
        ("quay lại chuyện lúc nãy, mất bao lâu", LEVEL2),
        ("cho hỏi lại vụ thẻ căn cước, mấy ngày có", CARD),
        ("thẻ căn cước phí bao nhiêu", None),
        ("quay lại chuyện hộ chiếu", None),
    ],
)
def test_who_goes_back_finds_the_matter_again(knowledge, text, back):
    at_hand = ("lltp.le_phi", "xin lý lịch tư pháp bao nhiêu tiền")
    matters = [matter(knowledge, row) for row in (CARD, LEVEL2, at_hand)]
    assert called_back(said(text), matters) == (matter(knowledge, back) if back else None)
