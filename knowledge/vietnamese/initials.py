"""Short forms that no table lists: the first syllable cut to its initial, the second written out (``xnhan``)."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from knowledge.vietnamese.syllable_model import SyllableModel
from knowledge.vietnamese.unicode import strip_accents

_HEADS = ("ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", *"bcdđghklmnpqrstvx")
# Only pairs seen this often (weighted) are compounds that people cut short.
_LEAST_PAIR = 60.0
# Nats worse than the best; further down, the neighbours need not be asked.
_WORST = 3.0
_MOST = 4
_SHORTEST_TAIL, _LONGEST = 2, 10


class Compound(NamedTuple):
    """What a short form may stand for.

    :param text: Two syllables.
    :param cost: Nats against it, compared with the likeliest compound.
    """

    text: str
    cost: float


class Initials:
    """Finds the compounds of the model that a short form fits."""

    def __init__(self, model: SyllableModel) -> None:
        self._model = model
        self._by_letter: dict[str, list[int]] = {}
        for index, word in enumerate(model.words[2:], start=2):
            self._by_letter.setdefault(word[0], []).append(index)
        self.compounds = lru_cache(maxsize=2_000)(self._compounds)

    def _compounds(self, word: str) -> tuple[Compound, ...]:
        """Compounds of two syllables that begin and end as a word does.

        :param word: Lower-case word that is no syllable.
        :return: The likeliest first; empty when the word is no such short form.
        """
        if not _SHORTEST_TAIL < len(word) <= _LONGEST:
            return ()
        found: dict[str, float] = {}
        for head in _HEADS:
            if word.startswith(head) and len(word) - len(head) >= _SHORTEST_TAIL:
                found.update(self._with_head(head, word[len(head) :]))
        best = max(found.values(), default=0.0)
        costs = sorted((math.log(best / weight), text) for text, weight in found.items())
        return tuple(Compound(text, cost) for cost, text in costs[:_MOST] if cost <= _WORST)

    def _with_head(self, head: str, tail: str) -> dict[str, float]:
        """Compounds with their weighted counts. Where no accents are typed, ``d`` stands for ``đ`` too."""
        model = self._model
        plain = tail.isascii()
        tails = model.by_key.get(tail, ()) if plain else [model.ids[tail]] if tail in model.ids else []
        if not tails:
            return {}
        found = {}
        firsts = [*self._by_letter.get(head[0], ()), *(self._by_letter.get("đ", ()) if head == "d" and plain else ())]
        for first in firsts:
            word = model.words[first]
            if strip_accents(word).startswith(strip_accents(head)) and len(word) > len(head):
                row = model.row(first)
                for second in tails:
                    weight = model.counts[first] * math.exp(row.get(second, -99.0))
                    if weight >= _LEAST_PAIR:
                        found[f"{word} {model.words[second]}"] = weight
        return found
