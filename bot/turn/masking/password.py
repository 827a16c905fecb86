"""Passwords, where the message says that it is one: anything that is not an everyday word."""

from __future__ import annotations

import re

from bot.turn.masking.secret import BETWEEN, LABEL, SECRET, TOLD
from bot.turn.masking.work import WORD_START, Work

_NAMED, _A_SIGN = re.compile(WORD_START + LABEL), re.compile("[@#$]")
_LABELLED = re.compile(
    rf"{WORD_START}(?P<label>{LABEL})(?P<fill>{BETWEEN}{{0,60}}?[\s:=\"'>(])(?P<value>(?=[^\s,;]{{0,40}}[\d@#$%&*!])"
    r"[^\s,;{}()\[\]\"':]{4,40})(?<![?.])"
)
_WORD = re.compile(
    rf"{WORD_START}{LABEL}(?P<fill>{BETWEEN}{{0,40}}?(?:\bla |[:=]\s?))(?P<value>[a-z]{{5,40}})(?![^\W_])"
)
_ANYWHERE = re.compile(
    r"(?<![\w@#$.])(?=\d{0,20}[a-z])(?=\w{1,20}[@#$][\w@#$!]{0,20}\d|\w{0,20}\d\w{0,20}[@#$])"
    r"\w{1,20}[@#$][\w@#$!]{1,20}(?![\w.@])"
)
"""Letters, digits and a sign in one word: nothing else is written like that."""
_SIGNS = re.compile(r"[@#$%&*!]")
_EVERYDAY = re.compile(
    r"(?:iphone|ipad|ios|android|win(?:dows)?|vneid|vssid|ct|tk|dk|dc|cc|galaxy|samsung|oppo|redmi|note|muc|lop|wifi"
    r"|[a-z])?\d{1,3}[a-z+]{0,6}|[\d.,\-/:]+(?:k|d|tr|ty|gb|mb|g|h|p|s|vnd|mah|%|fa|cm|kg)?|[a-z]-[a-z]"
    r"|https?:.*|[\w.\-]+\.(?:vn|com)\S*|pass(?:code|word)s?|smartphone|facebook|telegram|messenger|internet|email"
)
_LONGEST_SYLLABLE = 7
_LONG_ENOUGH = 6


def mask_passwords(work: Work) -> None:
    """Claim passwords that are called so."""
    if _NAMED.search(work.key):
        work.mask(_LABELLED, SECRET, _is_password)
        work.mask(_WORD, SECRET, _is_word)
    if _A_SIGN.search(work.key):
        work.mask(_ANYWHERE, SECRET)


def _is_password(match: re.Match[str], work: Work) -> bool:
    value, fill = match["value"].rstrip("."), match["fill"]
    if _EVERYDAY.fullmatch(value) or not value.isprintable():
        return False
    told, signs = TOLD.search(fill) is not None, _SIGNS.search(value.rstrip("!")) is not None
    letters, digits = any(c.isalpha() for c in value), any(c.isdigit() for c in value)
    if letters and digits:
        return told or signs or (len(value) >= _LONG_ENOUGH and match["label"] != "mk" and len(fill.split()) <= 3)
    return signs and (letters or told)


def _is_word(match: re.Match[str], work: Work) -> bool:
    """Tell a password of letters alone: longer than a syllable can be, or the last word behind a colon."""
    value, fill = match["value"], match["fill"]
    if _EVERYDAY.fullmatch(value):
        return False
    plain = work.text[match.start("value") : match.end("value")].isascii()
    last = not work.key[match.end() :].strip(" .!?")
    return plain and (len(value) > _LONGEST_SYLLABLE or (last and ":" in fill))
