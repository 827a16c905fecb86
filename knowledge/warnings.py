"""Sentences that say what not to do, so that nobody loses money or is hurt."""

from __future__ import annotations

import re

_ACTS = (
    r"(?:đọc|đưa|nói|gửi|cho|giao|bấm|nhấn|cài|tải|chuyển|trả|nhờ|làm theo|tin|nghe|thuê|chia sẻ|tiết lộ|cung cấp|"
    r"nhập|gọi lại|quét|chụp|đăng|đặt cọc|mua|bán|ký|kết bạn|vay|vội|qua)"
)
WARNING = re.compile(
    rf"(?<!\w)(?:đừng|chớ|tuyệt đối không)(?!\w)|(?<!\w)không (?:nên |được |cần |phải )?{_ACTS}(?!\w)|"
    r"(?<!\w)không (?:có )?(?:ai|cán bộ|công an|nơi|cơ quan|ngân hàng)(?: nào)? (?:\w+ ){0,3}?"
    r"(?:cần|đòi|thu|xin|hỏi|gọi|nâng|yêu cầu|làm)(?!\w)|"
    r"(?<!\w)(?:là|bị|để|kẻ) lừa(?!\w)|lừa đảo|là (?:bản )?giả(?!\w)|kẻ gian|lỡ (?:đọc|bấm|cài|chuyển|đưa|cho|gửi)|"
    r"(?<!\w)tự (?:tay |mình |tay mình )?(?:gõ|nhập|bấm)(?!\w)|tự tay|giữ kín|tắt máy|cúp máy|biên lai|"
    r"chỉ (?:nộp|tải|cài|trả|gọi|mở|gửi|cập nhật)(?!\w)|mất(?: hết)? tiền (?:trong|ngay|dù)",
    re.IGNORECASE,
)
"""What people are told not to do, what is a fraud, or the one safe way."""


def warns(sentence: str) -> bool:
    """Tell whether a sentence warns."""
    return bool(WARNING.search(sentence))
