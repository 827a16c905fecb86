"""BM25 over syllables and pairs of syllables, with and without accents.

Weights and parameters as measured on three Vietnamese beds (domain FAQ, ALQAC, XQuAD-vi): k1 1.2, b 0.75;
0.4 accented + 0.3 unaccented, both on the repaired query, + 0.3 unaccented on the query as typed.
A plain sum over separate accented and unaccented lists would give a dead list half the vote when the
query has no accents; the third term is what keeps a wrongly restored query alive.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import bm25s
import numpy as np
from numpy.typing import NDArray

from knowledge.vietnamese.unicode import strip_accents

K1, B = 1.2, 0.75
ACCENTED, UNACCENTED, AS_TYPED = 0.4, 0.3, 0.3
_WORD = re.compile(r"[^\W_]+")


def terms(text: str) -> list[str]:
    """Return the lower-cased syllables of a text and its pairs of neighbouring syllables."""
    syllables = _WORD.findall(text.lower())
    return syllables + [f"{a} {b}" for a, b in zip(syllables, syllables[1:], strict=False)]


class LexicalIndex:
    """Word scores of every passage for a query."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Index texts.

        :param texts: one text a passage; row i of every score is text i.
        """
        self._accented = _index([terms(text) for text in texts])
        self._unaccented = _index([terms(strip_accents(text)) for text in texts])

    def scores(self, repaired: str, typed: str) -> NDArray[np.float32]:
        """Score every passage.

        :param repaired: the normalised query with its accents restored.
        :param typed: the query as typed.
        :returns: float32 of shape (passages,), 0 where no word is shared.
        """
        bare, bare_typed = terms(strip_accents(repaired)), terms(strip_accents(typed))
        unaccented = self._unaccented.get_scores(bare)
        as_typed = unaccented if bare == bare_typed else self._unaccented.get_scores(bare_typed)
        total = ACCENTED * self._accented.get_scores(terms(repaired)) + UNACCENTED * unaccented + AS_TYPED * as_typed
        return np.asarray(total, dtype=np.float32)


def _index(documents: list[list[str]]) -> bm25s.BM25:
    index = bm25s.BM25(k1=K1, b=B, method="lucene")
    index.index(documents, show_progress=False)
    return index
