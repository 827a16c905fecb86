"""The normaliser with the restoring of accents taken back: what is left when only that part is missing."""

from __future__ import annotations

import copy

from knowledge.search import Search
from knowledge.vietnamese.normalise import Change, Normalised, Normaliser

ACCENTS = "accents"


class WithoutRestoring(Normaliser):
    """Repairs as its original does, but leaves words without accents as they were typed."""

    def __init__(self, original: Normaliser) -> None:
        self._original = original

    def normalise(self, text: str) -> Normalised:
        """Repair one message, accents apart."""
        return take_back(self._original.normalise(text))


def without_restoring(search: Search) -> Search:
    """Return a search of the same index that reads messages without restoring accents."""
    other = copy.copy(search)
    other.normaliser = WithoutRestoring(search.normaliser)
    return other


def take_back(normalised: Normalised) -> Normalised:
    """Return a repaired message with its restored accents taken away again.

    Changes stand in the order of the text, so each is looked for behind the one before.
    """
    read, rest = "", normalised.text
    kept: list[Change] = []
    for change in normalised.changes:
        before, found, after = rest.partition(change.after)
        if not found:
            continue  # removed, or joined with its neighbour by a later step
        restored = change.what == ACCENTS
        read += before + (change.before if restored else change.after)
        rest = after
        kept += [] if restored else [change]
    return Normalised(normalised.original, read + rest, tuple(kept))
