"""Vietnamese names of what the passages say in keys: aspects, confidence, days."""

from __future__ import annotations

import datetime as dt

from knowledge.passage import Citation

ASPECT_NAMES = {
    "what": "là gì, để làm gì",
    "who": "ai làm được",
    "condition": "điều kiện",
    "papers": "giấy tờ cần có",
    "how": "các bước làm",
    "online": "làm trên mạng",
    "where": "làm ở đâu",
    "fee": "lệ phí",
    "duration": "bao lâu thì xong",
    "validity": "giá trị, thời hạn",
    "problem": "mất, sai, lỗi, từ chối",
    "child": "trẻ em",
    "elderly": "người già, khuyết tật",
    "no_phone": "không có điện thoại",
    "far_away": "ở xa nơi thường trú",
    "foreigner": "người nước ngoài",
    "overseas": "Việt kiều, gốc Việt",
    "benefit": "lợi ích",
    "difference": "khác nhau thế nào",
    "safety": "lừa đảo, an toàn",
    "contact": "hỏi ai, gọi số nào",
    "history": "chuyện đã qua",
}
"""Name of each aspect, in the order of `knowledge.passage.ASPECTS`."""

CONFIDENCE_NAMES = {
    "text": "lời văn của văn bản",
    "agency": "trang của cơ quan nhà nước",
    "press": "báo chí",
    "secondary": "nguồn tổng hợp",
    "memory": "lời khuyên chung, không dẫn văn bản",
    "seed": "bài báo về Hòa Bình đầu năm 2023",
}
"""What an answer rests on, from the surest to the least sure but one; `seed` is the article we began with."""


def in_words(day: dt.date) -> str:
    """Return a day as Vietnamese readers write it: 24/11/2026."""
    return f"{day:%d/%m/%Y}"


def period(start: dt.date, end: dt.date | None) -> str:
    """Return from when until when something holds, both ends included."""
    return f"từ {in_words(start)}" + (f" đến hết {in_words(end)}" if end else "")


def with_thousands(number: int) -> str:
    """Return a whole number with Vietnamese thousands: 1.234."""
    return f"{number:,}".replace(",", ".")


def days_of(citation: Citation) -> tuple[tuple[str, str], ...]:
    """Return the days of a source that are known, each with what it is the day of, in Vietnamese."""
    days = {
        "ngày": citation.issued_on,
        "hiệu lực từ": citation.effective_from,
        "hết hiệu lực": citation.effective_to,
        "xem ngày": citation.seen_on,
    }
    return tuple((name, in_words(day)) for name, day in days.items() if day)
