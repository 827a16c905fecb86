"""Passages that touch on what costs people money, and do not say what not to do."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.caution import warns
from knowledge.check.finding import Finding, Outcome
from knowledge.check.material import Material
from knowledge.passage import Passage
from knowledge.vietnamese.sentences import sentences

KEY = "warnings"


@dataclass(frozen=True)
class Danger:
    """Something that is used to rob people."""

    name: str
    speaks_of: re.Pattern[str]
    """What in a passage brings it up."""
    about: re.Pattern[str]
    """What the sentence that warns must be about, besides being a warning."""
    example: str


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


_CODES = r"otp|mật khẩu|passcode|mã (?:số )?bí mật|mã xác nhận"
_LINK = r"link|đường link|đường dẫn|\.apk|tệp|file"
_MONEY = r"tiền|phí|biên lai|chuyển khoản|đồng|làm nhanh|làm hộ|nhận lo|hứa|đưa|nộp|cò|dịch vụ"
_CALL = (
    r"(?:người lạ|số lạ|ai|kẻ (?:gian|lừa)|có người|cuộc gọi) (?:\w+ ){0,2}?(?:gọi|nhắn|xưng|đòi|bảo)|tự xưng|"
    r"xưng (?:là )?(?:công an|cán bộ|ngân hàng)|giả (?:công an|cán bộ|ngân hàng|bưu tá)|cuộc gọi lạ"
)
DANGERS = (
    Danger(
        "mã OTP, mật khẩu, passcode",
        _any(r"otp|passcode|mã bí mật|(?:nhập|gõ|đặt|cho|hỏi|xin|đưa|lấy|quên)(?: \w+){0,4} mật khẩu"),
        _any(rf"{_CODES}|mã|đưa máy|gõ|nhập|tài khoản"),
        "Không đọc mã OTP, mật khẩu cho ai, kể cả người xưng công an.",
    ),
    Danger(
        "đường link, tệp lạ",
        _any(r"link|đường link|đường dẫn|\.apk|(?:tệp|file) lạ"),
        _any(rf"{_LINK}|cài|bấm|trang|tin nhắn|lừa|giả"),
        "Không bấm link, không mở tệp người lạ gửi.",
    ),
    Danger(
        "cài ứng dụng",
        _any(r"(?:cài|tải)(?: đặt)?(?: lại)? (?:ứng dụng|app|vneid|etax mobile|vssid)|app store|ch play"),
        _any(rf"{_LINK}|cài|tải|otp|mật khẩu|giả|cập nhật"),
        "Chỉ tải từ App Store, CH Play; không cài từ link, tệp người lạ gửi.",
    ),
    Danger("người lạ gọi, xưng cán bộ", _any(_CALL), _any(r".*"), "Tắt máy, không làm theo; tự đến Công an xã hỏi."),
    Danger(
        "nộp tiền, làm nhanh",
        _any(r"phí làm nhanh|làm nhanh|nhận lo|nhận làm hộ|lo hộ|cò"),
        _any(_MONEY),
        "Không đưa tiền cho ai nhận làm nhanh; nộp tiền thì lấy biên lai.",
    ),
)
FEE = Danger(
    "lệ phí",
    re.compile(r"\d[\d.]* (?:nghìn |triệu )?đồng|\d{1,3}\.000"),
    _any(_MONEY),
    "Nộp tiền thì lấy biên lai; không đưa thêm cho ai nhận làm nhanh.",
)
"""Only where a passage tells what must be paid, and not what a fine is."""


def check(material: Material) -> Outcome:
    """Name what a passage brings up without a word of warning.

    A passage whose time is over costs nobody money any more and is left alone.
    """
    living = [p for p in material.written if p.effective_to is None or p.effective_to >= material.day]
    findings = tuple(
        _finding(material, passage, danger)
        for passage in living
        for danger in dangers_of(passage)
        if not _warned(passage, danger)
    )
    touched = sum(bool(dangers_of(passage)) for passage in living)
    return Outcome(findings, {"số đoạn nói đến tiền hay chuyện dễ mất tiền": touched})


def dangers_of(passage: Passage) -> tuple[Danger, ...]:
    """Return what a passage brings up."""
    found = [danger for danger in DANGERS if danger.speaks_of.search(passage.full_text)]
    if passage.aspect == "fee" and passage.topic != "phat_vi_pham" and FEE.speaks_of.search(passage.answer):
        found.append(FEE)
    return tuple(found)


def _warned(passage: Passage, danger: Danger) -> bool:
    """Tell whether a passage warns of a danger; one that is about fraud may warn in any words."""
    told = [part for part in sentences(passage.full_text) if warns(part)]
    return bool(told) if passage.warning or passage.aspect == "safety" else any(map(danger.about.search, told))


def _finding(material: Material, passage: Passage, danger: Danger) -> Finding:
    found = f"nói đến {danger.name} mà không dặn điều không được làm"
    return material.finding(KEY, passage, "answer", found, f"một câu dặn rõ, ví dụ “{danger.example}”")
