"""Finds the place where two Vietnamese words were typed without the space between them."""

from __future__ import annotations

from pathlib import Path

from knowledge.schema import KnowledgeError
from knowledge.vietnamese.model_file import load
from knowledge.vietnamese.syllable import LONGEST_SYLLABLE, is_syllable, place_tone
from knowledge.vietnamese.syllable_model import BOUNDARY, UNKNOWN, SyllableModel

SHORTEST_ABBREVIATION = 2
SHORTEST_HALF = 2


class StuckWords:
    """Splits a word where the whole is no syllable and both halves are, and are known as neighbours."""

    def __init__(self, model: SyllableModel) -> None:
        self._model = model

    @classmethod
    def load(cls, path: Path) -> StuckWords:
        """Load with the syllable counts of the accent restorer.

        :param path: `models/accents/counts.bin`.
        :raises KnowledgeError: if the file is missing or damaged.
        """
        try:
            return cls(load(path))
        except (OSError, ValueError) as error:
            raise KnowledgeError(f"{path.name}: thấy {error}, cần tệp đếm âm tiết đi cùng dự án") from error

    def split(self, word: str, before: str = "", after: str = "") -> tuple[str, str] | None:
        """Return the two words, or None where the word is to stay.

        Of several cuts ("dân gắn", "dâng ắn") the likeliest between its neighbours is taken. A word without
        any accent stays: it is more often foreign ("logo", "data") than two Vietnamese words.

        :param word: a word as typed, letters only.
        :param before: the word before it, empty at the beginning.
        :param after: the word after it, empty at the end.
        """
        abbreviation = self._after_abbreviation(word)
        if abbreviation:
            return abbreviation
        lower = word.lower()
        if len(word) > 2 * LONGEST_SYLLABLE or word.isascii() or word.isupper():
            return None
        if is_syllable(lower) or lower in self._model:
            return None
        cuts = [(word[:at], word[at:]) for at in range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1)]
        known = [cut for cut in cuts if self._are_neighbours(*cut)]
        return max(known, key=lambda cut: self._likelihood(before, *cut, after), default=None)

    def _after_abbreviation(self, word: str) -> tuple[str, str] | None:
        """Cut an abbreviation off the capitalised word that it runs into: "BCĐĐề", "UBNDTỉnh"."""
        capitals = next((at for at, letter in enumerate(word) if not letter.isupper()), len(word))
        left, right = word[: capitals - 1], word[capitals - 1 :]
        if len(left) < SHORTEST_ABBREVIATION or not right[1:].islower() or not self._is_known(right):
            return None
        return left, right

    def _are_neighbours(self, left: str, right: str) -> bool:
        """Tell whether two syllables are known side by side: "và kết" are, "Ki tô" and "gỉ áo" are not."""
        keys = [place_tone(half.lower()) for half in (left, right)]
        return self._is_known(left) and self._is_known(right) and self._model.seen_together(keys[0], keys[1])

    def _is_known(self, word: str) -> bool:
        return is_syllable(word.lower()) and place_tone(word.lower()) in self._model

    def _likelihood(self, *words: str) -> float:
        """Log-probability of some words in a row; an empty word is the boundary of a sentence."""
        ids = [self._model.ids.get(place_tone(word.lower()) or BOUNDARY, UNKNOWN) for word in words]
        return sum(self._model.log_probability(*pair) for pair in zip(ids, ids[1:], strict=False))
