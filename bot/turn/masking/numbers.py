"""Phones and accounts by what they are called, and any long number at last."""

from __future__ import annotations

import re

from bot.turn.masking.papers import PAPER
from bot.turn.masking.work import GAP, OWNER, SEP, WORD_START, D, Work, any_of, digits_of, is_counting, is_number

PHONE, ACCOUNT = "số điện thoại", "số tài khoản"

_BANK = any_of(
    "vietcom ?bank, vcb, bidv, agri ?bank, agri, vietin ?bank, vietin, ctg, techcom ?bank, techcom, tcb, mb ?bank",
    "mb, acb, vp ?bank, sacom ?bank, tp ?bank, tien phong, vib, shb, hd ?bank, scb, msb, ocb, exim ?bank",
    "sea ?bank, lp ?bank, lien ?viet(?: post ?bank)?, pvcom ?bank, bac a(?: bank)?, nam a(?: bank)?, ab ?bank",
    "kien ?long(?: bank)?, cake, timo, momo, zalo ?pay, viettel ?(?:pay|money), vn ?pay, shopee ?pay, napas, visa",
    "master ?card, bao ?viet ?bank, co-?op ?bank, woori, shinhan, hsbc, uob",
)
_ACCOUNT_NAMES = any_of(
    "stk, so tk, (?:so )?tai khoan, so the, the (?:atm|visa|ngan hang|tin dung|ghi no|napas), ngan hang, tk", _BANK
)
_PHONE_NAMES = any_of(
    r"sdt, s\.dt, dt, dthoai, (?:so )?dien thoai, so may(?: ban)?, may ban, tel, phone, mobile, di dong, zalo, viber",
    "whatsapp, so lien (?:he|lac), lien he, hotline, alo, lh",
)
_SAID = any_of(
    "so, la, dep, cu, moi, nay, day, do, cua, thi, hien tai, ca nhan, chinh chu, nhan, nhan tien, nhan luong",
    "luong, an sinh, huu tri, ngan hang, ten, ben, voi, va, duoc, may, goi, lien he, zalo, dang ky",
    OWNER,
    _BANK,
)
_FILL = rf"(?:[\s:=,.\-(#/\"']{{1,3}}{_SAID}(?![^\W\d_])){{0,7}}[\s:=,.\-()#/\"'>]{{0,4}}"
_PHONES = re.compile(rf"{WORD_START}{_PHONE_NAMES}{_FILL}(?P<value>\(?\+?{D}(?:{GAP}{D}){{6,13}})(?!{SEP}?\d)")
_ACCOUNTS = re.compile(
    rf"{WORD_START}{_ACCOUNT_NAMES}(?![^\W\d_]){_FILL}"
    rf"(?P<value>(?:\d{{3}}[a-z])?{D}(?:{GAP}{D}){{5,18}})(?!\d)(?!\s?(?:gb|so\b))"
)
_BEFORE_BANK = re.compile(
    rf"(?<![^\W_])(?<!\d[ .,\-])(?P<value>{D}(?:{GAP}{D}){{5,18}})"
    rf"[\s,(\-]{{1,3}}(?:ngan hang |nh |ben )?(?!mb\b){_BANK}(?![^\W\d_])"
)
_LONG = re.compile(rf"(?:\(?\+{SEP}?)?{D}(?:{GAP}{D}){{8,}}")
_SINGLES = re.compile(r"(?<!\d)\d(?:, ?\d){8,}(?!\d)")
_PHONE_SHAPE = re.compile(r"0[35789]\d{8}|01[2689]\d{8}|02\d{8,9}|[35789]\d{8}")
_LONGEST_PAPER = 12


def mask_accounts_and_phones(work: Work) -> None:
    """Claim what is called an account or a phone."""
    work.mask(_ACCOUNTS, ACCOUNT, _is_account)
    work.mask(_PHONES, PHONE, is_number)
    work.mask(_BEFORE_BANK, ACCOUNT, is_number)


def mask_long(work: Work) -> None:
    """Claim every number of nine digits and more."""
    work.mask(_LONG, kind_of, lambda match, _: not is_counting(match[0]))
    work.mask(_SINGLES, kind_of, lambda match, _: not is_counting(match[0]))


def kind_of(value: str) -> str:
    """Return what a long number most likely is."""
    digits = digits_of(value)
    local = re.sub(r"^(?:00)?84(?=\d{9,10}$)", "0", digits)
    if value.startswith(("+", "(+")) or _PHONE_SHAPE.fullmatch(local):
        return PHONE
    return PAPER if len(digits) <= _LONGEST_PAPER else ACCOUNT


def _is_account(match: re.Match[str], work: Work) -> bool:
    return match[0].startswith(("stk", "so tk", "so tai khoan")) or is_number(match, work)
