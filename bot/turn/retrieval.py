"""The retrieval result of a turn: computed once, sent along with the message, reused by the action."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.relevance import relevance, relevance_logit
from knowledge.search import Found, Search
from knowledge.vietnamese.normalise import Normalised

REMEMBERED = 4096
"""Embedded messages that are kept; one takes about 2 KB."""
SENT = 8
"""Candidates that travel with a message."""
TEMPERATURE = 0.6
"""Of the softmax that turns fused scores into shares of topics; chosen on the development questions."""


class Retrieval:
    """Searches for the turn and for the action that belongs to it."""

    def __init__(self, search: Search, today: Callable[[], dt.date]) -> None:
        self.search = search
        self.today = today
        self._embedded: OrderedDict[str, tuple[Normalised, NDArray[np.float32]]] = OrderedDict()

    async def prepare(self, text: str) -> tuple[str, dict[str, Any]]:
        """Normalise and search.

        :param text: the citizen's message, masked.
        :returns: the message for Rasa, and the metadata that goes with it.
        """
        found = await asyncio.to_thread(self.find, text)
        metadata = {
            "typed": text,
            "topics": topic_shares(found),
            "relevance": round(relevance_logit(found), 3),
            "found": [[c.passage.id, round(c.score, 3), round(c.cosine, 4)] for c in found.candidates[:SENT]],
        }
        return found.query.text, metadata

    def find(self, text: str, limit: int = 20, topic: str | None = None) -> Found:
        """Search with a message; its vector is remembered."""
        query, vector = self._embed(text)
        return Found(query, self.search.rank(query, vector, self.today(), limit, topic))

    def _embed(self, text: str) -> tuple[Normalised, NDArray[np.float32]]:
        known = self._embedded.get(text)
        if known is None:
            query = self.search.normaliser.normalise(text)
            known = (query, self.search.encoder.encode_queries([query.text.lower()])[0])
            self._embedded[text] = known
            if len(self._embedded) > REMEMBERED:
                self._embedded.popitem(last=False)
        return known


def topic_shares(found: Found, topics: int = 5) -> list[list[Any]]:
    """Return the topics found, with the softmax of each topic's best score times the relevance.

    :returns: rows `[topic, share]`, best first; the shares sum to at most the relevance of what was found.
    """
    best: dict[str, float] = {}
    for candidate in found.candidates:
        best.setdefault(candidate.passage.topic, candidate.score)
    if not best:
        return []
    weights = np.exp((np.array(list(best.values())) - max(best.values())) / TEMPERATURE)
    shares = relevance(found) * weights / weights.sum()
    return [[topic, round(float(share), 4)] for topic, share in zip(best, shares, strict=True)][:topics]
