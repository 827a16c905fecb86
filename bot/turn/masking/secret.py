"""One-time codes and PINs, where the message says that it is one. `password.py` has the passwords."""

from __future__ import annotations

import re

from bot.turn.masking.spelled import PAD
from bot.turn.masking.work import GAP, HELD, MASKED, OWNER, SEP, WORD_START, D, Work, any_of, digits_of

SECRET = "mã bí mật"  # noqa: S105 - the name of a kind

_MA = any_of(
    "xac (?:thuc|nhan|minh), bao mat, bi mat, kich hoat, dang nhap, mo khoa, khoa, truy cap, an toan, giao dich",
    "smart, code, pin, puk, otp, cvv, pass?code, verify, doi mat khau",
)
LABEL = (
    any_of(
        rf"ma {_MA}",
        r"so bi mat, (?:smart ?)?otp, o\.?t\.?p, pass? ?codes?, pass ?words?, pass, pwd, mat khau, mat ma, mkhau, mk",
        "pin ?code, pin, puk, cvv2?, cvc, (?:verification|security) code",
    )
    + r"(?![^\W\d_])"
)
"""What a code or a password is called; `mk` is also short for "mình"."""
BETWEEN = rf"(?:[^\d.?!;\n{HELD}{MASKED}]|\d (?:chu |con )?so\b)"
"""One character between a label and what it names: the sentence goes on, and no other number stands there."""
TOLD = re.compile(r"(?:\bla|[:=>])[\s\"']*$")
"""Ends what stands in front of a value that is named outright."""

_DIGITS = rf"(?:[a-z]{{1,2}}-)?{D}(?:{GAP}{D}){{3,7}}(?!{SEP}?\d)(?![^\W_])"
_COUNTED = any_of(
    r"so\b(?! cua), chu so, ky tu, ki tu, chu cai, ngay, phut, giay, lan, gio, nam\b, thang, mah, %, tuoi",
    r"nguoi, trieu, nghin, k\b, dong, d\b, gb, g\b, usd",
)
_NO_COUNT = rf"(?!\s?{_COUNTED})"
_CODE = re.compile(rf"{WORD_START}(?P<label>{LABEL})(?P<fill>|{BETWEEN}{{0,45}}?[^\w.])(?P<value>{_DIGITS}){_NO_COUNT}")
_CARD_CODE = re.compile(rf"\bcv[vc]2?(?:{BETWEEN}{{0,20}}?[^\w.])?(?P<value>\d{{3}})(?![^\W_])(?!{SEP}?\d)(?! so\b)")
_SAID = any_of(
    "so, la, cua, thi, nay, day, do, vua, moi, cu, gui, ve, den, nhan, nhan duoc, dc, duoc, hien, len, ra, nhap",
    "go, doc, bao, cho, lo, da, dang, bi, sim, may, dung, ghi, sai, roi, hom qua, hom nay, nhu sau, gom, co, dai",
    "dien thoai, app, ung dung, tin nhan, trong, sms, mot lan, ben, thue, ngan hang, vneid, zalo",
    r"(?:\d|sau|bon) (?:chu |con )?so",
    OWNER,
)
_JUST_CODE = re.compile(
    rf"{WORD_START}(?P<label>ma)"
    rf"(?P<fill>(?: so)?(?:[\s:=,\-(\"'>]{{1,3}}{_SAID}(?![^\W\d_])){{0,7}}[\s:=,.\-(\"'>#]{{0,4}})"
    rf"(?<![^\W_])(?P<value>{_DIGITS}){_NO_COUNT}"
)
_REVERSED = re.compile(
    rf"(?<![^\W_])(?<!\d[ .\-])(?P<value>{_DIGITS})[\s,(\-]{{1,3}}(?:nay |do |day |kia )?"
    rf"(?:la|co phai(?: la)?|phai(?: la)?|chinh la|day la|thi phai)(?: (?:cai|so|day|ma|loai))* "
    rf"(?:{LABEL}|ma(?= gi| a\b| nao| ha\b| do\b|\W*$))"
)
_SIX = (
    rf"(?<![^\W_])(?<!\d[ .,\-/])(?P<value>\d(?:[ .\-]?\d){{5}}|(?:\d{PAD}+[ .,\-]{{1,2}}){{5}}\d{PAD}+)"
    rf"(?![^\W_])(?![ .,\-/]?\d){_NO_COUNT}"
)
_BARE_SIX = re.compile(_SIX)
_READ_OUT = re.compile(
    rf"{WORD_START}(?:doc|nhap|go|bam|dien|hien|hoi|xin|nhan|ra|so)(?: [^\W\d_]{{1,7}}){{0,3}} {_SIX}"
)
_BARE_FOUR = re.compile(
    rf"{WORD_START}(?:doc|nhap|go|bam|dien|dua|cho)(?: (?:cho|no|ho|toi|em|so|day|lai|la|vao|nham|lo|roi))* "
    rf"(?P<value>\d{{4}})(?![^\W_])(?![ .,\-/]?\d){_NO_COUNT}"
)
_OR = any_of("thanh, sang, hay, hoac, va, voi, la, ->, cu, moi, con, rui, roi, doi")
_ONE_MORE = re.compile(rf"{MASKED}(?:[ ,/]+{_OR})+[ :]{{1,2}}(?P<value>{_DIGITS}){_NO_COUNT}")
_ALONE = re.compile(r"\W*(?P<value>\d{3}[ .\-]?\d{3})\W*")

_ABOUT_CODES = re.compile(
    rf"{WORD_START}(?:{LABEL}|code|tin nhan|nhan tin|sms|(?:sau|\d) (?:chu |con )?so|day so)|\bma\b"
)
_COMES = re.compile(r"\b(?:nhan|gui|hoi|doc|nhap|go|bao|hien|ve|xin)\b")
_ANOTHER_NUMBER = re.compile(
    any_of(
        r"dau so, tong dai, \bgoi\b, hotline, nghi dinh, \bluat, thong tu, quyet dinh, thu tuc, \bnam\b",
        r"thang, \bngay\b(?! sinh), \bphi\b, \btien\b, \bgia\b, so nha, \bphong\b, \bduong\b, \bdieu\b",
        r"\bmat\b(?! khau), phien ban, iphone, samsung",
    )
)
_OTHER_CODE = re.compile(
    r"(?:buu (?:chinh|dien|cuc)|zip|thu tuc|nganh|don vi|xa|tinh|hoa don|vung|loi|mau|luat)(?: so)? $"
)
_ENDS_IN_YEAR = re.compile(r"[ .\-](?:19|20)\d\d$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT_NUMBERS = {"1022", "1414", "5656", "8069", "9029", "9090", "1166", "1900", "1800"}


def mask_secrets(work: Work) -> None:
    """Claim codes that are called so."""
    if _ABOUT_CODES.search(work.key):
        work.mask(_CODE, SECRET, _is_code)
        work.mask(_CARD_CODE, SECRET)
        work.mask(_JUST_CODE, SECRET, _is_just_code)
        work.mask(_REVERSED, SECRET, lambda match, _: not _is_known(match["value"]))


def mask_bare_codes(work: Work) -> None:
    """Claim six digits that nothing else has claimed, where they are read out or the message speaks of codes."""
    if _ABOUT_CODES.search(work.plain):
        work.mask(_ONE_MORE, SECRET, _is_bare_code)
        work.mask(_BARE_SIX, SECRET, _is_bare_code)
        work.mask(_BARE_FOUR, SECRET, lambda match, _: not _is_known(match["value"]))
    else:
        work.mask(_READ_OUT, SECRET, _is_bare_code)
    if _ALONE.fullmatch(work.key):
        work.mask(_ALONE, SECRET)


def _is_code(match: re.Match[str], work: Work) -> bool:
    fill, value = match["fill"], digits_of(match["value"])
    if TOLD.search(fill) or not fill.strip():
        return bool(fill) or match["label"] != "mk"
    if match["label"] == "mk" or _ANOTHER_NUMBER.search(fill) or value in _SHORT_NUMBERS or _is_amount(match["value"]):
        return False
    return _COMES.search(fill) is not None or not _is_known(value)


def _is_just_code(match: re.Match[str], work: Work) -> bool:
    """Tell whether "mã" alone names a code: not where it is "mà", and not the code of an office."""
    written = work.text[match.start("label") : match.end("label")].lower()
    value = digits_of(match["value"])
    told = TOLD.search(match["fill"]) is not None or _COMES.search(match["fill"]) is not None
    if written not in ("mã", "ma") or ((_is_known(value) or _is_amount(match["value"])) and not told):
        return False
    return not (match["fill"].startswith(" so") and len(value) != 6)


def _is_bare_code(match: re.Match[str], work: Work) -> bool:
    before = work.key[max(0, match.start("value") - 20) : match.start("value")]
    dated = _ENDS_IN_YEAR.search(match["value"]) is not None or _is_known(match["value"])
    return not dated and not _is_amount(match["value"]) and not _OTHER_CODE.search(before)


def _is_amount(value: str) -> bool:
    return value.endswith("000") and value[0] != "0"


def _is_known(value: str) -> bool:
    """Tell whether four digits are rather a year or a number to call."""
    digits = digits_of(value)
    return digits in _SHORT_NUMBERS or (len(digits) == 4 and _YEAR.fullmatch(digits) is not None)
