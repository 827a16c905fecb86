"""Bytes of a text file or a web page become text."""

from __future__ import annotations

import codecs
import unicodedata

from knowledge.ingest.legacy.guess import Decoded, to_unicode
from knowledge.ingest.read.errors import UnreadableError

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_MAX_CONTROLS = 0.01
"""Share of control characters above which a file is no text."""
_LOOKED_AT = 100_000


def decode(data: bytes) -> Decoded:
    """Decode a text file: Unicode with or without a mark, Windows-1258, TCVN3 or VNI.

    :param data: the whole file.
    :raises UnreadableError: where it is no Vietnamese text, or in a character set that cannot be told.
    """
    text, encoding = characters(data)
    if encoding != "windows-1252":
        return to_unicode(text, encoding)
    combining = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
    return to_unicode(text, encoding, {"windows-1258": combining})


def characters(data: bytes) -> tuple[str, str]:
    """Decode bytes without asking what they say, and name the encoding.

    :returns: what is not Unicode as Windows-1252 shows it, the page that TCVN3 and VNI are drawn over.
    :raises UnreadableError: where they are no text.
    """
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _strict(data, encoding)
    if b"\0" in data:
        return _strict(data, "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be")
    try:
        return _checked(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        return _checked(data.decode("cp1252", errors="replace")), "windows-1252"


def _strict(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        return _checked(data.decode(encoding)), encoding.removesuffix("-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"tệp không giải mã được theo {encoding} ở byte {error.start}", "tệp văn bản lưu bằng UTF-8"
        ) from error


def _checked(text: str) -> str:
    head = text[:_LOOKED_AT]
    controls = sum(unicodedata.category(letter) == "Cc" and letter not in "\t\n\r\f" for letter in head)
    if controls > _MAX_CONTROLS * len(head):
        raise UnreadableError("dữ liệu nhị phân, không phải chữ", "tệp văn bản .txt, .docx, .pdf hoặc .html")
    return text
