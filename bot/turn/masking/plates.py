"""Number plates: 30A-123.45, 29-H1 123.45, 19MĐ1-203.47, 80-123-NG-45, AA-12-34."""

from __future__ import annotations

import re

from bot.turn.masking.work import OWNER, WORD_START, Work, any_of, digits_of

PLATE = "biển số"

_NAMES = any_of(
    "bien(?: kiem soat| so| dang ky)*, bks, bsx, xe(?: may| o to| dap dien)?(?: so| bien)?, dau keo, ro ?mooc",
)
_SAID = any_of(
    "xe, may, dien, tam, o to, 50cc, so, la, cua, moi, cu, dinh danh, xanh, vang, trang, do, ngoai giao",
    "nuoc ngoai, quan doi, lien doanh, 4 so, 5 so, ha noi, nay, mang, bks",
    OWNER,
)
_SERIES_AND_TAIL = r"(?:[a-z][ .\-]?[a-z]?\d?|\d?[ .\-]?(?:ng|nn))[ .\-]{0,3}\d(?:[ .\-]?\d){3,5}"
_FOREIGN_OR_ARMY = r"[1-9]\d[ .\-]{0,2}\d{3}[ .\-]?(?:ng|nn|qt|cv)[ .\-]?\d\d|[a-z]{2}[ .\-]?\d\d[ .\-]?\d\d"
_TEMPORARY_OR_OLD = r"t\d\d[ .\-]{0,2}\d{3}[ .\-]?\d\d|[1-9]\d[ \-]\d{4,5}"
_CALLED = re.compile(
    rf"{WORD_START}{_NAMES}(?:[\s:,.\-]{{1,3}}{_SAID}(?![^\W\d_])){{0,6}}[\s:,.\-]{{1,3}}"
    rf"(?P<value>[1-9]\d[ .\-–]{{0,3}}{_SERIES_AND_TAIL}|{_FOREIGN_OR_ARMY}|{_TEMPORARY_OR_OLD})(?![^\W_])"
)
_SHAPED = re.compile(
    r"(?<![^\W_])[1-9]\d(?P<gap>[ .\-–]{0,3})(?P<series>[a-z]{1,2}\d?)(?P<mid>[ .\-]{0,3})"
    r"(?P<tail>\d{3}[ .\-]{0,3}\d{2}|\d{4})(?![^\W_])(?![ .\-]?\d)(?!/)"
)
_PART = re.compile(
    r"\b(?:so khung|so may|vin)(?: (?:la|so|xe))*[ :]{1,3}"
    r"(?P<value>(?=(?:[a-z\-]*\d){5})(?=[\d\-]*[a-z])[a-z\d\-]{8,20})(?![^\W_])"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SERIES = frozenset(("ld", "da", "kt", "mk", "md", "ng", "nn", "qt", "cv", "hc", "td", "lb", "rm"))
"""Series of two letters that are typed in small letters, too."""
_HOURS_AND_UNITS = "hkgmtdp"
_LAWS = frozenset(("nd", "nq", "qd", "tt", "ct", "qh", "cp", "vb", "bh", "kh", "so", "tb"))
_FULL_TAIL = 5


def mask_called_plates(work: Work) -> None:
    """Claim what is called a plate, an engine or a frame number."""
    work.mask(_CALLED, PLATE)
    work.mask(_PART, PLATE)


def mask_shaped_plates(work: Work) -> None:
    """Claim what has the shape of a plate."""
    work.mask(_SHAPED, PLATE, _is_plate)


def _is_plate(match: re.Match[str], work: Work) -> bool:
    """Tell a plate from an hour, a law and a count, without the word "biển"."""
    letters, tail = match["series"].rstrip("0123456789"), match["tail"]
    full = len(digits_of(tail)) == _FULL_TAIL
    capital = work.text[match.start("series")].isupper()
    close = not match["gap"].isspace() and not match["mid"].isspace()
    if _YEAR.fullmatch(tail) and "-" not in match["mid"]:
        return False
    if ("." in tail and not tail.endswith("000")) or (full and match["series"][-1].isdigit()):
        return True
    if len(letters) > 1 and letters not in _SERIES:
        return capital and letters not in _LAWS and (close or full)
    if letters in _HOURS_AND_UNITS and not capital:
        return close and full
    return capital or close
