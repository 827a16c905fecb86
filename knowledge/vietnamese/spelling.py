"""Finds syllables one slip of a finger away, and places where two words stick together."""

from functools import lru_cache

from knowledge.vietnamese.syllable_model import SyllableModel
from knowledge.vietnamese.unicode import strip_accents

MIN_LENGTH = 3
# Only syllables that are seen often are worth guessing.
MIN_COUNT = 200
MAX_PARTS = 4
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

    def corrections(self, word: str, *, bare: bool) -> list[str]:
        """Frequent syllables one edit away.

        :param word: Lower-case word that is no syllable.
        :param bare: Compare without accents: the writer types none.
        :return: The most frequent first.
        """
        ids = (
            index
            for key in (strip_accents(word), *self.near_keys(strip_accents(word)))
            for index in self._model.by_key.get(key, ())
            if self._model.counts[index] >= MIN_COUNT
        )
        by_count = [self._model.words[index] for index in sorted(ids, key=lambda i: -self._model.counts[i])]
        near = by_count if bare else [other for other in by_count if is_one_edit(word, other)]
        return near[:MAX_CORRECTIONS]

    def split(self, word: str) -> list[str] | None:
        """Cut a word into syllables when every part is known and neighbours are seen together.

        :param word: Lower-case word that is no syllable.
        :return: The parts (accents as typed), of the fewest; None when there is no such cut.
        """
        if not 4 <= len(word) <= 7 * MAX_PARTS:
            return None
        plain = word.isascii()
        paths: dict[int, list[list[str]]] = {0: [[]]}
        for end in range(2, len(word) + 1):
            for start in range(max(0, end - 7), end - 1):
                part = word[start:end]
                if start in paths and self._is_part(part, plain=plain):
                    for path in paths[start]:
                        if len(path) < MAX_PARTS and (not path or self._together(path[-1], part, plain=plain)):
                            paths.setdefault(end, []).append([*path, part])
        whole = [path for path in paths.get(len(word), []) if len(path) > 1]
        return min(whole, key=len) if whole else None

    def _is_part(self, part: str, *, plain: bool) -> bool:
        ids = self._model.by_key.get(part, ()) if plain else (self._model.ids.get(part, -1),)
        return any(index >= 0 and self._model.counts[index] >= MIN_COUNT for index in ids)

    def _together(self, left: str, right: str, *, plain: bool) -> bool:
        if not plain:
            return self._model.seen_together(left, right)
        rights = self._model.by_key.get(right, ())
        return any(index in self._model.row(before) for before in self._model.by_key.get(left, ()) for index in rights)


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
