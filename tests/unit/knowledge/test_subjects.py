"""Which papers and matters a text names."""

import pytest

from knowledge.subjects import named_in, subjects_of


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("làm hộ chiếu ở đâu", {"ho_chieu"}),
        ("lam lai bang lai xe bi mat", {"bang_lai"}),
        ("GPLX hết hạn", {"bang_lai"}),
        ("định danh mức 1 với mức 2", {"muc_1", "muc_2"}),
        ("giấy chứng nhận căn cước", {"giay_chung_nhan_can_cuoc"}),
        ("sổ hộ khẩu cũ", {"so_ho_khau"}),
        ("nhập hộ khẩu", {"thuong_tru"}),
        ("thẻ căn lúc nãy", {"can_cuoc"}),
        ("the can giay gi", set()),
        ("giấy tờ chứng minh quan hệ", set()),
        ("làm ở đâu", set()),
    ],
)
def test_subjects_are_named_in_any_spelling(text, subjects):
    assert subjects_of(text) == subjects


def test_a_name_stands_where_it_is_found_and_none_inside_another():
    text = "đổi căn cước công dân và giấy phép lái xe"
    assert [text[name.start : name.end] for name in named_in(text)] == ["căn cước công dân", "giấy phép lái xe"]
