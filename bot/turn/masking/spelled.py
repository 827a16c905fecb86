"""Digits written as words ("không chín một hai"), or as letters that look like them ("O9l2")."""

from __future__ import annotations

import re

PAD = "\ue002"
"""Fills up a word that became a digit, so that every character keeps its place."""

_WORDS = {
    "0": "không khong linh lẻ o zero",
    "1": "một mot mốt mười muoi mươi",
    "2": "hai",
    "3": "ba",
    "4": "bốn bon tư tu",
    "5": "năm nam lăm lam nhăm nham",
    "6": "sáu sau",
    "7": "bảy bẩy bay",
    "8": "tám tam",
    "9": "chín chin",
}
_DIGIT = {word: digit for digit, words in _WORDS.items() for word in words.split()}
_WORD = rf"(?:{'|'.join(sorted(_DIGIT, key=len, reverse=True))})(?![^\W\d_])"
_RUN = re.compile(rf"(?<![^\W\d_])(?:{_WORD}|\d)(?:[\s.,\-–_/]{{0,3}}{_WORD}|[\s.,\-–_/]{{0,3}}\d){{3,}}")
FEWEST = 3
"""Words in a row from which they are read as digits: "ba năm" is three years."""

_TWINS = str.maketrans("oil|", "0111")
_TWIN_RUN = re.compile(r"(?<![^\W_])[0o](?:[ .\-]{0,2}[\doil|]){8,13}(?![^\W_])")
_LABELLED_TWINS = str.maketrans("oil|sbzgq", "0111582" + "99")
_LABELLED_RUN = re.compile(
    r"(?<![^\W\d_])(?P<lead>(?:cccd|cmnd|cmt|can cuoc|chung minh|dinh danh|sdt|dien thoai|so may|zalo|stk|tai khoan"
    r"|mst)"
    r"[^\d\n?!]{0,24}?[\s:=.])(?P<value>[oilsbzgq|]?\d[\doilsbzgq|]*(?:[ .\-][oilsbzgq|]?\d[\doilsbzgq|]*)*)(?![^\W_])"
)


def digits_for_words(low: str) -> str:
    """Put digits where digits are spelled as words; everything keeps its place.

    :param low: a text in small letters, with its accents: "từ sau năm hai" is no number.
    """
    return _RUN.sub(_spelled, low)


def digits_for_lookalikes(key: str) -> str:
    """Put digits where letters stand for them, in what is a number by its first digit or by what it is called.

    :param key: a text in small letters without accents.
    """
    key = _TWIN_RUN.sub(lambda match: _with_digits(match[0], _TWINS), key)
    return _LABELLED_RUN.sub(lambda match: match["lead"] + _with_digits(match["value"], _LABELLED_TWINS), key)


def _spelled(match: re.Match[str]) -> str:
    words = re.findall(r"[^\W\d_]+", match[0])
    if len(words) < FEWEST:
        return match[0]
    return re.sub(r"[^\W\d_]+", lambda word: _DIGIT[word[0]].ljust(len(word[0]), PAD), match[0])


def _with_digits(value: str, twins: dict[int, int]) -> str:
    chunks = value.split()
    digits = sum(c.isdigit() for c in value)
    letters = sum(c.isalpha() or c == "|" for c in value)
    words = any(len(chunk) > 1 and not any(c.isdigit() for c in chunk) for chunk in chunks)
    return value.translate(twins) if letters and digits > letters and digits >= 6 and not words else value
