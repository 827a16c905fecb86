"""Personal numbers are masked; what only looks like one is left alone."""

import pytest

from bot.turn.redact import redact

PERSONAL = [
    ("số cccd của tôi là 001099012345, tra giúp hồ sơ", "001099012345", "số giấy tờ"),
    ("cccd 001 099 012 345 nhé", "099 012", "số giấy tờ"),
    ("0 0 1 0 9 9 0 1 2 3 4 5", "0 9 9", "số giấy tờ"),
    ("cmnd cũ 012345678 còn dùng không", "012345678", "số giấy tờ"),
    ("cmnd 012.345.678", "345.678", "số giấy tờ"),
    ("cccd 001099012345", "001099012345", "số giấy tờ"),
    ("gọi lại cho tôi 0912345678", "0912345678", "số điện thoại"),
    ("+84 912 345 678 là số tôi", "912 345", "số điện thoại"),
    ("mã OTP là 482913 có đọc được không", "482913", "mã bí mật"),
    ("mat khau vneid cua toi la Abc@12345", "Abc@12345", "mã bí mật"),
    ("STK 0123456789012 Vietcombank đây", "0123456789012", "số tài khoản"),
    ("số thẻ 9704 3612 3456 7890", "3612 3456", "số tài khoản"),
    ("xe tôi biển số 30A-123.45 bị phạt", "30A-123.45", "biển số"),
    ("biển 29-H1 123.45", "123.45", "biển số"),
    ("hộ chiếu C9900123 sắp hết hạn", "C9900123", "số giấy tờ"),
    ("cccd 001\u200b099\u200b012345", "012345", "số giấy tờ"),
    ("sđt 0912\u00ad345678", "345678", "số điện thoại"),
    ("cccd 001  099  012  345", "099  012", "số giấy tờ"),
    ("cccd 001_099_012_345", "099_012", "số giấy tờ"),
    ("thẻ bhyt GD4797912345678", "4797912345678", "số giấy tờ"),
    ("gửi vào nguoidan.thu@example.com", "nguoidan.thu@example.com", "email"),
    ("tên tôi là Nguyễn Văn An ở số 12 ngõ 5 đường Láng", "Nguyễn Văn An", "họ tên"),
    ("tên tôi là Nguyễn Văn An ở số 12 ngõ 5 đường Láng", "ngõ 5", "địa chỉ"),
]

HARMLESS = [
    "phí 200.000 đồng",
    "phạt 1.500.000đ đến 3.000.000đ",
    "thủ tục 1.004222",
    "mã thủ tục 1.004222.000.00.00.H42",
    "gọi 1900 0368 hay 1900.0368",
    "18001096",
    "gọi 113 hay 1022",
    "gọi 113 114 115 được không",
    "các năm 2022 2023 2024",
    "giai đoạn 2022-2025",
    "Luật 26/2023/QH15 và 06/QĐ-TTg",
    "QĐ 5230/QĐ-BCA-C06",
    "ngày 01/07/2024 và 01.07.2024",
    "1.387 dịch vụ",
    "CMND 9 số đổi sang 12 số",
    "mật khẩu có 8 ký tự",
    "mã OTP gồm 6 số là gì",
    "tài khoản mức 2",
    "tôi 72 tuổi, sinh năm 1954",
    "500k hay 100 nghìn",
]


@pytest.mark.parametrize(("text", "secret", "kind"), PERSONAL)
def test_masks_personal_numbers(text, secret, kind):
    masked = redact(text)
    assert secret not in masked.text
    assert secret not in masked.bare
    assert kind in masked.kinds


@pytest.mark.parametrize("text", HARMLESS)
def test_leaves_other_numbers_alone(text):
    masked = redact(text)
    assert masked.text == text
    assert masked.kinds == ()


def test_masks_digits_of_other_scripts():
    fullwidth = "".join(chr(ord(c) - ord("0") + 0xFF10) for c in "001099012345")
    assert redact(f"cccd {fullwidth}").kinds == ("số giấy tờ",)


def test_the_bare_text_still_asks_the_question():
    assert redact("cmnd 012345678 còn giá trị không").bare == "cmnd còn giá trị không"
