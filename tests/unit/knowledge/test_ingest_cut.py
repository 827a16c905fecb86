"""Cutting a paragraph at sentence ends, and only there while it can be."""

import pytest

from knowledge.ingest.cut import UncuttableError, cut
from knowledge.ingest.quote import longest_excerpt, quote
from knowledge.schema import MAX_ANSWER


def pieces(text: str, longest: int) -> list[str]:
    return [text[start:end] for start, end in cut(text, longest)]


def test_whole_sentences_share_a_piece_while_they_fit() -> None:
    text = "Câu một. Câu hai! Câu ba? Câu bốn."
    assert pieces(text, 20) == ["Câu một. Câu hai!", "Câu ba? Câu bốn."]
    assert pieces(text, 100) == [text]


def test_a_full_stop_inside_a_sentence_is_no_end() -> None:
    text = "Ông ở TP. Hà Nội có 1.387 hồ sơ, giấy tờ... và ảnh. Hết."
    assert pieces(text, 52) == ["Ông ở TP. Hà Nội có 1.387 hồ sơ, giấy tờ... và ảnh.", "Hết."]


def test_a_long_sentence_is_cut_at_semicolons_and_shares_no_piece() -> None:
    text = "Ngắn. Việc thứ nhất đã xong; việc thứ hai, còn chờ; việc ba. Ngắn."
    middle = ["Việc thứ nhất đã xong;", "việc thứ hai, còn chờ;", "việc ba."]
    assert pieces(text, 30) == ["Ngắn.", *middle, "Ngắn."]


def test_without_semicolons_it_is_cut_at_commas() -> None:
    text = "một hai ba, bốn năm sáu, bảy tám chín."
    assert pieces(text, 25) == ["một hai ba, bốn năm sáu,", "bảy tám chín."]


def test_no_piece_is_too_long_and_no_word_is_lost() -> None:
    text = " ".join(f"Câu số {n}, có phần phụ; và phần cuối." for n in range(40))
    for longest in (25, 60, 200):
        assert max(map(len, pieces(text, longest))) <= longest
        assert " ".join(pieces(text, longest)) == text


def test_text_that_cannot_be_cut_is_an_error_with_the_numbers() -> None:
    with pytest.raises(UncuttableError, match=r"69 ký tự không có dấu .* cần nhiều nhất 30"):
        cut("chữ " * 17 + "x", 30)


def test_a_quotation_fits_and_shows_where_it_was_cut() -> None:
    lead = "Theo một bài báo:"
    assert quote(lead, "Cả câu.") == "Theo một bài báo: “Cả câu.”"
    assert quote(lead, "phần giữa;") == "Theo một bài báo: “…phần giữa…”"
    assert len(quote(lead, "x" * longest_excerpt(lead))) <= MAX_ANSWER
