"""Sentences that say what not to do, so that nobody loses money or is hurt."""

from __future__ import annotations

import re

_ACTS = (
    r"(?:đọc|đưa|nói|gửi|cho|giao|bấm|nhấn|cài|tải|chuyển|trả|nhờ|làm theo|tin|nghe|thuê|chia sẻ|tiết lộ|cung cấp|"
    r"nhập|gõ|mượn|gọi lại|quét|chụp|đăng|đặt cọc|mua|bán|ký|kết bạn|vay|vội|qua)"
)
_THEY = r"(?:ai|cán bộ|công an|nơi|cơ quan|ngân hàng)"
_FORBIDDEN = (
    r"đừng",
    r"chớ",
    rf"(?:tuyệt đối )?không (?:nên |được |cần |phải )?{_ACTS}",
    rf"không (?:có )?{_THEY}(?: nào)? (?:\w+ ){{0,4}}?(?:cần|đòi|thu|xin|hỏi|gọi|nâng|yêu cầu|làm|phải)",
    r"không (?:bao giờ )?(?:đòi|xin|gọi|hỏi mật)",
)
_FRAUD = (
    r"(?:là|bị|để|kẻ|dấu hiệu) lừa",
    r"lừa đảo",
    r"đáng ngờ",
    r"là (?:bản )?giả",
    r"kẻ gian",
    r"lỡ (?:đọc|bấm|cài|chuyển|đưa|cho|gửi)",
    r"mất(?: hết)? tiền (?:trong|ngay|dù)",
)
_SAFE = (
    r"tự (?:tay |mình |tay mình )?(?:gõ|nhập|bấm)",
    r"tự tay",
    r"giữ kín",
    r"tắt máy",
    r"cúp máy",
    r"biên lai",
    r"chỉ (?:nộp|tải|cài|trả|gọi|mở|gửi|cập nhật)",
)
WARNING = re.compile(rf"(?<!\w)(?:{'|'.join((*_FORBIDDEN, *_FRAUD, *_SAFE))})(?!\w)", re.IGNORECASE)
"""What people are told not to do, what is a fraud, or the one safe way."""


def warns(sentence: str) -> bool:
    """Tell whether a sentence warns."""
    return bool(WARNING.search(sentence))
