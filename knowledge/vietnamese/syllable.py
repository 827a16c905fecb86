"""The form of a Vietnamese syllable: onset, rime, tone. Which ones can be, and where the tone mark sits.

Tone marks follow the traditional placement taught at school and used in statutes: ``hòa``, ``thúy``,
``khỏe``, but ``hoàn``, ``quý``.
"""

import unicodedata
from functools import lru_cache

from knowledge.vietnamese.unicode import strip_accents

LONGEST_SYLLABLE = 7  # "nghiêng"

_ONSETS = (
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr",
    "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
)  # fmt: skip
# fmt: off
_RIMES = frozenset([
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "ăc", "ăm",
    "ăn", "ăng", "ăp", "ăt", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "e", "ec", "em", "en",
    "eng", "eo", "ep", "et", "ê", "êch", "êm", "ên", "êng", "ênh", "êp", "êt", "êu", "i", "ia",
    "ich", "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu",
    "o", "oc", "oi", "om", "on", "ong", "op", "ot", "oong", "ooc", "oa", "oac", "oach", "oai",
    "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oăc", "oăm", "oăn", "oăng", "oăt",
    "oe", "oem", "oen", "oeo", "oet", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ơ", "ơi",
    "ơm", "ơn", "ơp", "ơt", "u", "ua", "uc", "ui", "um", "un", "ung", "up", "ut", "uân", "uâng",
    "uât", "uây", "uê", "uêch", "uênh", "uêu", "uơ", "uôc", "uôi", "uôm", "uôn", "uông", "uôt",
    "uy", "uya", "uych", "uyn", "uynh", "uyp", "uyt", "uyu", "uyên", "uyêt", "ư", "ưa", "ưc", "ưi",
    "ưm", "ưn", "ưng", "ưt", "ưu", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu", "y",
    "yêm", "yên", "yêng", "yêt", "yêu",
])
# fmt: on
_RIMES_AFTER_QU = frozenset(["ynh", "yt", "ych", "yn"])
_STOPS = ("c", "p", "t", "ch")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOP_TONES = "\u0301\u0323"
_VOWELS = frozenset("aăâeêioôơuưy")


def split_tone(syllable: str) -> tuple[str, str]:
    """Take the tone mark off a syllable, leaving the shapes of its vowels.

    :param syllable: Lower-case text in NFC.
    :return: The toneless syllable and the tone as combining marks (empty for the level tone).
    """
    if syllable.isascii():
        return syllable, ""
    decomposed = unicodedata.normalize("NFD", syllable)
    tone = "".join(mark for mark in decomposed if mark in _TONES)
    if not tone:
        return syllable, ""
    return unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in _TONES)), tone


def split_onset(toneless: str) -> tuple[str, str] | None:
    """Split a toneless syllable into onset and rime.

    :param toneless: Lower-case syllable without tone mark.
    :return: Onset and rime, or None when no Vietnamese syllable has this form.
    """
    for onset in _ONSETS:
        if toneless.startswith(onset):
            rime = toneless[len(onset) :]
            if rime in _RIMES or (onset == "qu" and rime in _RIMES_AFTER_QU):
                return onset, rime
    return None


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Tell whether a lower-case word has the form of a Vietnamese syllable, tone included.

    A closed syllable (``-c -ch -p -t``) carries ``´`` or ``.``, so ``cap`` is none while ``cáp`` is one.
    """
    if not 1 <= len(word) <= LONGEST_SYLLABLE:
        return False
    toneless, tone = split_tone(word)
    parts = split_onset(toneless)
    if parts is None or len(tone) > 1:
        return False
    return not parts[1].endswith(_STOPS) or (tone != "" and tone in _STOP_TONES)


_BARE_RIMES = frozenset(strip_accents(rime) for rime in _RIMES)


@lru_cache(maxsize=20_000)
def is_bare_syllable(word: str) -> bool:
    """Tell whether a plain lower-case word is some Vietnamese syllable with its accents taken off."""
    if not word.isascii() or len(word) > LONGEST_SYLLABLE:
        return False
    for onset in _ONSETS:
        rime = word[len(onset) :]
        if word.startswith(onset) and (rime in _BARE_RIMES or (onset == "qu" and rime in _RIMES_AFTER_QU)):
            return True
    return False


@lru_cache(maxsize=20_000)
def place_tone(word: str) -> str:
    """Put the tone mark of a syllable on the traditional vowel: ``hoà`` becomes ``hòa``, ``qúy`` ``quý``.

    :param word: One word in NFC, any case.
    :return: The word with the same letters and case; words that are no syllable come back unchanged.
    """
    toneless, tone = split_tone(word.lower())
    parts = split_onset(toneless)
    if parts is None or len(tone) != 1 or len(toneless) != len(word):
        return word
    onset, rime = parts
    at = len(onset) + _tone_position(rime)
    placed = unicodedata.normalize("NFC", toneless[:at] + toneless[at] + tone + toneless[at + 1 :])
    if len(placed) != len(word):
        return word
    return "".join(new.upper() if old.isupper() else new for old, new in zip(word, placed, strict=True))


def _tone_position(rime: str) -> int:
    """Index of the vowel of a rime that carries the tone mark."""
    shaped = [index for index, letter in enumerate(rime) if letter in "ăâêôơư"]
    if shaped:
        return shaped[-1]
    vowels = sum(letter in _VOWELS for letter in rime)
    if vowels == 1:
        return 0
    return 1 if vowels == 3 or vowels < len(rime) else 0
