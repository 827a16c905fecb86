"""One Unicode form for Vietnamese text, whatever keyboard, phone or copy-and-paste it came from."""

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls; tab and line ends stay
    "\u00ad\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff"  # lone surrogates: half a character, cannot be encoded
    "\U000e0000-\U000e0fff]"
)
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
# Letters in another dress: fullwidth forms, mathematical alphabets, ligatures, circled letters.
_COMPATIBILITY = re.compile("[\uff01-\uff5e\U0001d400-\U0001d7ff\ufb00-\ufb06\u24b6-\u24e9]+")
# Sorting the marks of one letter takes the square of their number: 32,000 of them, five seconds. No letter has as many
# as UAX #15 allows in its stream-safe format.
_MOST_MARKS = 30
_MARKS = "".join(mark for mark in map(chr, range(0x300, 0x1F000)) if unicodedata.combining(mark))
_MARK_FLOOD = re.compile(f"([{_MARKS}]{{{_MOST_MARKS}}})[{_MARKS}]+")
_STRAY_MARKS = re.compile("[^\\W\\d_][\u0300-\u036f]+")
_TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"
_SHAPE_MARKS = "\u0302\u0306\u031b"

_PUNCTUATION = str.maketrans(
    {**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛′`´", "'"), **dict.fromkeys("‐‑‒−", "-")}
)
# Wrong letters that look right in print: Icelandic and African d, Pinyin a, dotless i, the small capitals of "fonts".
_LATIN_TWINS = str.maketrans("ðÐɖƉǎǍĕĔŏŎıɑɡ" + "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "đĐđĐăĂêÊôÔiag" + "abcdefghijklmnoprstuvwyz")
_FOREIGN_TWINS = {
    **dict(zip("авеѕіјкмнорсԁԛтухһӏѵԝ", "abesijkmhopcdqtyxhlvw", strict=True)),
    **dict(zip("АВЕЅІЈКМНОРСТУХԚԜ", "ABESIJKMHOPCTYXQW", strict=True)),
    **dict(zip("αεικνορτυχ", "aeikvoptux", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True)),
}
_FOREIGN_TABLE = str.maketrans(_FOREIGN_TWINS)
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1ea0-\u1ef9]")
_WORD = re.compile("[^\\W\\d_\u0300-\u036f][\\w\u0300-\u036f]*")

_STRIP_TABLE: dict[int, str | None] = {
    ord(letter): unicodedata.normalize("NFD", letter)[0]
    for letter in map(chr, [*range(0xC0, 0x250), *range(0x1EA0, 0x1EFA)])
    if unicodedata.normalize("NFD", letter) != letter
}
_STRIP_TABLE.update({ord("đ"): "d", ord("Đ"): "D"})
_STRIP_TABLE.update(dict.fromkeys(range(0x300, 0x370), None))


def to_nfc(text: str) -> str:
    """Bring a text from any form into clean NFC.

    Removes what cannot be seen (zero-width characters, bidirectional controls, NUL, lone surrogates),
    maps look-alike letters, spaces and quotation marks to those of a Vietnamese keyboard, and composes
    letters, also where tone and shape marks come in the wrong order.

    :param text: Any string, even one that cannot be encoded as UTF-8.
    :return: The text in NFC. Applying the function again changes nothing.
    """
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    if text.isascii():
        return text.replace("`", "'")
    text = _SPACES.sub(" ", text)
    text = _COMPATIBILITY.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = unicodedata.normalize("NFC", _MARK_FLOOD.sub(r"\1", text)).translate(_PUNCTUATION).translate(_LATIN_TWINS)
    if _FOREIGN.search(text):
        text = unicodedata.normalize("NFC", _replace_foreign_twins(text))
    text = _STRAY_MARKS.sub(_compose, text)
    return _replace_foreign_twins(text) if _FOREIGN.search(text) else text  # what a dropped mark had hidden


def _replace_foreign_twins(text: str) -> str:
    """Map Cyrillic and Greek twins of Latin letters; leave words that are really Cyrillic or Greek."""
    real = any(letter not in _FOREIGN_TWINS for letter in _FOREIGN.findall(text))

    def replace(found: re.Match[str]) -> str:
        word = found[0]
        foreign = _FOREIGN.findall(word)
        mixed = _LATIN.search(word) is not None or not real
        if foreign and mixed and all(letter in _FOREIGN_TWINS for letter in foreign):
            return word.translate(_FOREIGN_TABLE)
        return word

    return _WORD.sub(replace, text)


def _compose(found: re.Match[str]) -> str:
    """Compose one letter with marks that NFC left over; marks that make no letter are dropped."""
    decomposed = unicodedata.normalize("NFD", found[0])
    shape = next((mark for mark in decomposed if mark in _SHAPE_MARKS), "")
    tone = next((mark for mark in decomposed if mark in _TONE_MARKS), "")
    composed = unicodedata.normalize("NFC", decomposed[0] + shape + tone)
    return composed if len(composed) == 1 else composed[0]


def strip_accents(text: str) -> str:
    """Take every accent off; ``đ`` becomes ``d``. Composed input keeps its length.

    :param text: Text in any normal form.
    :return: The text with plain Latin letters, case kept.
    """
    return text if text.isascii() else text.translate(_STRIP_TABLE)


def unaccented_key(text: str) -> str:
    """Key under which all accentings and cases of a text meet.

    :param text: Any text.
    :return: Clean, without accents, lower case, single spaces.
    """
    return " ".join(strip_accents(to_nfc(text)).lower().split())
