"""Heads, page numbers, line ends and hyphens go; paragraphs, clauses and words stay."""

import pytest

from knowledge.ingest.layout import arrange, is_wrapped

WIDE = "Người đi đăng ký khai sinh nộp tờ khai theo mẫu quy định và giấy chứng sinh"


def joined(text: str) -> list[str]:
    return [line for line in arrange(text, wrapped=True).text.replace("\f", "\n").split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"{WIDE}\ncho cơ quan đăng ký.", [f"{WIDE} cho cơ quan đăng ký."]),
        (f"{WIDE}\nBộ Công an.", [f"{WIDE} Bộ Công an."]),
        (f"{WIDE}.\nSau đó nhận giấy.", [f"{WIDE}.", "Sau đó nhận giấy."]),
        (f"{WIDE};\nb) tờ khai", [f"{WIDE};", "b) tờ khai"]),
        (f"{WIDE}\n2. Sau đó", [WIDE, "2. Sau đó"]),
        (f"{WIDE}\n- Sau đó", [WIDE, "- Sau đó"]),
        (f"{WIDE}\nĐiều 5. Lệ phí", [WIDE, "Điều 5. Lệ phí"]),
        (f"{WIDE} tại\nĐiều 5 của Luật này", [f"{WIDE} tại Điều 5 của Luật này"]),
        (f"{WIDE}\n\nphần sau", [WIDE, "phần sau"]),
        (
            "Điều 5. Lệ phí\nNgười nộp hồ sơ trả lệ phí.\n" + WIDE,
            ["Điều 5. Lệ phí", "Người nộp hồ sơ trả lệ phí.", WIDE],
        ),
        ("NGHỊ ĐỊNH\nVề hộ tịch\n" + WIDE, ["NGHỊ ĐỊNH", "Về hộ tịch", WIDE]),
    ],
)
def test_lines_are_joined_where_a_sentence_goes_on(text: str, lines: list[str]) -> None:
    assert joined(text) == lines


@pytest.mark.parametrize(
    ("upper", "lower", "whole"),
    [
        ("giấy chứ-", "ng sinh", "giấy chứng sinh"),  # a syllable broken by the line end
        ("số 69/2024/NĐ-", "CP ngày", "số 69/2024/NĐ-CP ngày"),  # a hyphen of its own
        ("năm 2021-", "2025 và", "năm 2021-2025 và"),
        ("đăng ký -", "nộp hồ sơ", "đăng ký - nộp hồ sơ"),  # a dash
    ],
)
def test_hyphens_at_line_ends(upper: str, lower: str, whole: str) -> None:
    assert joined(f"{WIDE} {upper}\n{lower}") == [f"{WIDE} {whole}"]


def test_heads_and_numbers_of_pages_go_and_the_sentence_goes_on_behind_them() -> None:
    text = f"2  CÔNG BÁO/Số 5\n{WIDE}\nTrang 2\fCÔNG BÁO/Số 5  3\ncho cơ quan.\nHết.\n- 3 -"
    arranged = arrange(text, wrapped=True)
    assert joined(text) == [f"{WIDE} cho cơ quan.", "Hết."]
    kinds = [repair.kind for repair in arranged.repairs]
    assert (kinds.count("running_head"), kinds.count("page_number")) == (2, 2)
    for repair in arranged.repairs:
        assert text[repair.start : repair.end] == repair.before != repair.after


def test_a_line_that_stands_on_one_page_only_is_no_head() -> None:
    assert joined("Phần một\nNội dung một.\fPhần hai\nNội dung hai.") == [
        "Phần một", "Nội dung một.", "Phần hai", "Nội dung hai.",
    ]  # fmt: skip


def test_a_text_without_pages_loses_nothing() -> None:
    text = "12\nCÔNG BÁO\nNội dung.\nCÔNG BÁO\n12"
    assert arrange(text, wrapped=False).text == text


def test_places_lead_back_to_the_text_as_read() -> None:
    text = f"CÔNG BÁO\n{WIDE} giấy chứ-\nng sinh.\fCÔNG BÁO\nHết."
    arranged = arrange(text, wrapped=True)
    for word in ("chứng sinh.", "Hết.", "Người đi"):
        start = arranged.text.index(word)
        assert text[slice(*arranged.original_span(start, start + len(word)))].replace("-\n", "") == word


def test_wrapped_text_is_told_from_paragraphs() -> None:
    wrapped = f"{WIDE}\ncho cơ quan đăng ký hộ tịch.\n" * 5
    assert is_wrapped(wrapped)
    assert not is_wrapped(f"{WIDE} cho cơ quan đăng ký hộ tịch.\n" * 5)
    assert not is_wrapped(f"{WIDE} {WIDE}\n{WIDE}\n" * 5)
