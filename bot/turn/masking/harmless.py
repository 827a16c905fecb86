"""Numbers that are nobody's: money, dates, law numbers, procedures, hotlines.

`hold_certain` knows them by their own shape or unit and runs first. `hold_likely` runs after the patterns that know a
number by what it is called: "112.037.584" alone may be an amount, after "cmnd" it is not.
"""

from __future__ import annotations

import re

from bot.turn.masking.work import SEP, WORD_START, Work, digits_of

_NOT_MORE = r"(?![ .\-]?\d)"
_YEAR = r"(?:19|20)\d\d"
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_DATES = (
    rf"(?<![\d/]){_DAY}\s?/\s?{_MONTH}\s?/\s?{_YEAR}(?![\d/])",
    rf"(?<![\d.]){_DAY}\s?\.\s?{_MONTH}\s?\.\s?{_YEAR}(?!\d|\.\d)",
    rf"(?<![\d\-]){_DAY}-{_MONTH}-{_YEAR}(?!\d|-\d)",
    rf"(?<!\d)(?<!\d[/.\-]){_YEAR}[/.\-]{_MONTH}[/.\-]{_DAY}(?![./\-]?\d)",
    rf"(?<![\d/]){_DAY}/{_MONTH}/\d\d(?![\d/])",
    rf"(?<!\d)(?<!\d[ ./\-]){_MONTH}[/.\-]{_YEAR}(?!\d|[./\-]\d)",
    rf"(?<![\d/])\d{{1,5}}/{_YEAR}(?![\d/])",  # 282/2025: a law's number and year
)
_TIMES = (r"(?<![\d:])\d{1,2}:\d\d(?::\d\d)?(?![\d:])",)
_HOUR = r"[0-2]?\d[.h][0-5]\d"
_OPEN = rf"(?<![\d.]){_HOUR}\s?[\-–]\s?{_HOUR}(?:[,; ]{{1,2}}{_HOUR}\s?[\-–]\s?{_HOUR})*(?![\d.])"
_LAWS = (
    r"(?<![\d/])\d{1,5}(?:\.\d{1,3})?(?:/\d{4})?/[a-z][\w\-]*(?:/[\w\-]+)?",
    r"(?<!\d)\d{1,4}-(?:nq|ct|qd|kh|kl|tb|hd)/[a-z]+",
    r"\b(?:iso|tcvn|qcvn)(?:/iec)?[ :]?\d[\d:.\-]*",
    r"(?:nghi dinh|thong tu|quyet dinh|nghi quyet|cong van|chi thi|\bluat)(?: so)?(?:,? \d{1,4}/\d{4})+",
)
_CODE = r"[1-3]\.\d{6}(?:\.\d{2,3})*(?:\.[a-z]\d+)?"
_CODES = rf"(?<![\d.]){_CODE}(?:[ ,;/\-–]{{1,3}}{_CODE})*(?!\d)"
_CALLED_CODES = r"thu tuc(?: hanh chinh)?(?: so| ma)?[ :]{1,2}[1-3]?\.?\d{6}(?!\d)"
_ADDRESSES = (
    r"\b(?:so nha|nha so|ngo|ngach|hem|kiet|thua|to ban do|lo|km|quoc lo)(?: dat)?(?: so)? ?\d+[a-z]?(?:/\d+[a-z]?)*"
)
_VERSIONS = (
    r"\b(?:phien ban|ban(?: cap nhat)?|version|ver|build|ios|android|windows|chrome|firefox|safari|vneid|zalo|ip|dns)"
    r" ?(?:may chu |v)?[1-9]\d{0,2}(?:\.\d{1,5})+(?!\d)"
)
_SHORT = r"(?:11[1-9]|1022|156|1166|5656|8069|9029)"
_ROW_OF_SHORT = rf"(?<!\d)(?<!\d[ .\-]){_SHORT}(?:{SEP}{{1,3}}{_SHORT})+{_NOT_MORE}"
_HEADS = (  # "đầu số 024, 028": heads of numbers, each of which begins anew
    r"\b(?:dau(?: so)?|ma vung|ma tinh|bat dau bang)(?: la)?[ :]{1,2}(?:0|\+)\d{1,3}"
    r"(?:[ ,;/]{1,2}(?:va |hoac |hay )?(?:0|\+)\d{1,3})+(?!\d)"
)
_CERTAIN = re.compile("|".join((*_DATES, *_TIMES, *_LAWS, _CALLED_CODES, _ADDRESSES, _VERSIONS, _HEADS, _ROW_OF_SHORT)))
_DIGIT_BEFORE, _DIGIT_BEHIND = re.compile(rf"\d{SEP}{{0,4}}$"), re.compile(rf"{SEP}{{0,4}}\d")
_DOTTED = re.compile(f"{_OPEN}|{_CODES}")

_GROUPED = r"[1-9]\d{0,2}(?:[., ]\d{3})+"
_UNIT = (
    r"(?P<unit>(?:vnd|dong|d|usd|\$|do la|cu|nghin|ngan|ty|ti|trieu|tr|k|%|phan tram|m2|ha"
    r"|(?:tr|ty|trieu)\d{1,3})(?!\w))"
    r"(?![ .\-]{0,3}\d{3}[ .\-]?\d\d(?!\d))"  # 30K-123.45 is a plate
)
_AMOUNT = re.compile(rf"(?<!\d)(?<!\d[., ])(?P<number>{_GROUPED}|[1-9]\d*(?:[.,]\d{{1,2}})?|0[.,]\d+)\s?{_UNIT}")
_WRITTEN = {
    "dong": ("đồng", "dong"),
    "cu": ("củ", "cu"),
    "ha": ("ha",),
    "ty": ("tỷ", "tỹ", "ty"),
    "ti": ("tỉ", "tĩ", "ti"),
}
"""With other accents these units are other words: "đóng", "cũ", "hả", "tí"."""
_LONGEST = {"k": 7, "tr": 7, "m2": 7, "cu": 3, "ha": 5, "ty": 5, "ti": 5}
"""Digits before a unit that is also another word ("k" is "không")."""
_THOUSANDS = r"[1-9]\d{0,2}(?:[.,]\d{3})*[.,]000"
_RANGE_END = rf"(?:{_THOUSANDS}|[1-9]\d{{0,8}}000)"
_RANGES = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?:{_RANGE_END}(?:\s?[\-–~]\s?{_RANGE_END})+"
    rf"|{_THOUSANDS}(?:[ ,;/]{{1,2}}{_THOUSANDS})+)(?![.,]?\d)"
)

_HOTLINE = re.compile(rf"(?<![^\W_])(?<!\d[ .\-])1[89]00(?:[ .\-]?\d){{4}}(?:(?:[ .\-]?\d){{2}})?{_NOT_MORE}")
_POLICE_LINE = re.compile(rf"(?<!\d)(?<!\d[ .\-])\(?069\)?(?:[ .\-]?\d){{7}}{_NOT_MORE}")
"""069 is the network of the Ministry of Public Security; no citizen has a number there."""
_CONSULAR_LINE = re.compile(r"(?<!\d)(?:\(?\+?84\)?|0)[ .\-]?981[ .\-]?84[ .\-]?84[ .\-]?84(?!\d)")
"""Of the Ministry of Foreign Affairs, for citizens abroad."""
_OWNED = re.compile(r"(?:stk|tai khoan|cccd|cmnd|can cuoc|chung minh|mst|ma so thue|dinh danh|\btk)[^\d\n]{0,12}$")

_URL = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w\-]{1,63}(?:\.[\w\-]{1,63}){0,4}\.(?:vn|com|net|org|info|gov)/\S+"
    r"|\.[a-z]{2,5}/\S{0,200}?\d\S*"
)
_PERSONAL_IN_URL = re.compile(r"(?<!\d)(?:0\d{9}|0\d{11}|84\d{9})(?!\d)")

_ROW_OF_YEARS = rf"(?<!\d)(?<!\d[ ./\-]){_YEAR}(?:(?:{SEP}|,){{1,4}}{_YEAR})+(?![ ./\-]?\d)"
_COUNTED = (
    r"(?: ?(?:nguoi|dan|ho so|luot|tai khoan|the\b|du lieu|ban ghi|nhan khau|cong dan|van ban|thue bao|giao dich"
    r"|yeu cau|dich vu|can cuoc|cccd|doanh nghiep|ho\b|truong hop|san pham))"
)
_COUNT = rf"(?<!\d)(?<!\d[.,])(?:{_GROUPED}(?={_COUNTED})|[1-9]\d{{0,2}}(?:[.,]\d{{3}})*[.,]000(?![.,]?\d))"
_ROUND = r"(?<!\d)(?<!\d[ .\-])[1-9]\d{0,8}00000(?![.,\-]?\d)"
_SMALL = r"[1-9]\d{0,2}(?:[.,]\d{3}){1,2}(?![.,]?\d)"
_SMALL_GROUPED = rf"(?<!\d)(?<!\d[.,]){_SMALL}(?:\s?[\-–~]\s?{_SMALL})*"
_LIKELY = re.compile("|".join((_ROW_OF_YEARS, _COUNT, _ROUND, _SMALL_GROUPED)))
_AFTER_MONEY = re.compile(
    rf"{WORD_START}(?:so tien|tien|gia|luong|phi|phat|von|doanh thu|ngan sach|kinh phi|tri gia|boi thuong|den bu|thue"
    r"|no|vay|tong(?: cong)?|thu nhap|tro cap|lua|mat|chuyen(?: nham)?|rut|nop|tra)(?:[ :]+(?:la|het|toi|no|mat|khoang"
    rf"|hon|gan|tong|cong|duoc|bi|so))*[ :]+(?P<value>{_GROUPED}|[1-9]\d{{3,13}}00)(?![.,]?\d)"
)
_LISTED = re.compile(
    r"\b(?:dieu|khoan|muc|chuong|thang|buoc|cau|lop|quy|mau|trang|phan|ngay|tuoi|tang|khoa)(?: thu)? "
    r"(?P<value>[1-9]\d{0,2}(?:(?:[ \-–]|, ?){1,3}[1-9]\d{0,2})+)(?![.\-]?\d)"
)


def hold_certain(work: Work) -> None:
    """Claim what is nobody's by its shape or its unit."""
    work.hold(_URL, _is_page)
    work.hold(_CERTAIN)
    work.hold(_DOTTED, _stands_alone)
    work.hold(_HOTLINE, _is_hotline)
    work.hold(_POLICE_LINE, _is_not_owned)
    work.hold(_CONSULAR_LINE)
    work.hold(_RANGES)
    work.hold(_AMOUNT, _is_money)


def hold_likely(work: Work) -> None:
    """Claim what is nobody's as far as a number without a name can tell."""
    work.hold(_LIKELY, _stands_alone)
    work.hold(_AFTER_MONEY, _is_round)
    work.hold(_LISTED)


def _is_page(match: re.Match[str], work: Work) -> bool:
    return not _PERSONAL_IN_URL.search(match[0])


def _stands_alone(match: re.Match[str], work: Work) -> bool:
    """Tell an amount from a piece of a longer number."""
    before = _DIGIT_BEFORE.search(work.key, max(0, match.start() - 6), match.start())
    return before is None and _DIGIT_BEHIND.match(work.key, match.end()) is None


def _is_hotline(match: re.Match[str], work: Work) -> bool:
    """Tell a hotline; one of ten digits may be an account where it is called one."""
    return len(digits_of(match[0])) == 8 or _is_not_owned(match, work)


def _is_not_owned(match: re.Match[str], work: Work) -> bool:
    return not _OWNED.search(work.key, max(0, match.start() - 30), match.start())


def _is_money(match: re.Match[str], work: Work) -> bool:
    """Tell money from a number with a word behind it that looks like a unit."""
    unit = match["unit"]
    digits = digits_of(match["number"])
    written = work.text[match.start("unit") : match.end("unit")].lower()
    if written not in _WRITTEN.get(unit, (written,)) or len(digits) > _LONGEST.get(unit.rstrip("0123456789"), 15):
        return False
    plain = len(digits) < 9 or digits.endswith("00") or match["number"] != digits
    return plain or unit not in ("d", "dong") or written in ("đ", "đồng")  # "dong" is "đóng", too


def _is_round(match: re.Match[str], work: Work) -> bool:
    value = match["value"]
    return value != digits_of(value) or value.endswith("000") or len(value) < 9
