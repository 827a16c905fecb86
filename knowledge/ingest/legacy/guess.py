"""Which character set a text is in, judged by how many of its accented words are Vietnamese syllables."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.ingest.legacy import tcvn3, vni
from knowledge.ingest.read.errors import UnreadableError
from knowledge.ingest.read.limits import MAX_CHARACTERS
from knowledge.vietnamese.syllable import is_syllable
from knowledge.vietnamese.unicode import to_nfc

# Shares of the accented words that are syllables, measured on 2,000 articles of law of 600 characters and more. Read
# in their own set 0.97 and more for 99 of 100, in a wrong one 0.43 and less; half Unicode and half TCVN3 0.40–0.80
# as they stand, 0.95 in the middle when converted.
SURE = 0.9
SURE_CONVERTED = 0.96
NOT_UNICODE = 0.45
BAD_LINE = 0.6
FEWEST_WORDS = 5

_WORD = re.compile("[^\\s!-/:-@\\[-`{-~\\d\u2010-\u2026]+")
_NO_CHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_NAMES = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI-Windows", "windows-1258": "Windows-1258"}
_REMEDY = (
    "chữ Unicode: mở tệp bằng phần mềm gốc, chuyển sang Unicode (UniKey: Ctrl+Shift+F6) hoặc tìm bản DOCX, "
    "đọc lại rồi nạp lại"
)


@dataclass(frozen=True)
class Decoded:
    """A text in Unicode NFC and the name of the character set that it was in."""

    text: str
    encoding: str
    note: str = ""
    """For people, in Vietnamese, where something was converted."""


def vietnamese_share(text: str) -> tuple[float, int]:
    """Return the share of accented words that are Vietnamese syllables, and how many accented words there are.

    Symbols and abbreviations ("ĐVQHNS") tell nothing and do not count.
    """
    words = [word for word in _WORD.findall(text) if not word.isascii() and any(map(str.isalpha, word))]
    judged = [is_syllable(word.lower()) for word in words if is_syllable(word.lower()) or not word.isupper()]
    return sum(judged) / max(1, len(judged)), len(judged)


def to_unicode(text: str, encoding: str, others: dict[str, str] | None = None) -> Decoded:
    """Convert a text where it is in TCVN3 or VNI.

    :param text: the text as it was decoded, letters of TCVN3 and VNI shown as Latin-1.
    :param encoding: what it was decoded as.
    :param others: further readings of the same bytes, by encoding.
    :raises UnreadableError: where the text is too long, not Vietnamese, or partly in one set and partly in another.
    """
    if len(text) > MAX_CHARACTERS:
        raise UnreadableError(f"{len(text)} ký tự", f"nhiều nhất {MAX_CHARACTERS}: tách tệp rồi nạp từng phần")
    plain = _nfc(text)
    share, words = vietnamese_share(plain)
    if words < FEWEST_WORDS:
        raise UnreadableError(f"{words} chữ tiếng Việt có dấu trong {len(plain)} ký tự", "văn bản tiếng Việt có dấu")
    if share >= SURE:
        return Decoded(plain, encoding, _note(text.replace("\r\n", "\n"), plain))
    readings = {"tcvn3": tcvn3.decode(text), "vni": vni.decode(text), **(others or {})}
    scores = {name: vietnamese_share(_nfc(reading))[0] for name, reading in readings.items()}
    best = max(scores, key=lambda name: scores[name])
    converted = _nfc(readings[best])
    if scores[best] < SURE_CONVERTED or share > NOT_UNICODE or _bad_lines(converted):
        found = f"chữ lỗi hoặc lẫn nhiều bảng mã: chỉ {share:.0%} số chữ có dấu là tiếng Việt"
        if scores[best] > share:
            found += f", đọc theo {_NAMES[best]} là {scores[best]:.0%}"
        raise UnreadableError(found, _REMEDY)
    return Decoded(converted, best, f"đã chuyển từ bảng mã {_NAMES[best]} sang Unicode")


def _bad_lines(text: str) -> list[int]:
    """Return the numbers from 1 of the lines that are hardly Vietnamese: another set was used there."""
    scores = [vietnamese_share(line) for line in text.replace("\f", "\n").split("\n")]
    return [number for number, (share, words) in enumerate(scores, 1) if words >= FEWEST_WORDS and share < BAD_LINE]


def _note(text: str, plain: str) -> str:
    taken, bad = len(text) - len(plain), _bad_lines(plain)
    notes = [f"đã ghép dấu rời và bỏ ký tự không nhìn thấy: {taken} ký tự"] if taken > 0 else []
    notes += [f"dòng có thể lỗi chữ hoặc khác bảng mã, cần đọc lại: {', '.join(map(str, bad[:10]))}"] if bad else []
    return "; ".join(notes)


def convert(text: str, encoding: str) -> str:
    """Convert a short text, of which nothing can be told alone, from the set that its document is in."""
    decoders = {"tcvn3": tcvn3.decode, "vni": vni.decode}
    return _nfc(decoders[encoding](text) if encoding in decoders else text)


def _nfc(text: str) -> str:
    """Compose the text of each page; form feeds, which part the pages, stay; code points that are no characters go."""
    return "\f".join(to_nfc(page) for page in _NO_CHARACTERS.sub("", text).split("\f"))
