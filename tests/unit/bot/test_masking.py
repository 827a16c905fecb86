"""Masking on whole tables: everything personal goes, nothing else is touched, in whatever spelling."""

import random
import time
from pathlib import Path

import pytest

from bot.evaluation.masking import MaskingRowsError, Row, measure, measure_rows, read_rows
from bot.turn.redact import redact

TABLES = Path(__file__).resolve().parents[2] / "masking"
WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
FRAMES = {
    "cccd": ("số căn cước {} còn hạn không", "{}", "CCCD: {}", "vợ em {} mất rồi", "tôi số {} có phải làm lại không"),
    "cmnd": ("cmnd cũ {}", "chứng minh của bố là {}", "số cmt {} còn dùng được không"),
    "phone": ("sđt {}", "gọi lại cho tôi {}", "{} là số của em", "zalo {} nhé", "đăng ký bằng {} được không"),
    "account": ("stk {}", "số tài khoản {} vietcombank", "chuyển vào tài khoản {} của con"),
}
GROUPINGS = ((3, 3, 3, 3), (4, 4, 4), (4, 3, 3), (2, 2, 2, 2, 2, 2), (1,) * 12, (6, 6))
LONG = 100_000


def spelled(chance: random.Random, kind: str) -> str:
    """Return a number of a kind in one of the spellings that people use."""
    first = {"cccd": f"0{chance.randint(1, 96):02}", "cmnd": "172", "phone": f"0{chance.choice('35789')}"}.get(
        kind, "19"
    )
    length = {"cccd": 12, "cmnd": 9, "phone": 10}.get(kind, 13)
    number = first + "".join(chance.choices("0123456789", k=length - len(first)))
    if chance.random() < 0.2:
        return chance.choice((" ", ", ")).join(WORDS[int(digit)] for digit in number)
    parts, sizes = [], chance.choice(GROUPINGS)
    for size in sizes:
        parts, number = [*parts, number[:size]], number[size:]
    return chance.choice((" ", ".", "-", "", "_", " - ", "–")).join(part for part in (*parts, number) if part)


@pytest.mark.parametrize("name", ["development.jsonl", "own.jsonl"])
def test_every_number_of_the_table_is_masked_and_nothing_else(name: str) -> None:
    measured = measure(TABLES / name)
    assert measured.numbers > 70
    assert measured.harmless > 70
    assert not measured.leaks, str(measured)
    assert not measured.alarms, str(measured)


def test_no_spelling_hides_a_number() -> None:
    chance = random.Random(5)
    rows = []
    for _ in range(3000):
        kind = chance.choice(list(FRAMES))
        number = spelled(chance, kind)
        rows.append(Row(chance.choice(FRAMES[kind]).format(number), (number,)))
    assert not measure_rows(rows).leaks, str(measure_rows(rows))


def test_the_measure_tells_a_leak_and_an_alarm() -> None:
    measured = measure_rows(
        [Row("mã 12 là gì", ("12",)), Row("cmnd 172233445", ()), Row("cmnd 172233445", ("172233445",))]
    )
    assert measured.masked_share == 0.5
    assert measured.leaks == (("12", "mã 12 là gì"),)
    assert measured.alarm_share == 1.0
    assert "alarm  'cmnd 172233445' became 'cmnd [SỐ GIẤY TỜ]'" in str(measured)


@pytest.mark.parametrize("line", ["{", '{"text": "a"}', '{"text": "a", "numbers": ["b"]}'])
def test_a_row_that_is_none_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(f'{{"text": "a", "numbers": []}}\n{line}\n', encoding="utf-8")
    with pytest.raises(MaskingRowsError, match=r"rows\.jsonl, line 2"):
        read_rows(file)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("cmnd 172233445 còn giá trị không", "cmnd còn giá trị không"),
        ("tên tôi là Nguyễn Thị Hoa muốn đổi căn cước", "tên tôi là muốn đổi căn cước"),
        ("tôi ở số 12 ngõ 5 đường Láng muốn đăng ký tạm trú", "tôi ở muốn đăng ký tạm trú"),
        ("hộ chiếu C1234567, sđt 0912 345 678 thì nộp ở đâu", "hộ chiếu , sđt thì nộp ở đâu"),
    ],
)
def test_the_question_around_a_number_is_kept(text: str, bare: str) -> None:
    assert redact(text).bare == bare


def test_overlapping_finds_become_one_mask() -> None:
    masked = redact("sđt 0912345678, địa chỉ số 45 thôn Đoài 0987654321 xã Nam Hồng")
    assert masked.text == "sđt [SỐ ĐIỆN THOẠI], địa chỉ [ĐỊA CHỈ]"
    assert masked.kinds == ("số điện thoại", "địa chỉ")


@pytest.mark.parametrize(
    "unit", ["a.", "=mk", "a@", "1 ", "1.", ".aa/", "cccd ", "khong ", "1.234.567 đồng ", "30A-", "1/", "(", "1😀"]
)
def test_no_text_takes_long(unit: str) -> None:
    """A second for 100,000 characters is a thousand times what a message takes; quadratic patterns take minutes."""
    started = time.process_time()
    redact((unit * LONG)[:LONG])
    assert time.process_time() - started < 5
