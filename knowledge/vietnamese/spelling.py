"""Finds syllables one slip of a finger away, and places where two words stick together."""

from functools import lru_cache

from knowledge.vietnamese.keyboard import TELEX_TONES
from knowledge.vietnamese.syllable import split_tone
from knowledge.vietnamese.syllable_model import UNKNOWN, SyllableModel
from knowledge.vietnamese.unicode import strip_accents

MIN_LENGTH = 3
# Only syllables that are seen often are worth guessing.
MIN_COUNT = 200
MAX_PARTS = 4
_SHORTEST_CUT = 3
# An accented syllable is enough of a word when it is seen as often as this.
_MIN_COUNT_ACCENTED = 20
MAX_CORRECTIONS = 12


class Speller:
    """Candidates for words that are no syllable."""

    def __init__(self, model: SyllableModel) -> None:
        self._model = model
        self._by_deletion: dict[str, list[str]] = {}
        for key, ids in model.by_key.items():
            if key.isalpha() and max(model.counts[index] for index in ids) >= MIN_COUNT:
                for shorter in {key, *_deletions(key)}:
                    self._by_deletion.setdefault(shorter, []).append(key)
        self.near_keys = lru_cache(maxsize=2_000)(self._near_keys)

    def _near_keys(self, key: str) -> tuple[str, ...]:
        """Unaccented syllables one insertion, deletion, substitution or swap away from a word.

        :param key: Lower-case word without accents.
        """
        if not MIN_LENGTH <= len(key) <= 8:
            return ()
        found = {near for shorter in (key, *_deletions(key)) for near in self._by_deletion.get(shorter, ())}
        return tuple(sorted(near for near in found if is_one_edit(key, near)))

    def corrections(self, word: str) -> list[str]:
        """Frequent syllables one edit away.

        :param word: Lower-case word that is no syllable. Without accents, only the plain letters are compared; with
            some, what was typed as accents has to be there too. A Telex tone key at its end may be a tone.
        :return: The most frequent first.
        """
        plain = strip_accents(word)
        found = {index for key in (plain, *self.near_keys(plain)) for index in self._frequent(key)}
        if not word.isascii():
            found = {index for index in found if _is_near(word, self._model.words[index])}
        tone = TELEX_TONES.get(word[-1:], "")
        if tone and word.isascii():
            typed = (index for key in self.near_keys(plain[:-1]) for index in self._frequent(key))
            found.update(index for index in typed if split_tone(self._model.words[index])[1] == tone)
        by_count = sorted(found, key=lambda index: -self._model.counts[index])
        return [self._model.words[index] for index in by_count[:MAX_CORRECTIONS]]

    def _frequent(self, key: str) -> list[int]:
        return [index for index in self._model.by_key.get(key, ()) if self._model.counts[index] >= MIN_COUNT]

    def cuts(self, word: str) -> list[list[str]]:
        """Cut a word into syllables in every way in which the parts are known and neighbours are seen together.

        :param word: Lower-case word that is no syllable. Parts without accents stand for all their accentings.
        :return: Cuts into the fewest parts.
        """
        if not _SHORTEST_CUT <= len(word) <= 7 * MAX_PARTS:
            return []
        paths: dict[int, list[list[str]]] = {0: [[]]}
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - 7), end):
                part = word[start:end]
                if start in paths and (ids := self._ids(part)):
                    for path in paths[start]:
                        if len(path) < MAX_PARTS and (not path or self._together(path[-1], ids)):
                            paths.setdefault(end, []).append([*path, part])
        whole = [path for path in paths.get(len(word), []) if len(path) == 2 or (path and "o" not in path)]
        if not whole and not word.isascii():
            # Accents show where a syllable is over, even if the two were never seen together.
            halves = ((word[:at], word[at:]) for at in range(1, len(word)))
            whole = [[left, right] for left, right in halves if self._ids(left) and self._ids(right)]
        fewest = min(map(len, whole), default=0)
        return [path for path in whole if len(path) == fewest]

    def _ids(self, part: str) -> list[int]:
        """Frequent syllables that a part may be. Of single letters, only "ở" is a word often enough."""
        if len(part) == 1 and part not in ("o", "ở"):
            return []
        found = self._model.by_key.get(part, ()) if part.isascii() else (self._model.ids.get(part, UNKNOWN),)
        least = MIN_COUNT if part.isascii() else _MIN_COUNT_ACCENTED
        return [index for index in found if index != UNKNOWN and self._model.counts[index] >= least]

    def _together(self, left: str, rights: list[int]) -> bool:
        return any(index in self._model.row(before) for before in self._ids(left) for index in rights)


def _is_near(word: str, other: str) -> bool:
    """Tell whether two accented words are one edit apart, or one edit and a shape of a vowel in the same tone."""
    return is_one_edit(word, other) or (
        split_tone(word)[1] == split_tone(other)[1] and is_one_edit(strip_accents(word), strip_accents(other))
    )


def _deletions(word: str) -> list[str]:
    return [word[:index] + word[index + 1 :] for index in range(len(word))]


def is_one_edit(first: str, second: str) -> bool:
    """Tell whether two words differ by at most one insertion, deletion, substitution or neighbour swap."""
    if len(first) > len(second):
        first, second = second, first
    start = 0
    while start < len(first) and first[start] == second[start]:
        start += 1
    if len(first) < len(second):
        return len(second) - len(first) == 1 and first[start:] == second[start + 1 :]
    swapped = first[start + 1 : start + 2] + first[start : start + 1] + first[start + 2 :]
    return first[start + 1 :] == second[start + 1 :] or swapped == second[start:]
