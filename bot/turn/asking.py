"""Whether a clause asks something by itself."""

from __future__ import annotations

import re

_PARTICLES = (
    r"(?:,? (?:ạ|vậy|thế|nhỉ|hả|hè|à|nha|nhé|đây|ta|em|anh|chị|bác|cháu|cô|chú|con|bạn|ad|admin|shop|mọi người|luôn|nữa"
    r"|ơi))*"
)
_DENIED = re.compile(
    r"\b(?:không|chẳng|chả|chưa)(?! biết)(?: (?!thì|cần|phải|nên|để|với|biết)\w+){0,5} (?:gì|ai|nào|bao giờ)\b"
    r"|\b(?:nào|gì|ai|đâu|bao giờ)(?: \w+)? cũng\b|\bbị hỏi\b.*|\b(?:coi|xem)(?: \w+){0,3} (?:tới|đến) đâu\b|\bgì đâu\b"
    r"|\bbao giờ cần\b|\bkhông sao\b(?!\?)"
)
"""Words that ask elsewhere and do not here: "không có giấy tờ gì", "ở đâu cũng"."""
_HOW_MANY = (
    r"\b(?:mức|số|thứ|lớp|cấp|hạng|loại|tháng|ngày|lần) mấy\b|\bmấy (?:tiền|tuổi|giờ|mức|nhóm|loại|cách|bước|số)\b"
    r"|\b(?:mất|hết|tốn|chờ|trong|sau|từ|khoảng|chừng|cỡ|đủ|là|có|được|cần|phạt|nộp|đóng|trước) mấy\b"
    r"(?! (?:cái|ông|bà|anh|chị|đứa|cháu|người)\b)"
    r"|\bmấy (?:ngày|hôm|bữa|tuần|tháng|năm)\b(?= (?:thì|là|mới|có|xong|được|lấy)\b|$)"
)
_ASKS = re.compile(
    r"\b(?:gì|nào|đâu|(?<!bản )sao(?! (?:y|kê|chép))|bao nhiêu|bao lâu|bao giờ|nhiêu)\b"
    r"|\bchi\b(?! (?:tiết|phí|nhánh|trả))"
    rf"|{_HOW_MANY}"
    r"|\b(?:hỏi|báo|gọi|gặp|nhờ|cho|với) ai\b|\bai (?:được|làm|phải|cần|có|là|đứng|quản|giữ|cấp|dùng|xem)\b"
    r"|\bchỉ (?:giúp|giùm|dùm|cách)\b|\bhướng dẫn (?:giúp|giùm|cách|em|tôi)\b"
    r"|\bcho (?:(?:em|tôi|cháu|mình) )?(?:xin số|biết)\b|\bmuốn biết (?:thêm|rõ|cách)\b"
    r"|\b(?:được|phải|hay|đúng) không\b|\b(?:không|chưa) (?:hay|hoặc)\b"
    rf"|\b(?:không|chưa|à){_PARTICLES}$"
)
_TAG = re.compile(
    r"(?:có |thì |như thế |như vậy |vậy |thế |là )*(?:đúng|phải|được|thật|chắc|kịp|ổn|có|ok)? ?(?:không|chưa)"
    rf"{_PARTICLES}"
    rf"|(?:thế |vậy |giờ |bây giờ |nay |thì )*(?:làm |phải làm |tính )?(?:sao|thế nào|như nào){_PARTICLES}"
)
"""A clause that asks nothing but whether the one before holds, or what then."""
_FEWEST = 3
"""Words of a clause that asks by its question mark alone."""


def asks(clause: str, opens: bool = True) -> bool:
    """Tell whether a clause is a question of its own.

    :param clause: with its accents, and with its question mark if it has one.
    :param opens: whether it begins a sentence; only then does a question mark alone make it a question.
    """
    said = " ".join(re.sub(r"[^\w\s,?]", " ", clause.lower()).split()).strip(" ,")
    marked = said.endswith("?")
    said = said.strip(" ,?")
    if _TAG.fullmatch(said):
        return False
    return bool(_ASKS.search(_DENIED.sub(" ", said))) or (marked and opens and len(said.split()) >= _FEWEST)
