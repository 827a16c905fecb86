"""Finds what a document says about itself: title, number, issuer, day of signing, day of effect."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

TYPES = {
    "LUẬT": "luat", "BỘ LUẬT": "luat", "PHÁP LỆNH": "pl", "NGHỊ QUYẾT": "nq", "NGHỊ ĐỊNH": "nd", "QUYẾT ĐỊNH": "qd",
    "CHỈ THỊ": "ct", "THÔNG TƯ": "tt", "THÔNG TƯ LIÊN TỊCH": "ttlt", "KẾ HOẠCH": "kh", "CÔNG VĂN": "cv",
    "HƯỚNG DẪN": "hd", "THÔNG BÁO": "tb", "VĂN BẢN HỢP NHẤT": "vbhn",
}  # fmt: skip
"""Kinds of official documents as their heads name them, and the beginning of the id of their source."""

_SIGNS = {"NĐ": "NGHỊ ĐỊNH", "TT": "THÔNG TƯ", "TTLT": "THÔNG TƯ LIÊN TỊCH", "QĐ": "QUYẾT ĐỊNH", "CT": "CHỈ THỊ"}
_SIGNS |= {"NQ": "NGHỊ QUYẾT", "KH": "KẾ HOẠCH", "TB": "THÔNG BÁO", "HD": "HƯỚNG DẪN", "VBHN": "VĂN BẢN HỢP NHẤT"}
_ISSUERS = {
    "CP": "Chính phủ", "TTG": "Thủ tướng Chính phủ", "BCA": "Bộ Công an", "BTP": "Bộ Tư pháp", "BTC": "Bộ Tài chính",
    "BNV": "Bộ Nội vụ", "BNG": "Bộ Ngoại giao", "BYT": "Bộ Y tế", "BKHCN": "Bộ Khoa học và Công nghệ",
    "BTTTT": "Bộ Thông tin và Truyền thông", "BGTVT": "Bộ Giao thông vận tải", "BXD": "Bộ Xây dựng",
    "VPCP": "Văn phòng Chính phủ", "NHNN": "Ngân hàng Nhà nước Việt Nam", "BHXH": "Bảo hiểm xã hội Việt Nam",
    "UBTVQH": "Ủy ban Thường vụ Quốc hội", "QH": "Quốc hội",
}  # fmt: skip
"""Issuers by the last sign of a number, without the number of the National Assembly's term."""

_DAY = r"ngày\s+(\d{1,2})\s*(?:tháng|/|-)\s*(\d{1,2})\s*(?:năm|/|-)\s*(\d{4})"
_NUMBER = re.compile(
    r"(?:^|\|\s*)(?:Luật |Bộ luật |LUẬT )?[Ss][ốỐ]\s*:?\s*"
    r"(\d+/(?:\d{4}/)?(?:[A-ZĐ][A-ZĐa-z]*\d*)(?:-[A-ZĐ][A-ZĐa-z0-9]*)*)"
)
_PLACED_DAY = re.compile(rf"[A-ZĐ][\w .]{{1,30}},\s*{_DAY}")
_PASSED = re.compile(rf"thông qua\s+{_DAY}")
_EFFECT = re.compile(
    rf"(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư|Chỉ thị|Kế hoạch|Hướng dẫn|Văn bản)"
    rf"(?:\s+liên tịch)?\s+này\s+có hiệu lực(?:\s+thi hành)?\s*,?\s*"
    rf"(?:kể\s+)?(?:từ\s+)?(?:{_DAY}|(ngày\s+(?:ký|ban hành)))"
)
_BODY = re.compile(r"(?:Điều\s+1\s*[.:]|Chương\s+[I1]\b|Phần\s+(?:thứ nhất|[I1]\b)|Căn cứ\b|Theo đề nghị)")
_STATE = re.compile(
    r"CỘNG H[ÒO][ÀA]? XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc", re.IGNORECASE
)
_RULE = re.compile(r"[\W_]*")
LONGEST_HEAD = 40
"""Paragraphs among which the head of a document is looked for, where nothing shows its end."""
LONGEST_TITLE = 250


@dataclass(frozen=True)
class About:
    """What was found; what was not is empty."""

    title: str = ""
    kind: str = ""
    """One of `TYPES`; empty for a page or a letter."""
    number: str = ""
    issuer: str = ""
    issued_on: dt.date | None = None
    effective_from: dt.date | None = None
    notes: tuple[str, ...] = ()
    """What a person should look at, in Vietnamese."""


def find(paragraphs: Sequence[str], title: str = "", site: str = "") -> About:
    """Look for what a document says about itself.

    :param paragraphs: all of them, clean.
    :param title: title of a web page.
    :param site: name of the site of a web page.
    """
    head = _head(paragraphs)
    kind, at = _kind(head)
    number = next((found[1] for line in head if (found := _NUMBER.search(line))), "")
    if not kind and number:
        kind = _SIGNS.get(re.split(r"[/-]", number)[-2], "")
    issued_on = _issued_on(head, paragraphs)
    effective_from, notes = _effective(paragraphs, issued_on)
    return About(
        title=_title(head, paragraphs, kind, at, number)
        or title
        or (paragraphs[0][:LONGEST_TITLE] if paragraphs else ""),
        kind=kind,
        number=number,
        issuer=_issuer(number, head) or site,
        issued_on=issued_on,
        effective_from=effective_from,
        notes=notes,
    )


def _head(paragraphs: Sequence[str]) -> Sequence[str]:
    end = next((at for at, text in enumerate(paragraphs) if _BODY.match(text)), len(paragraphs))
    return [text for text in paragraphs[: min(end, LONGEST_HEAD)] if not _RULE.fullmatch(text)]


def _kind(head: Sequence[str]) -> tuple[str, int]:
    for at, text in enumerate(head):
        if text.strip(" .:").upper() in TYPES and text.isupper():
            return text.strip(" .:"), at
    for at, text in enumerate(head):
        for name in sorted(TYPES, key=len, reverse=True):
            if text.startswith(f"{name} ") and text.isupper():
                return name, at
    return "", -1


def _title(head: Sequence[str], paragraphs: Sequence[str], kind: str, at: int, number: str) -> str:
    """Return kind, number and subject in one line, as the sources of the knowledge base are called."""
    if at < 0:
        return ""
    subject: list[str] = [head[at].strip(" .:")[len(kind) :]]
    for text in head[at + 1 :]:
        if _NUMBER.search(text) and len(text) < 60 or text.startswith("(") or _issues(text):
            break
        subject.append(text)
        if len(" ".join(subject)) > LONGEST_TITLE:
            break
    words = " ".join(" ".join(subject).split()).strip(" .:;")
    words = _as_written(words, paragraphs) if words.isupper() else words
    name = kind.capitalize() if not number or number not in words else ""
    return " ".join(part for part in (name, _subject_number(kind, number), words) if part)[:LONGEST_TITLE]


def _subject_number(kind: str, number: str) -> str:
    return f"số {number}" if kind in ("LUẬT", "BỘ LUẬT", "PHÁP LỆNH") and number else number


def _as_written(words: str, paragraphs: Sequence[str]) -> str:
    """Write a title in capitals as the text itself writes it elsewhere, else in small letters."""
    about = "về " if words.startswith("VỀ ") else ""
    wanted = words[len(about) :].lower()
    for text in paragraphs:
        at = text.lower().find(wanted)
        if at >= 0 and not text[at : at + len(wanted)].isupper():
            return about + text[at : at + len(wanted)]
    return about + wanted


def _issues(text: str) -> bool:
    """Tell whether a line names the body that issues, after the title: "CHÍNH PHỦ", "BỘ TRƯỞNG BỘ CÔNG AN"."""
    return (
        text.isupper()
        and re.match(r"(CHÍNH PHỦ|QUỐC HỘI|THỦ TƯỚNG|BỘ TRƯỞNG|ỦY BAN|UỶ BAN|CHỦ TỊCH|GIÁM ĐỐC)", text) is not None
    )


def _issuer(number: str, head: Sequence[str]) -> str:
    sign = re.sub(r"\d+$", "", re.split(r"[/-]", number)[-1]).upper() if number else ""
    if sign in _ISSUERS:
        return _ISSUERS[sign]
    for text in head:
        bare = _STATE.sub("", text.split("|")[0]).strip(" -–_*")
        if re.match(
            r"(CHÍNH PHỦ|QUỐC HỘI|BỘ|TỈNH|THÀNH PHỐ|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HỘI ĐỒNG|CÔNG AN|SỞ|CỤC)\b", bare
        ):
            return bare.capitalize() if bare.isupper() else bare
    return ""


def _issued_on(head: Sequence[str], paragraphs: Sequence[str]) -> dt.date | None:
    places = [_PLACED_DAY.search(text) for text in head]
    passed = [_PASSED.search(text) for text in paragraphs[-LONGEST_HEAD:]] + [_PASSED.search(text) for text in head]
    return next((day for found in (*places, *passed) if found and (day := _day(found))), None)


def _effective(paragraphs: Sequence[str], issued_on: dt.date | None) -> tuple[dt.date | None, tuple[str, ...]]:
    days: dict[dt.date, str] = {}
    for text in paragraphs:
        for found in _EFFECT.finditer(text):
            day = issued_on if found[4] else _day(found)
            if day:
                days.setdefault(day, text)
    notes: tuple[str, ...] = ()
    if len(days) > 1:
        shown = ", ".join(f"{day:%d/%m/%Y}" for day in days)
        notes = (f"thấy nhiều ngày có hiệu lực ({shown}): lấy ngày đầu, cần người đọc lại",)
    return next(iter(days), None), notes


def _day(found: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
