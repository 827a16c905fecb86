"""The retrieval result of a turn: computed once, sent along with the message, reused by the action."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from knowledge.reading import KnowledgeBase
from knowledge.relevance import relevance
from knowledge.search import Found, Search
from knowledge.vietnamese.normalise import Normalised

_K = TypeVar("_K")
_V = TypeVar("_V")

VECTORS = 4096
"""Embedded messages that are kept; one takes about 2 KB."""
FINDINGS = 64
"""Whole rankings that are kept for the turns under way; one takes about 25 KB."""
SEARCHES = 6
"""Searches at once; more only wait for the processor."""
BEHIND = 15
"""Niceness of the searching threads. Searching is two thirds of the app's work and the only part that can use every
core; the short steps before and after it, and Rasa, run one at a time. They go first, so that no core waits for them:
7 % more messages a second with 16 users on 2 cores (means of 3 runs of 1,000 each way, in turns)."""
TEMPERATURE = 0.6
"""Of the softmax that turns fused scores into shares of topics; chosen on the development questions."""


class Retrieval:
    """Searches for the turn and for the action that belongs to it."""

    def __init__(self, search: Search, today: Callable[[], dt.date]) -> None:
        self.search = search
        self.today = today
        self._threads = ThreadPoolExecutor(SEARCHES, "search", initializer=_step_back)
        self._embedded: OrderedDict[str, tuple[Normalised, NDArray[np.float32]]] = OrderedDict()
        self._found: OrderedDict[tuple[str, dt.date], Found] = OrderedDict()

    @property
    def knowledge(self) -> KnowledgeBase:
        """What is searched."""
        return self.search.knowledge

    async def prepare(self, text: str) -> tuple[str, dict[str, Any]]:
        """Normalise and search.

        :param text: the citizen's message, masked.
        :returns: the message for Rasa, and the metadata that goes with it.
        """
        found = await self.look(text)
        return found.query.text, {"typed": text, "topics": topic_shares(found)}

    async def look(self, text: str) -> Found:
        """Search beside the event loop; what is known already needs no other thread."""
        known = self._found.get((text, self.today()))
        if known is not None:
            return known
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.find, text)

    def find(self, text: str) -> Found:
        """Search with a message; the action that belongs to a turn gets what the turn has found."""
        key = (text, self.today())
        found = self._found.get(key)
        if found is None:
            query, vector = self._embed(text)
            found = self.search.rank(query, vector, key[1])
            _remember(self._found, key, found, FINDINGS)
        return found

    def _embed(self, text: str) -> tuple[Normalised, NDArray[np.float32]]:
        known = self._embedded.get(text)
        if known is None:
            known = self.search.embed(text)
            _remember(self._embedded, text, known, VECTORS)
        return known


def _step_back() -> None:
    if sys.platform == "linux":  # where a thread has a niceness of its own
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), BEHIND)


def _remember(cache: OrderedDict[_K, _V], key: _K, value: _V, most: int) -> None:
    cache[key] = value
    if len(cache) > most:
        cache.popitem(last=False)


def topic_shares(found: Found, topics: int = 5) -> list[list[Any]]:
    """Return the topics found, with the softmax of each topic's best score times the relevance.

    :returns: rows `[topic, share]`, best first; the shares sum to at most the relevance of what was found.
    """
    best = found.fitting.best_by_topic()
    if not best:
        return []
    weights = np.exp((np.array(list(best.values())) - max(best.values())) / TEMPERATURE)
    shares = relevance(found) * weights / weights.sum()
    return [[topic, round(float(share), 4)] for topic, share in zip(best, shares, strict=True)][:topics]
