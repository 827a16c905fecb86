"""E-mail addresses, names and home addresses."""

from __future__ import annotations

import re

from bot.turn.masking.work import OWNER, WORD_START, Work, any_of
from knowledge.vietnamese.unicode import strip_accents

EMAIL, NAME, ADDRESS = "email", "họ tên", "địa chỉ"

_PROVIDER = r"(?:gmail|gmai|gmal|yahoo|hotmail|outlook|icloud|live|zoho|proton(?:mail)?|ymail)"
_END = r"(?:com|vn|net|org|edu|gov|info|io|me|co|asia|biz)"
_AT = r"(?:\s?@\s?|\s?[(\[]at[)\]]\s?| at | a ?cong | a ?moc | a ?vong )"
_DOT = r"\s?(?:[.,]|\bcham\b|\bdot\b|[(\[]dot[)\]])\s?"
_EMAIL = re.compile(
    rf"[\w.+\-]{{1,64}}(?:@[\w\-]{{1,63}}(?:\.[\w\-]{{1,63}}){{1,4}}"
    rf"|{_AT}(?:{_PROVIDER}(?![\w.])|[\w\-]{{1,63}}(?={_DOT}{_END}\b))(?:{_DOT}{_END}\b){{0,2}})"
)
_MAY_BE_EMAIL = re.compile(r"@|\bat\b|a ?cong|a ?moc|a ?vong")
_OFFICE = re.compile(r"(?:ho ?tro|support|lienhe|info|contact|cskh|toasoan|hopthu|dvc)[\w.\-]*@[\w.\-]+\.gov\.vn")

_SURNAMES = (
    "nguyễn, trần, lê, phạm, hoàng, huỳnh, phan, vũ, võ, đặng, bùi, đỗ, hồ, ngô, dương, lý, đinh, mai, trịnh, đào, "
    "lương, hà, tô, lò, giang, cao, chu, lâm, trương, tạ, lưu, quách, thái, tống, phùng, đoàn, vương, la, lục, "
    "kiều, nghiêm, thạch, kim, sơn, danh, sùng, vàng, giàng, mùa, cứ, bế, nông, quàng, cầm, đèo, ma, bàn, triệu, "
    "đàm, hứa, tăng, tôn, khúc, mạc, âu, bạch, thào, lường, vi, đồng, hầu, lầu, phàn, tẩn"
)
_PLAIN_SURNAMES = "nguyen, tran, le, pham, hoang, huynh, phan, vu, dang, bui, ngo, duong, dinh, trinh, dao, luong"
"""Those that are no everyday word when typed without accents and capitals."""
_SURNAME = re.compile(any_of(_SURNAMES, _PLAIN_SURNAMES))
_GIVEN = r"(?P<name>[^\W\d_]{1,8}(?: [^\W\d_]{1,8}){1,4})"
_WHOSE = r"(?: (?:toi|em|minh|chau|con|bo|me|vo|chong|day du|khai sinh))?"
_NAMED = re.compile(
    rf"{WORD_START}(?:ho (?:va )?ten{_WHOSE}(?: la)?\s?:?|ten{_WHOSE}(?: la|\s?:)"
    rf"|(?:toi|em|chau|con) ten(?: la)?)\s{_GIVEN}"
)
_I_AM = re.compile(rf"{WORD_START}(?:toi|em|minh|chau|con) la {_GIVEN}")
_PERSON = re.compile(
    rf"{WORD_START}(?P<who>{any_of(OWNER, 'ten, cu, khach')}(?: la| ten)? )?"
    rf"(?P<name>{any_of(strip_accents(_SURNAMES))}(?: [^\W\d_]{{1,8}}){{1,4}})"
)
"""A name without "tên là"; looked for only where the message holds a number of somebody."""
_PLACE_BEFORE = re.compile(
    any_of("duong, pho, phuong, xa, quan, cho, truong, benh vien, tinh, huyen, thanh pho, tp, ngo, cau, tuong dai")
    + r"\.? $"
)
_NOBODY = ("ho chi minh", "le loi")
_NO_NAME = re.compile(
    any_of(
        "o, sinh, muon, lam, can, cccd, cmnd, cmt, sdt, stk, so, co, la, va, hien, dang, dia, thuong, tru, xin",
        "hoi, nam, quan, que, da, bi, nho, duoi, mat, doi, cap, cho, gui",
    )
)
_MOST = 4

_STREET = r"(?:ngo|ngach|hem|kiet|duong|pho|to|thon|ap|khu|xom|xa|phuong|ban|lang|tieu khu)"
_UNTIL = r"(?=[.?!;\n]|$| (?:thi|co phai|muon|can|lam|duoc|xin|cho|hoi|sdt|so dien|cccd|cmnd|sinh|gio|phai|nop|den)\b)"
_PLACE = rf"\d+[a-z]?(?:[/\-]\d+[a-z]?)*\s?,?\s+{_STREET}\b.{{0,150}}?{_UNTIL}"
_HOUSE = re.compile(rf"\b(?P<value>(?:so nha|nha so|so) {_PLACE})")
_SELF = r"(?:toi|tui|em|minh|chau|con|bac|bo me|vo chong|gia dinh)"
_HOME = re.compile(
    rf"\b(?:nha(?: cua)? {_SELF}|{_SELF}(?: dang| hien)?(?: o| thue| tro)+|tro (?:o|tai)"
    rf"|dia chi(?: nha)?(?: cua)?(?: {_SELF})?"
    rf"|thuong tru|tam tru)(?: o| tai| la)?\s?:?\s(?P<value>(?:so nha |nha so |so )?{_PLACE})"
)


def mask_emails(work: Work) -> None:
    """Claim e-mail addresses, also spoken ones; those of offices stay."""
    if _MAY_BE_EMAIL.search(work.key):
        work.mask(_EMAIL, EMAIL, lambda match, _: not _OFFICE.fullmatch(match[0]))


def mask_people(work: Work) -> None:
    """Claim names that are said to be one, and the home of somebody who is known by a number, a name or "tôi"."""
    for pattern in (_NAMED, _I_AM, *([_PERSON] if work.spans else ())):
        for match in pattern.finditer(work.plain):
            end = _name_end(work.text, work.plain, match.start("name"), capitals=pattern is not _NAMED)
            if end and (pattern is not _PERSON or _is_person(match, work.plain, end)):
                work.add(match.start("name"), end, NAME)
    for match in (_HOUSE if work.spans else _HOME).finditer(work.plain):
        work.add(*match.span("value"), ADDRESS)


def _is_person(match: re.Match[str], plain: str, end: int) -> bool:
    """Tell a person from a street: three words, or two that say whose they are."""
    words = plain[match.start("name") : end].split()
    if " ".join(words) in _NOBODY or _PLACE_BEFORE.search(plain, 0, match.start("name")):
        return False
    return len(words) > 2 or match["who"] is not None


def _name_end(text: str, plain: str, start: int, capitals: bool) -> int | None:
    """Return where a name ends, or None where it is none.

    :param capitals: whether only capitals make a name: "tôi là chủ thẻ" names nobody.
    """
    words = list(re.finditer(r"[^\W\d_]+", text[start : start + 60]))[: _MOST + 1]
    first = words[0][0]
    capital = first[0].isupper()
    if not _SURNAME.fullmatch(first.lower()) or (capitals and not capital):
        return None
    end, kept = 0, 0
    for word in words:
        bare = plain[start + word.start() : start + word.end()]
        apart = kept and text[start + end : start + word.start()] != " "
        if apart or _NO_NAME.fullmatch(bare) or (capital and not word[0][0].isupper()):
            break
        end, kept = word.end(), kept + 1
    return start + end if kept > 1 else None
