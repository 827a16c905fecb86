"""Where people lose money, a passage says in one plain sentence what not to do."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from laid import FILE, ID, findings, lay, line, passage

from knowledge.check.warnings import check


def found(folder: Path, **changes: Any) -> list[str]:
    return [finding.found for finding in findings(check, lay(folder, passage(**changes)))]


def test_a_code_without_a_warning_is_named(tmp_path: Path) -> None:
    folder = lay(tmp_path, passage(answer="Nhập mã OTP vừa gửi về máy."))
    (finding,) = findings(check, folder)
    assert (finding.file, finding.passage, finding.gates) == (FILE, ID, True)
    assert line(folder, finding) == "answer: Nhập mã OTP vừa gửi về máy."
    assert finding.found == "nói đến mã OTP, mật khẩu, passcode mà không dặn điều không được làm"
    assert finding.expected.startswith("một câu dặn rõ, ví dụ “Không đọc mã OTP")


@pytest.mark.parametrize(
    ("answer", "danger"),
    [
        ("Mở đường link trong tin nhắn.", "đường link, tệp lạ"),
        ("Cài ứng dụng VNeID rồi đăng ký. Không đưa tiền cho ai.", "cài ứng dụng"),
        ("Có người lạ gọi xưng công an thì cứ nghe.", "người lạ gọi, xưng cán bộ"),
        ("Muốn sớm thì trả phí làm nhanh.", "nộp tiền, làm nhanh"),
        ("Quên mật khẩu thì đặt lại mật khẩu. Không bấm link lạ.", "mã OTP, mật khẩu, passcode"),
    ],
)
def test_each_danger_needs_its_own_warning(tmp_path: Path, answer: str, danger: str) -> None:
    assert found(tmp_path, answer=answer) == [f"nói đến {danger} mà không dặn điều không được làm"]


@pytest.mark.parametrize(
    "answer",
    [
        "Nhập mã OTP vừa gửi về máy. Không đọc mã cho ai.",
        "Tự tay gõ mật khẩu, passcode.",
        "Ai xin mã OTP là lừa.",
        "Chỉ tải VNeID ở App Store hoặc CH Play.",
        "Cán bộ thật không hỏi mật khẩu qua điện thoại.",
        "Nộp ảnh chụp hoặc tệp giấy tờ.",
        "Làm ở công an xã, phường.",
    ],
)
def test_a_passage_that_warns_or_touches_no_danger_passes(tmp_path: Path, answer: str) -> None:
    assert found(tmp_path, answer=answer) == []


def test_a_fee_needs_a_word_about_receipts_or_middlemen(tmp_path: Path) -> None:
    fee = {"aspect": "fee", "answer": "Nộp 35.000 đồng."}
    assert found(tmp_path, **fee) == ["nói đến lệ phí mà không dặn điều không được làm"]
    assert found(tmp_path, aspect="fee", answer="Nộp 35.000 đồng. Nộp tiền thì lấy biên lai.") == []
    assert found(tmp_path, aspect="fee", answer="Làm thẻ được miễn lệ phí.") == []


def test_what_is_over_is_left_alone(tmp_path: Path) -> None:
    assert found(tmp_path, answer="Nhập mã OTP.", effective_to=dt.date(2026, 11, 23)) == []
    assert len(found(tmp_path, answer="Nhập mã OTP.", effective_to=dt.date(2026, 11, 24))) == 1


def test_a_passage_about_fraud_may_warn_in_any_words(tmp_path: Path) -> None:
    answer = "Họ gửi link và xin mã OTP. Hãy tắt máy."
    assert found(tmp_path, answer=answer, warning="scam") == []
    assert len(found(tmp_path, answer=answer)) == 2
