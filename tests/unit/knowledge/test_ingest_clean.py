"""What the repair of typing defects changes, and above all what it leaves alone."""

from pathlib import Path

import pytest

from bot.settings import ROOT
from knowledge.ingest.clean import clean
from knowledge.ingest.stuck import StuckWords
from knowledge.schema import KnowledgeError
from knowledge.vietnamese.normalise import MODEL_FILE


@pytest.fixture(scope="module")
def stuck() -> StuckWords:
    return StuckWords.load(ROOT / "models" / MODEL_FILE)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Người dân nộp hồsơ tại phường", "Người dân nộp hồ sơ tại phường"),
        ("Công an xã tiếpnhận và trả kết quả", "Công an xã tiếp nhận và trả kết quả"),
        ("CHÚ Ý: UBNDTỉnh đã họp", "CHÚ Ý: UBND Tỉnh đã họp"),
        ("Nộp lệ phí,nhận giấy hẹn;chờ tin nhắn", "Nộp lệ phí, nhận giấy hẹn; chờ tin nhắn"),
        ("Hồ sơ đã đủ.Cán bộ hẹn ngày trả.", "Hồ sơ đã đủ. Cán bộ hẹn ngày trả."),
        ("Làm thẻ ở đâu?Mất bao lâu?", "Làm thẻ ở đâu? Mất bao lâu?"),
        ("Mang  theo   thẻ cũ", "Mang theo thẻ cũ"),
        ("Mang\u00a0theo thẻ\tcũ", "Mang theo thẻ cũ"),
        ("xã , phường nơi ở .", "xã, phường nơi ở."),
    ],
)
def test_a_typing_defect_is_repaired(stuck: StuckWords, before: str, after: str) -> None:
    assert clean(before, stuck).text == after


@pytest.mark.parametrize(
    "text",
    [
        "Từ 01/07/2025, lệ phí là 35.000 đồng; hồ sơ 1.004222 nộp lúc 7:30.",
        "Nghị định 69/2024/NĐ-CP và Thông tư 17/2024/TT-BCA vẫn còn hiệu lực.",
        "Vào dichvucong.gov.vn hoặc https://vneid.gov.vn/huong-dan, gọi 1900.0368.",
        "Gửi thư cho hotro.canbo@phutho.gov.vn, kèm ảnh, video, email và logo v.v.",
        "UBND TP.HCM, TP.Đà Nẵng và BCĐ Đề án dùng VNeID, VssID.",
        "Bà Nguyễn Thị Quỳnh Nghiêng ở Krông Pắc dùng data 4G, ứng dụng Telegram, máy photocopy.",
        "Người theo Kitô giáo, người Êđê và Xơđăng ở Đắk Lắk đi xe côngtenơ.",
        "Trẻ em (dưới 14 tuổi) thì sao? Được, nếu cha/mẹ đồng ý... và có mặt.",
    ],
)
def test_clean_text_stays_as_it_is(stuck: StuckWords, text: str) -> None:
    cleaned = clean(text, stuck)
    assert cleaned.text == text
    assert cleaned.repairs == ()


def test_of_two_possible_cuts_the_likelier_wins(stuck: StuckWords) -> None:
    assert stuck.split("dângắn", before="công", after="chip") == ("dân", "gắn")  # not "dâng ắn"
    assert stuck.split("đóthay", before="qua", after="đổi") == ("đó", "thay")  # not "đót hay"


def test_every_repair_says_where_it_was(stuck: StuckWords) -> None:
    text = "Sau  đó,công an xãkiểm tra."
    for repair in clean(text, stuck).repairs:
        assert text[repair.start : repair.end] == repair.before != repair.after
    assert [r.kind for r in clean(text, stuck).repairs] == ["spaces", "punctuation", "stuck"]


def test_cleaning_twice_changes_nothing_more(stuck: StuckWords) -> None:
    once = clean("Tại phườngđã có quầy.Bà con đến  đó ,hỏi cán bộ.", stuck)
    assert once.text == "Tại phường đã có quầy. Bà con đến đó, hỏi cán bộ."
    assert clean(once.text, stuck).repairs == ()


def test_a_place_in_the_cleaned_text_is_found_in_the_original(stuck: StuckWords) -> None:
    text = "Sau  đó,công an xãkiểm tra. Xong thì về."
    cleaned = clean(text, stuck)
    start = cleaned.text.index("Xong")
    assert text[slice(*cleaned.original_span(start, len(cleaned.text)))] == "Xong thì về."
    inside = cleaned.text.index("kiểm")
    assert text[slice(*cleaned.original_span(inside, inside + 4))] == "xãkiểm"


def test_words_to_leave_out_are_shown_as_an_omission(stuck: StuckWords) -> None:
    cleaned = clean("Có ba việc, một việc riêng,và hai việc chung.", stuck, ("một việc riêng,",))
    assert cleaned.text == "Có ba việc, […]và hai việc chung."
    assert [r.kind for r in cleaned.repairs] == ["left_out"]


def test_missing_counts_are_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"counts\.bin: thấy .*, cần tệp đếm âm tiết"):
        StuckWords.load(tmp_path / "counts.bin")
    (tmp_path / "counts.bin").write_bytes(b"something else")
    with pytest.raises(KnowledgeError, match=r"counts\.bin"):
        StuckWords.load(tmp_path / "counts.bin")
