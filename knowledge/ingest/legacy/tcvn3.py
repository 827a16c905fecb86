"""TCVN3, also called ABC: one byte a letter, capitals with a tone only in fonts of their own.

The table is the upper half of the national standard TCVN 5712:1993 (VN3), of which it keeps the letters that
fonts named `.Vn…` draw; it agrees byte for byte with the character set TCVN5712-1 of the GNU C library. A text in
it, read as Latin-1 or Windows-1252, looks like "Céng hßa x· héi chñ nghÜa ViÖt Nam".

In fonts whose name ends in H (`.VnTimeH`) the small letters are drawn as capitals; the standard itself has
capitals without a tone only: Ă Â Ê Ô Ơ Ư Đ.
"""

from __future__ import annotations

import re
from itertools import pairwise

from knowledge.vietnamese.syllable import is_syllable

_BYTES = {
    "àảãáạ": "B5 B6 B7 B8 B9",
    "ăằẳẵắặ": "A8 BB BC BD BE C6",
    "âầẩẫấậ": "A9 C7 C8 C9 CA CB",
    "èẻẽéẹ": "CC CE CF D0 D1",
    "êềểễếệ": "AA D2 D3 D4 D5 D6",
    "ìỉĩíị": "D7 D8 DC DD DE",
    "òỏõóọ": "DF E1 E2 E3 E4",
    "ôồổỗốộ": "AB E5 E6 E7 E8 E9",
    "ơờởỡớợ": "AC EA EB EC ED EE",
    "ùủũúụ": "EF F1 F2 F3 F4",
    "ưừửữứự": "AD F5 F6 F7 F8 F9",
    "ỳỷỹýỵ": "FA FB FC FD FE",
    "đ": "AE",
    "ĂÂÊÔƠƯĐ": "A1 A2 A3 A4 A5 A6 A7",
}
TABLE = {
    chr(byte): letter
    for letters, codes in _BYTES.items()
    for letter, byte in zip(letters, bytes.fromhex(codes), strict=True)
}
"""Letter as Latin-1 shows it → the Vietnamese letter it stands for."""

_TRANSLATION = str.maketrans(TABLE)
_WORD = re.compile(r"[^\W\d_]+")
_CAPITALS = re.compile("[A-ZĂÂÊÔƠƯĐ]")
_PLAIN_SMALL = re.compile("[a-z]")


def decode(text: str, *, capital_font: bool = False) -> str:
    """Convert a text.

    Words like "CéNG", typed with the capitals lock in a capital font, become "CỘNG"; a short word between them
    ("X·" in "CéNG HßA X· HéI") goes with its line. A heading typed in small letters comes out in small letters
    where nothing tells the font.

    :param text: the text as Latin-1 or Windows-1252 shows it.
    :param capital_font: whether its font draws small letters as capitals.
    """
    converted = text.translate(_TRANSLATION)
    if capital_font:
        return converted.upper()
    return "\n".join(_raise_line(line) for line in converted.split("\n"))


def _raise_line(line: str) -> str:
    words = [found[0] for found in _WORD.finditer(line)]
    raised = sum(_is_capital(word) for word in words)
    whole = raised > 0 and not any(_PLAIN_SMALL.search(word) for word in words)
    return _WORD.sub(lambda found: found[0].upper() if whole or _is_capital(found[0]) else found[0], line)


def _is_capital(word: str) -> bool:
    """Tell whether a word was meant in capitals: only its letters with a tone are small, and no other reading is left.

    "CHủ" is one syllable and so "CHỦ"; "BCĐĐề" is none, but an abbreviation stuck to "Đề".
    """
    if _PLAIN_SMALL.search(word) or not _CAPITALS.search(word, 1) or word.isupper():
        return False
    return any(a.islower() and b.isupper() for a, b in pairwise(word)) or is_syllable(word.lower())
