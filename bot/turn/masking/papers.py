"""Papers: identity cards, passports, licences, insurance, tax codes, certificates, case numbers."""

from __future__ import annotations

import re

from bot.turn.masking.work import GAP, OWNER, WORD_START, D, Work, any_of, is_number

PAPER = "số giấy tờ"

_NAMES = any_of(
    "cccd, cmnd, cmtnd, cmt, can cuoc(?: cong dan)?, chung minh(?: nhan dan| thu| quan nhan)?, giay to",
    "(?:ma )?(?:so )?dinh danh, ma (?:so )?ca nhan, mst, ma so thue, ho chieu, passport, visa, bhxh, bhyt",
    "(?:so |the )?bao hiem(?: xa hoi| y te)?, bang lai(?: xe)?, gplx, giay phep lai xe, so ho khau, ho khau so",
    "so tam tru, the (?:sinh vien|dang vien|can bo|thuong tru|tam tru)",
    "ma (?:tra cuu|van don|buu gui|giao dich|don hang|khach hang|sinh vien|hoc sinh|hoc vien|nhan vien|can bo)",
    "ma (?:bien nhan|ho so|benh nhan|y te|so bhxh), so (?:ho so|hieu), bien nhan, mssv, makh, imei, seri(?:al)?",
)
_SAID = any_of(
    "so, la, cu, moi, nay, day, do, cua, thi, hien tai, het han, da mat, bi mat, ca nhan, chinh chu, cap, duoc",
    "truoc, sau, theo, ghi, va, xe, hang, xe may, o to, 12 so, 10 so, 9 so",
    OWNER,
)
_FILL = rf"(?:[\s:=,.\-(#/\"']{{1,3}}{_SAID}(?![^\W\d_])){{0,7}}[\s:=,.\-()#/\"'>]{{0,4}}"
_CALLED = re.compile(
    rf"{WORD_START}{_NAMES}{_FILL}"
    rf"(?P<value>(?:[a-z]{{1,2}} ?)?{D}(?:{GAP}{D}){{5,24}}|[a-z]\d\d[a-z]{{2,5}}\d{{3,5}})(?!\d)"
)
_THINGS = any_of(
    "bao danh, cong to, hop dong, the, quan, bien lai, hoa don, phieu, don, giay, quyet dinh, may, luu tru",
    "seri(?:al)?(?: chip)?, chip, sim",
)
_NUMBERED = re.compile(
    rf"\b(?:so|no\.?)(?: {_THINGS})?(?: la| so)?[ :.]{{1,3}}"
    r"(?P<value>\d{7,8}|\d[a-z]\d{7})(?![ .\-/]?\d)(?![^\W_])"
)
_REGISTERED = re.compile(
    rf"{WORD_START}(?:(?:khai sinh|ket hon|chung tu)(?: cua [^\W\d_]+)?(?: so| so:|:)"
    r"|so giay (?:khai sinh|ket hon|chung tu))\s?(?P<value>\d{1,4}/(?:19|20)\d\d)(?!/)"
)
_CERTIFICATE = re.compile(
    rf"{WORD_START}(?:so do|so hong|giay chung nhan|so phat hanh|seri(?:al)?|bang tot nghiep)"
    rf"(?:[^\w\n]{{1,3}}{any_of('so, la, cua, phat hanh, seri', OWNER)}(?![^\W\d_])){{0,5}}[\s:]{{1,3}}"
    r"(?P<value>[a-z]{1,2} ?\d{5,8})(?![^\W_])"
)
_PASSPORT = re.compile(
    rf"{WORD_START}(?:ho chieu|passport|visa|thi thuc|thong hanh|hc)(?:[^\w\n]{{1,3}}[^\W\d_]+){{0,7}}[^\w\n]{{1,3}}"
    r"(?P<value>(?=(?:[a-z]*\d){4})(?=\d*[a-z])[a-z\d]{7,10}|[a-z]{1,2}[ .\-](?:\d[ .\-]{0,2}){6,8}\d?)(?![^\W_])"
)
_SPACED_PASSPORT = re.compile(r"(?<![^\W_])[a-z][ .\-]{0,2}\d(?:[ .\-]?\d){6,7}(?![^\W_])(?![ .\-]?\d)")
_INSURANCE = re.compile(rf"(?<![^\W_])[a-z]{{2}}[ .\-]?{D}(?:{GAP}{D}){{12}}(?!\d)")
_LETTER_FIRST = re.compile(
    r"(?<![^\W_])(?:[a-z][ \-]?\d{7,8}|[a-z]{2}\d{7,9}|\d{3}[a-z]\d{6,8})(?![^\W_])"  # the last: some banks' accounts
)
_LETTER_PAIR = re.compile(r"(?<![^\W_])[a-z]{2} ?\d{6}(?![^\W_])(?![ .\-]?\d)")
_LAWS = frozenset(("nd", "nq", "qd", "tt", "ct", "qh", "cp", "vb", "kh", "tb"))


def mask_registered(work: Work) -> None:
    """Claim the number and year of a certificate, which look like those of a law."""
    work.mask(_REGISTERED, PAPER)


def mask_papers(work: Work) -> None:
    """Claim what is called a paper."""
    work.mask(_INSURANCE, PAPER)
    work.mask(_PASSPORT, PAPER)
    if "ho chieu" in work.key or "passport" in work.key:
        work.mask(_SPACED_PASSPORT, PAPER)
    work.mask(_CERTIFICATE, PAPER)
    work.mask(_CALLED, PAPER, is_number)


def mask_lettered(work: Work) -> None:
    """Claim numbers that begin with a letter as papers do, and seven or eight digits behind "số"."""
    work.mask(_LETTER_FIRST, PAPER)
    work.mask(_LETTER_PAIR, PAPER, _is_serial)
    work.mask(_NUMBERED, PAPER, is_number)


def _is_serial(match: re.Match[str], work: Work) -> bool:
    written = work.text[match.start() : match.end()]
    return written[:2].isupper() and match[0][:2] not in _LAWS and not written.endswith("000")
