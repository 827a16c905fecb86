"""Undoes what an input method left behind: Telex and VNI keys that were never turned into accents."""

import re
import unicodedata

from knowledge.vietnamese.syllable import place_tone, split_onset, split_tone
from knowledge.vietnamese.unicode import strip_accents

TELEX_TONES = {"f": "\u0300", "s": "\u0301", "x": "\u0303", "r": "\u0309", "j": "\u0323", "z": ""}
_VNI_TONES = {"2": "\u0300", "1": "\u0301", "4": "\u0303", "3": "\u0309", "5": "\u0323", "0": ""}
_VNI_SHAPES = {"6": {"a": "â", "e": "ê", "o": "ô"}, "7": {"o": "ơ", "u": "ư"}, "8": {"a": "ă"}}
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_HORN_AND_BREVE = {"a": "ă", "o": "ơ", "u": "ư", "â": "ă", "ô": "ơ"}
_VOWELS = frozenset("aăâeêioôơuưy")
_LONG_RUN = re.compile(r"([^\W\d_])\1{2,}", re.IGNORECASE)
_RUN = re.compile(r"([^\W\d_])\1+", re.IGNORECASE)
_LONGEST_TYPED = 12


def decode_telex(word: str) -> str | None:
    """Read a word as Telex keys, in any order that input methods accept: ``dduowcj``, ``ddangw``, ``đuowcj``.

    :param word: A lower-case word in NFC that is no syllable as it stands.
    :return: What the keys make, which may lack a tone (``cươc``); None when that is no Vietnamese syllable
        in any tone, or nothing would change.
    """
    if len(word) > _LONGEST_TYPED:
        return None
    letters: list[str] = []
    tone = ""
    for key in word:
        if key in TELEX_TONES and any(strip_accents(letter) in "aeiouy" for letter in letters):
            tone = TELEX_TONES[key]
        elif not _telex_shape(letters, key):
            letters.append(key)
    return _syllable(letters, tone, word)


def _telex_shape(letters: list[str], key: str) -> bool:
    """Apply a shape key (aa, ee, oo, dd, w) to the letters typed so far; tell whether it was one."""
    if key == "w":
        return _add_horn(letters)
    if key in _CIRCUMFLEX and key in letters:
        letters[_last(letters, key)] = _CIRCUMFLEX[key]
        return True
    if key == "d" and letters[:1] == ["d"]:
        letters[0] = "đ"
        return True
    return False


def _add_horn(letters: list[str]) -> bool:
    """Put a horn or breve on the vowel it belongs to: both of ``uo``, else the last of a, o, u."""
    text = "".join(letters)
    if "uo" in text and not text.startswith("quo"):
        at = text.index("uo")
        letters[at : at + 2] = ["ư", "ơ"]
        return True
    if "ưo" in text:
        letters[text.index("ưo") + 1] = "ơ"
        return True
    plain = [index for index, letter in enumerate(letters) if letter in _HORN_AND_BREVE]
    if plain:
        letters[plain[-1]] = _HORN_AND_BREVE[letters[plain[-1]]]
        return True
    if letters and not any(letter in _VOWELS for letter in letters):
        letters.append("ư")
        return True
    return False


def decode_vni(word: str) -> str | None:
    """Read a word as VNI keys: ``d9a8ng``, ``cu7o7c1``.

    :param word: Lower-case letters and digits.
    :return: What the keys make, as of `decode_telex`.
    """
    if len(word) > _LONGEST_TYPED or not word[:1].isalpha() or word.isalpha():
        return None
    letters: list[str] = []
    tone = ""
    for key in word:
        if key in _VNI_TONES:
            tone = _VNI_TONES[key]
        elif key == "9" and letters[:1] == ["d"]:
            letters[0] = "đ"
        elif key in _VNI_SHAPES:
            plain = [index for index, letter in enumerate(letters) if letter in _VNI_SHAPES[key]]
            if not plain:
                return None
            letters[plain[-1]] = _VNI_SHAPES[key][letters[plain[-1]]]
            if key == "7" and "".join(letters).find("uơ") > 0:
                letters["".join(letters).index("uơ")] = "ư"
        else:
            letters.append(key)
    return _syllable(letters, tone, word)


def squeeze(word: str, *, doubles: bool = False) -> str:
    """Shorten letters held down: ``ơiiii`` becomes ``ơi``, ``khoáaa`` ``khoá``; with ``doubles`` also ``tuổii``.

    :param word: A word in NFC.
    :param doubles: Shorten pairs too.
    """
    runs = (_RUN if doubles else _LONG_RUN).finditer(strip_accents(word))
    for run in reversed(list(runs)):
        held = word[run.start() : run.end()]
        # The key that is held repeats the plain letter; the accent stands on one of them.
        kept = next((letter for letter in held if not letter.isascii()), held[0])
        word = word[: run.start()] + kept + word[run.end() :]
    return word


def _syllable(letters: list[str], tone: str, typed: str) -> str | None:
    """Compose letters and tone into a syllable, if they make one, in some tone, that differs from what was typed."""
    vowels = [index for index, letter in enumerate(letters) if strip_accents(letter) in "aeiouy"]
    if not vowels:
        return None
    if tone:
        letters = letters[:]
        letters[vowels[-1]] = unicodedata.normalize("NFC", letters[vowels[-1]] + tone)
    word = place_tone("".join(letters))
    return word if word != typed and split_onset(split_tone(word)[0]) is not None else None


def _last(letters: list[str], letter: str) -> int:
    return len(letters) - 1 - letters[::-1].index(letter)
