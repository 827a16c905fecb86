"""Doubts real syllables that fit neither neighbour, and replaces them where another fits much better.

"bị mất thẽ", "hết hạng", "sác nhận": each word may be a syllable, but the pairs are never seen. Runs over a message
that has been read; with ``log P2`` of the syllable model, ``w`` between ``a`` and ``b`` becomes ``v`` if::

    log P2(v | a) + log P2(b | v) - cost(w for v) > log P2(w | a) + log P2(b | w) + margin
"""

from __future__ import annotations

import math
from typing import TypeAlias

from knowledge.vietnamese.confusions import TONE_COST, Confusions
from knowledge.vietnamese.phrases import Piece
from knowledge.vietnamese.spelling import MIN_COUNT
from knowledge.vietnamese.syllable import is_syllable
from knowledge.vietnamese.syllable_model import BOUNDARY, NUMBER, UNKNOWN, SyllableModel
from knowledge.vietnamese.tables import ambiguous_names, heard_words, names
from knowledge.vietnamese.tokens import ends_sentence

# Nats by which a replacement must be likelier; less where the word was never seen at all.
MARGIN, MARGIN_UNKNOWN = 2.5, 0.0
# The pair that speaks for a replacement must be as likely as this (nats); of a rare word by a mere tone, and of an
# unknown word, it may be less likely.
LIKELY_PAIR, LIKELY_PAIR_TONE, LIKELY_PAIR_UNKNOWN = -3.0, -5.0, -6.5

_Ends: TypeAlias = tuple[int, int, Piece | None]


class Doubter:
    """Replaces syllables that do not fit."""

    def __init__(self, model: SyllableModel, confusions: Confusions) -> None:
        self._model = model
        self._confusions = confusions
        self._boundary, self._number = model.ids[BOUNDARY], model.ids[NUMBER]

    def reconsider(self, pieces: list[Piece], *, bare: bool) -> None:
        """Replace what does not fit, in place.

        :param pieces: The pieces of a message that has been read.
        :param bare: The message was typed without accents: then any word may be a slip of another.
        """
        ends = self._ends(pieces)
        for index in range(1, len(ends) - 1):
            if self._replace(ends, index, bare=bare) and index > 1:
                self._replace(ends, index - 1, bare=bare)  # it may have looked right beside the wrong word

    def _replace(self, ends: list[_Ends], index: int, *, bare: bool) -> bool:
        """Replace one word if another fits much better; tell whether it was."""
        piece = ends[index][2]
        if piece is None or not self._may_be_wrong(piece):
            return False
        typed = piece.before.lower() if bare or piece.what == "accents" else ""
        better = self._better(piece.text.lower(), typed, ends[index - 1][1], ends[index + 1][0])
        if better is None:
            return False
        piece.text = better if piece.text.islower() else better[:1].upper() + better[1:]
        piece.what = "spelling"
        word = self._model.ids[better]
        ends[index] = (word, word, piece)
        return True

    def _ends(self, pieces: list[Piece]) -> list[_Ends]:
        """Ids of the first and the last syllable of each piece, with boundaries of sentences between."""
        boundary: _Ends = (self._boundary, self._boundary, None)
        ends: list[_Ends] = [boundary]
        for piece in pieces:
            if piece.kind == "gap":
                if ends_sentence(piece.text):
                    ends.append(boundary)
            elif piece.kind == "fixed":
                ends.append((self._number, self._number, None))
            elif piece.text:
                words = piece.text.lower().split()
                first, last = (self._model.ids.get(word, UNKNOWN) for word in (words[0], words[-1]))
                ends.append((first, last, piece))
        return [*ends, boundary]

    def _may_be_wrong(self, piece: Piece) -> bool:
        """Tell whether a word is one syllable as it was typed, and no name."""
        word = piece.text.lower()
        return (
            (piece.what in ("", "tone", "keyboard", "repeat") or (piece.what == "accents" and piece.before.isascii()))
            and not piece.proper
            and (not piece.settled or piece.what == "keyboard" or word in ambiguous_names())
            and (word not in names() or word in ambiguous_names())
            and word not in heard_words()
            and is_syllable(word)
        )

    def _better(self, word: str, typed: str, left: int, right: int) -> str | None:
        """A word that fits between two others much better, or None."""
        model = self._model
        own = model.ids.get(word, UNKNOWN)
        if own != UNKNOWN and max(self._beside(left, own, right)) > -math.inf:
            return None
        best: str | None = None
        rare = own != UNKNOWN and model.counts[own] < MIN_COUNT
        margin, strict = (MARGIN_UNKNOWN, LIKELY_PAIR_UNKNOWN) if own == UNKNOWN else (MARGIN, LIKELY_PAIR)
        fit = model.log_probability(left, own) + model.log_probability(own, right) + margin
        for other, cost in self._confusions.slips(typed) if typed else self._confusions.of(word):
            index = model.ids[other]
            whole = model.log_probability(left, index) + model.log_probability(index, right) - cost
            likely = LIKELY_PAIR_TONE if rare and cost <= TONE_COST else strict
            if whole > fit and max(self._beside(left, index, right)) >= likely:
                best, fit = other, whole
        return best

    def _beside(self, left: int, word: int, right: int) -> tuple[float, float]:
        """``log P2`` of a word with each neighbour; what begins or ends a sentence, or a number, says nothing."""
        row = self._model.row
        return (
            row(left).get(word, -math.inf) if left > self._number else -math.inf,
            row(word).get(right, -math.inf) if right > self._number else -math.inf,
        )
