"""Masking personal numbers before a message reaches Rasa, a log, a database or an answer.

Vietnamese formats, and what must not be taken for them: fees ("200.000 đồng"), procedure codes
("1.004222"), hotlines ("1900 0368"), years and spans of years, dates, law numbers ("69/2024/NĐ-CP").
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from knowledge.vietnamese.unicode import to_nfc


@dataclass(frozen=True)
class Redacted:
    """A message without its personal numbers."""

    text: str
    """In clean NFC, with a mask such as `[SỐ GIẤY TỜ]` in place of each: safe to store."""
    bare: str
    """With the masks taken out: what is understood."""
    kinds: tuple[str, ...]
    """Names of what was masked, in order, without repetition."""


_SEP = r"(?:[\s.\-–_]{0,2}|,)"
_MONEY = r"\s*(?:đồng|đ\b|vnđ|vnd|nghìn|ngàn|triệu|tỷ|tỉ|tr\b|k\b|%)"
_HOTLINE = re.compile(r"\b1[89]00[ .\-]?\d{2,4}(?:[ .\-]?\d{2,4})?\b")
_CODE = re.compile(r"\b\d\.\d{6}(?:\.\d{3}(?:\.\d\d)*(?:\.[A-Z]\d+)?)?\b")
_LAW = re.compile(r"\b\d{1,5}/(?:\d{4}/)?[A-ZĐ][\w-]*", re.IGNORECASE)
_DATE = re.compile(r"\b\d{1,2}[/.\-]\d{1,2}[/.\-](?:19|20)\d{2}\b|\b\d{1,2}[/.\-](?:19|20)\d{2}\b")
_YEARS = re.compile(r"\b(?:19|20)\d{2}\s?[-–]\s?(?:19|20)\d{2}\b")
_GROUPED_MONEY = re.compile(
    rf"(?<![\d.,])[1-9]\d{{0,2}}(?:[.,]\d{{3}})+\b(?:{_MONEY})?|\b\d+(?:[.,]\d+)?{_MONEY}", re.IGNORECASE
)
_ROW_OF_YEARS = re.compile(r"(?<!\d)(?<!\d[ .\-])(?:19|20)\d{2}(?:[\s,]+(?:19|20)\d{2})+(?![ .\-]?\d)")
_ROW_OF_SHORT = re.compile(r"(?<!\d)(?<!\d[ .\-])(?:11[1-9]|1022|156)(?:[\s,]+(?:11[1-9]|1022|156))+(?![ .\-]?\d)")
_HARMLESS = (_ROW_OF_YEARS, _ROW_OF_SHORT, _HOTLINE, _CODE, _DATE, _YEARS, _LAW)

_NUMBER_OF = r"(?:\s*(?:số|là|:|=|này|của\s+(?:tôi|tui|em|mình|bác|cháu|con|chị|anh))){0,3}\s*"
_ACCOUNT = re.compile(
    rf"(?P<lead>(?:\bstk\b|\bs[ốo]\s+t[àa]i\s+kho[ảa]n|\bt[àa]i\s+kho[ảa]n(?:\s+ng[âa]n\s+h[àa]ng)?|\bs[ốo]\s+th[ẻe])"
    rf"{_NUMBER_OF})(?P<value>\d(?:{_SEP}\d){{5,18}})\b",
    re.IGNORECASE,
)
_SECRET = re.compile(
    r"(?P<lead>\b(?:otp|m[ãa]\s+(?:x[áa]c\s+(?:th[ựu]c|nh[ậa]n|minh)|pin)|passcode|m[ậa]t\s+(?:kh[ẩa]u|m[ãa])|pin)\b"
    r"(?:\s*(?:otp|vneid|số|so|là|la|:|=|c[ủu]a\s+(?:t[ôo]i|tui|em|m[ìi]nh))){0,4}\s*)"
    r"(?P<value>\d(?:[ .\-]?\d){3,7}|(?=\S*\d)(?=\S*[A-Za-z@#!])[\w@#!$%]{6,})"
    r"(?!\s*(?:số|chữ|ký tự|ngày|phút|giây|lần))\b",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_INSURANCE = re.compile(r"\b[A-Z]{2}[ -]?\d(?:[ .-]?\d){12}\b", re.IGNORECASE)
_PASSPORT = re.compile(r"\b[A-Z]\d{7,8}\b", re.IGNORECASE)
_PLATE = re.compile(r"\b[1-9]\d[ -]?[A-ZĐ](?:[A-ZĐ]|\d)?[ .-]{0,3}(?:\d{3}[ .]?\d{2}|\d{4})\b(?!\s*/)", re.IGNORECASE)
_PHONE = re.compile(rf"(?<![\d.])(?:\+?84{_SEP}|0{_SEP})(?:[35789](?:{_SEP}\d){{8}}|2(?:{_SEP}\d){{9}})(?!\d)")
_LONG = re.compile(rf"(?<![\d/])\d(?:{_SEP}\d){{8,18}}(?!\d|/)")
_NAME = re.compile(
    r"(?P<lead>\b(?:tên(?:\s+(?:tôi|em|mình|cháu))?\s+là|họ\s+(?:và\s+)?tên(?:\s+là)?:?"
    r"|tôi\s+là|em\s+là|mình\s+là|tên:)\s+)"
    r"(?P<value>[A-ZĐÀ-Ỹ][\wÀ-ỹ]*(?:\s+[A-ZĐÀ-Ỹ][\wÀ-ỹ]*){1,4})"
)
_ADDRESS = re.compile(
    r"\b(?:số\s+nhà|nhà\s+số|số)\s+\d+[A-Za-z]?(?:/\d+)*\s*,?\s+"
    r"(?:ngõ|ngách|hẻm|kiệt|đường|phố|tổ|thôn|ấp|khu|xóm|xã|phường)"
    r"[^.?!\n]*",
    re.IGNORECASE,
)

_ID, _TEL, _BANK, _CARD = "số giấy tờ", "số điện thoại", "số tài khoản", "biển số"


def redact(text: str) -> Redacted:
    """Mask the personal numbers of a message.

    :param text: as typed, any Unicode form.
    """
    # Cleaned first: a zero-width character between two digits would hide them here and be gone before Rasa.
    work = _ascii_digits(to_nfc(text))
    kinds: list[str] = []

    def mask(pattern: re.Pattern[str], kind: str) -> None:
        nonlocal work
        work = pattern.sub(lambda match: _replace(match, kind, kinds), work)

    work, kept = _set_aside(work)
    mask(_EMAIL, "email")
    mask(_SECRET, "mã bí mật")
    mask(_ACCOUNT, _BANK)
    mask(_INSURANCE, _ID)
    mask(_PHONE, _TEL)
    mask(_PASSPORT, _ID)
    mask(_PLATE, _CARD)
    mask(_LONG, _ID)
    if _NAME.search(work) and (kinds or _ADDRESS.search(work)):
        mask(_NAME, "họ tên")
    if kinds or _ADDRESS.search(work):
        mask(_ADDRESS, "địa chỉ")
    work = _put_back(work, kept)
    bare = re.sub(r"\s+", " ", re.sub(r"\[[A-ZĐÀ-Ỹ ]+\]", " ", work)).strip() if kinds else work
    return Redacted(work, bare, tuple(dict.fromkeys(kinds)))


def _replace(match: re.Match[str], kind: str, kinds: list[str]) -> str:
    kinds.append(kind)
    lead = match.groupdict().get("lead") or ""
    return f"{lead}[{kind.upper()}]"


def _ascii_digits(text: str) -> str:
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text)


def _set_aside(text: str) -> tuple[str, list[str]]:
    """Take out what looks like a number but is nobody's, so that no pattern can touch it."""
    kept: list[str] = []

    def hold(match: re.Match[str]) -> str:
        kept.append(match.group())
        return f"\ue000{chr(0xE100 + len(kept) - 1)}\ue001"

    for pattern in (*_HARMLESS, _GROUPED_MONEY):
        text = pattern.sub(hold, text)
    return text, kept


def _put_back(text: str, kept: list[str]) -> str:
    for index in reversed(range(len(kept))):
        text = text.replace(f"\ue000{chr(0xE100 + index)}\ue001", kept[index])
    return text
