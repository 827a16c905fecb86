"""Spoils clean messages the way fingers and input methods do, to measure how well they are repaired."""

import unicodedata
from collections.abc import Callable
from random import Random

from knowledge.vietnamese.unicode import strip_accents

Spoil = Callable[[str, Random], str]
"""Takes a clean message and a source of chance; returns the message unchanged where nothing can be spoiled."""

_TELEX = dict(zip("\u0300\u0301\u0303\u0309\u0323\u0306\u031b", "fsxrjww", strict=True))
_VNI = dict(zip("\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b", "21435687", strict=True))
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SWAPPED_TONES = {0x0309: 0x0303, 0x0303: 0x0309}
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SHORTEST = 3


def telex(word: str) -> str:
    """The keys that make a word in Telex, the tone last: ``dduwowcj``."""
    keys, tone = "", ""
    for mark in unicodedata.normalize("NFD", word.replace("đ", "dd")):
        if mark == "\u0302":
            keys += keys[-1]
        elif mark in _TONES:
            tone = _TELEX[mark]
        else:
            keys += _TELEX.get(mark, mark)
    return keys + tone


def vni(word: str) -> str:
    """The keys that make a word in VNI, the tone last: ``d9u7o7c5``."""
    keys, tone = "", ""
    for mark in unicodedata.normalize("NFD", word.replace("đ", "d9")):
        if mark in _TONES:
            tone = _VNI[mark]
        else:
            keys += _VNI.get(mark, mark)
    return keys + tone


def everywhere(change: Callable[[str], str]) -> Spoil:
    """Change every word of letters."""
    return lambda text, chance: " ".join(change(word) if word.isalpha() else word for word in text.split())


def somewhere(change: Callable[[str, Random], str]) -> Spoil:
    """Change one word of three letters or more."""

    def spoil(text: str, chance: Random) -> str:
        words = text.split()
        places = [at for at, word in enumerate(words) if word.isalpha() and len(word) >= _SHORTEST]
        if places:
            at = chance.choice(places)
            words[at] = change(words[at], chance)
        return " ".join(words)

    return spoil


def swap(word: str, chance: Random) -> str:
    """Two neighbouring letters the other way round."""
    at = chance.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def neighbouring_key(word: str, chance: Random) -> str:
    """One letter replaced by one beside it on the keyboard."""
    at = chance.randrange(len(word))
    row = next((row for row in _ROWS if word[at] in row), "")
    beside = row[max(0, row.find(word[at]) - 1) : row.find(word[at]) + 2].replace(word[at], "")
    return word[:at] + chance.choice(beside) + word[at + 1 :] if beside else word


def double(word: str, chance: Random) -> str:
    """One letter typed twice."""
    at = chance.randrange(len(word))
    return word[:at] + word[at] + word[at:]


def other_tone(word: str, chance: Random) -> str:
    """Hỏi for ngã, and ngã for hỏi."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).translate(_SWAPPED_TONES))


def half_bare(text: str, chance: Random) -> str:
    """Every other word, by chance, without its accents."""
    return " ".join(strip_accents(word) if chance.random() < 1 / 2 else word for word in text.split())


def stuck(text: str, chance: Random) -> str:
    """Two words without the space between them."""
    words = text.split()
    places = [at for at in range(len(words) - 1) if words[at].isalpha() and words[at + 1].isalpha()]
    if not places:
        return text
    at = chance.choice(places)
    return " ".join([*words[:at], words[at] + words[at + 1], *words[at + 2 :]])


def bare(spoil: Spoil) -> Spoil:
    """The same where no accents are typed."""
    return lambda text, chance: spoil(strip_accents(text), chance)


KINDS: dict[str, Spoil] = {
    "untouched": lambda text, chance: text,
    "no accents": lambda text, chance: strip_accents(text),
    "half of the words without accents": half_bare,
    "Telex keys left in all words": everywhere(telex),
    "Telex keys left in one word": somewhere(lambda word, chance: telex(word)),
    "VNI keys left in all words": everywhere(vni),
    "VNI keys left in one word": somewhere(lambda word, chance: vni(word)),
    "two words stuck together": stuck,
    "one letter typed twice": somewhere(double),
    "two letters swapped": somewhere(swap),
    "a key beside the right one": somewhere(neighbouring_key),
    "hỏi for ngã, ngã for hỏi": somewhere(other_tone),
    "no accents, two words stuck together": bare(stuck),
    "no accents, two letters swapped": bare(somewhere(swap)),
    "no accents, a key beside the right one": bare(somewhere(neighbouring_key)),
}
"""Ways of spoiling, by what is reported."""
