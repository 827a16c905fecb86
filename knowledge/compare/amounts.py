"""Sums, time limits, other figures, dates, offices and numbers to call that a passage names."""

from __future__ import annotations

import re

from knowledge.figures import figures_of
from knowledge.passage import Passage
from knowledge.vietnamese.sentences import sentences

_MONEY = re.compile(r"đồng|nghìn|triệu|tỷ")
_TIME = re.compile(r"ngày|tháng|năm|giờ|phút")
_DATE = re.compile(r"(?<![\d/])(?:\d{1,2}/)?\d{1,2}/\d{4}(?![\d/])")
_CAPITAL = "A-ZĐÀ-Ỹ"
_PLACE = re.compile(
    r"(?:Công an|UBND|Ủy ban nhân dân) (?:cấp )?(?:xã|phường|huyện|quận|tỉnh)"
    r"|Trung tâm [Pp]hục vụ hành chính công|[Bb]ộ phận [Mm]ột cửa"
    rf"|(?<!\w)(?:Sở|Bộ|Cục|Phòng|Tòa án)(?: [{_CAPITAL}]\w*)+"
    r"|[Bb]ưu điện|Cổng Dịch vụ công(?: quốc gia)?|VNeID|VssID|(?<![\w.])[\w-]+(?:\.[\w-]+)*\.vn(?!\w)"
    r"|(?<![\d./])(?:11[1-5]|1022|18\d\d[ .]?\d{4}|19\d\d[ .]\d{4}|0\d{2,3}[ .]\d{3,4}[ .]\d{3,4})(?![\d./])"
)


def amounts(passage: Passage, first_only: bool = False) -> dict[str, list[str]]:
    """Return the figures of a passage by kind of change: money, deadline, figure.

    :param first_only: only those of the first sentence, the one that answers the question.
    """
    first = sentences(passage.answer)[0] if first_only else passage.full_text
    found: dict[str, list[str]] = {"money": [], "deadline": [], "figure": []}
    for text in (figure.text for figure in figures_of(passage)):
        if text in first:
            kind = "money" if _MONEY.search(text) else "deadline" if _TIME.search(text) else "figure"
            found[kind].append(text)
    return found


def dates(passage: Passage) -> list[str]:
    """Return the days and months that a passage names, each once."""
    return list(dict.fromkeys(_DATE.findall(passage.full_text)))


def places(passage: Passage) -> list[str]:
    """Return the offices, portals and phone numbers of a passage, each once."""
    return list(dict.fromkeys(found.group() for found in _PLACE.finditer(passage.full_text)))
