"""Syllables that people write for each other: by ear (hỏi and ngã, s and x, n and ng), or by a slip of a key."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from knowledge.vietnamese.spelling import Speller
from knowledge.vietnamese.syllable import place_tone, split_onset, split_tone
from knowledge.vietnamese.syllable_model import SyllableModel
from knowledge.vietnamese.unicode import strip_accents

# Nats against a mistake of each kind: minus the logarithm of how often people make it, roughly. Looked at on
# development messages and on clean text, where none may be seen.
TONE_COST, SOUND_COST, LETTER_COST = 3.5, 4.5, 3.0
MISSING_COST, ACCENT_COST, SLIP_COST = 4.0, 6.0, 7.0

_HOOK, _TILDE = "\u0309", "\u0303"
# Onsets and rimes that sound alike somewhere in the country.
# fmt: off
_ONSETS = (
    ("s", "x"), ("ch", "tr"), ("d", "gi"), ("d", "v"), ("gi", "v"), ("gi", "r"), ("d", "r"), ("l", "n"),
    ("ng", "ngh"), ("g", "gh"), ("c", "k"), ("d", "đ"), ("qu", "h"), ("c", "qu"), ("ph", "f"),
)
_ENDS = (
    ("n", "ng"), ("n", "m"), ("t", "c"), ("n", "nh"), ("t", "ch"), ("ao", "au"), ("ai", "ay"), ("ay", "ây"),
    ("iu", "iêu"), ("oi", "ôi"), ("ôi", "ơi"), ("ui", "uôi"), ("ưu", "ươu"), ("im", "iêm"), ("êm", "iêm"),
    ("up", "ôp"),
)
# fmt: on
# Not sounds but letters for one sound: "lệ phý", "bằng láy xe", "nghành".
_SPELLINGS = (("i", "y"), ("ng", "ngh"), ("g", "gh"), ("c", "k"))


class Confusion(NamedTuple):
    """A syllable that another may have been written for.

    :param word: The syllable.
    :param cost: Nats against the mistake.
    """

    word: str
    cost: float


class Confusions:
    """Finds what a real syllable may have been meant as."""

    def __init__(self, model: SyllableModel, speller: Speller) -> None:
        self._model = model
        self._speller = speller
        self.of = lru_cache(maxsize=5_000)(self._of)
        self.slips = lru_cache(maxsize=5_000)(self._slips)

    def _of(self, word: str) -> tuple[Confusion, ...]:
        """Known syllables that a syllable may stand for.

        :param word: Lower-case syllable; where it is plain, an accent may be missing.
        """
        costs: dict[str, float] = {}
        for other, cost in (*_by_ear(word), *self._by_accents(word), *self._by_slip(word)):
            if other != word and other in self._model:
                costs[other] = min(cost, costs.get(other, cost))
        return tuple(Confusion(other, cost) for other, cost in costs.items())

    def _slips(self, typed: str) -> tuple[Confusion, ...]:
        """Frequent syllables one edit away from a word that was typed without accents.

        :param typed: Lower-case word of plain letters.
        """
        own = set(self._model.by_key.get(typed, ()))
        others = self._speller.corrections(typed)
        return tuple(Confusion(other, SLIP_COST) for other in others if self._model.ids[other] not in own)

    def _by_accents(self, word: str) -> Iterator[Confusion]:
        """Syllables with the same plain letters."""
        for index in self._model.by_key.get(strip_accents(word), ()):
            other = self._model.words[index]
            typed = [(old, new) for old, new in zip(word, other, strict=True) if old != new]
            # An accent that was typed is seldom a wrong one; most of the time one more key was forgotten.
            forgotten = all(_lacks(old, new) for old, new in typed)
            missing = MISSING_COST if word.isascii() else TONE_COST
            yield Confusion(other, missing if forgotten else ACCENT_COST * len(typed))

    def _by_slip(self, word: str) -> Iterator[Confusion]:
        """Frequent syllables one edit away, accents compared too where there are any; a known word is no slip."""
        if word in self._model:
            return
        for other in self._speller.corrections(word):
            yield Confusion(other, SLIP_COST)


def _lacks(old: str, new: str) -> bool:
    """Tell whether a letter is another without one of its marks."""
    marks = unicodedata.normalize("NFD", old.replace("đ", "d\u0335"))
    return set(marks) <= set(unicodedata.normalize("NFD", new.replace("đ", "d\u0335")))


def _by_ear(word: str) -> Iterator[Confusion]:
    """Syllables that sound, or are thought to be written, the same."""
    toneless, tone = split_tone(word)
    parts = split_onset(toneless)
    if parts is None:
        return
    onset, rime = parts
    other_tone = {_HOOK: _TILDE, _TILDE: _HOOK}.get(tone)
    tones = {tone: 0.0, **({other_tone: TONE_COST} if other_tone else {})}
    shapes = {
        onset + rime: 0.0,
        **{other + rime: SOUND_COST for other in _swapped(onset, _ONSETS, whole=True)},
        **{onset + other: SOUND_COST for other in _swapped(rime, _ENDS, whole=False)},
        **{other + rime: LETTER_COST for other in _swapped(onset, _SPELLINGS, whole=True)},
        **{onset + other: LETTER_COST for other in _swapped(rime, _SPELLINGS, whole=False)},
    }
    for shape, shape_cost in shapes.items():
        for mark, tone_cost in tones.items():
            yield Confusion(_with_tone(shape, mark), shape_cost + tone_cost)


def _swapped(part: str, pairs: tuple[tuple[str, str], ...], *, whole: bool) -> Iterator[str]:
    """A part with one of its sounds put in the place of the other."""
    for pair in pairs:
        for old, new in (pair, pair[::-1]):
            if whole and part == old:
                yield new
            elif not whole and part.endswith(old) and not (old == "n" and part.endswith("ng")):
                yield part[: -len(old)] + new


def _with_tone(toneless: str, tone: str) -> str:
    """Put a tone mark on a syllable."""
    if not tone:
        return toneless
    vowels = [index for index, letter in enumerate(toneless) if strip_accents(letter) in "aeiouy"]
    if not vowels:
        return toneless
    at = vowels[-1] + 1
    return place_tone(unicodedata.normalize("NFC", toneless[:at] + tone + toneless[at:]))
