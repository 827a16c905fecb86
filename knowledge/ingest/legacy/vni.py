"""VNI-Windows: a vowel and, behind it, a letter that fonts named `VNI-…` draw as its tone or hat.

The table follows the scheme that VNI Software published for Windows and that every converter since has kept: one
letter of the Latin-1 page for each tone (`ù ø û õ ï` for sắc, huyền, hỏi, ngã, nặng), for each hat with its tones
(`â á à å ã ä`), for each breve with its tones (`ê é è ú ü ë`), and single letters for ơ, ư, đ, i with a tone, and
ỵ. A text in it, read as Latin-1, looks like "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam".
"""

from __future__ import annotations

import re

_TONES = "ùøûõï"
_FAMILIES = {
    "a": "áàảãạ", "e": "éèẻẽẹ", "o": "óòỏõọ", "ô": "ớờởỡợ", "u": "úùủũụ", "ö": "ứừửữự", "y": "ýỳỷỹỵ",
}  # fmt: skip
_HATS = {"a": "âấầẩẫậ", "e": "êếềểễệ", "o": "ôốồổỗộ"}
_HAT_MARKS = "âáàåãä"
_BREVES = "ăắằẳẵặ"
_BREVE_MARKS = "êéèúüë"
_SINGLE = dict(zip("ñôöíìæóòî", "đơưíìỉĩịỵ", strict=True))


def _small() -> dict[str, str]:
    table = dict(_SINGLE)
    for base, letters in _FAMILIES.items():
        table.update({base + mark: letter for mark, letter in zip(_TONES, letters, strict=True)})
    for base, letters in _HATS.items():
        table.update({base + mark: letter for mark, letter in zip(_HAT_MARKS, letters, strict=True)})
    table.update({"a" + mark: letter for mark, letter in zip(_BREVE_MARKS, _BREVES, strict=True)})
    return table


TABLE = {
    spelt: letter
    for small, vietnamese in _small().items()
    for spelt, letter in (
        (small, vietnamese),
        (small.upper(), vietnamese.upper()),
        (small[0].upper() + small[1:], vietnamese.upper()),
    )
}
"""One or two letters as Latin-1 shows them → the Vietnamese letter; a capital may carry a small mark."""

_SPELT = re.compile("|".join(sorted(map(re.escape, TABLE), key=len, reverse=True)))


def decode(text: str) -> str:
    """Convert a text.

    :param text: the text as Latin-1 or Windows-1252 shows it.
    """
    return _SPELT.sub(lambda found: TABLE[found[0]], text)
