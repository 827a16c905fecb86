"""What the decision sees of each question: the retrieval layer's figures and the classifier's raw ranking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import numpy as np
from numpy.typing import NDArray

from bot.evaluation.questions import Question
from bot.stack.rasa_process import RasaProcess
from bot.turn.redact import redact
from bot.turn.retrieval import Retrieval
from knowledge.relevance import outside_figure
from knowledge.search import Found

START_S = 120.0


@dataclass(frozen=True)
class Seen:
    """One question as the decision sees it."""

    question: Question
    found: Found
    intents: dict[str, float]
    """The classifier's ranking before retrieval is blended in."""

    @property
    def retrieval(self) -> NDArray[np.float64]:
        """Best candidate's cosine, its BM25 score a word of the query, figure of what is declined; shape (3,)."""
        best = self.found.fitting[0]
        words = max(1, len(re.findall(r"\w+", self.found.query.text)))
        return np.array([best.cosine, best.bm25 / words, outside_figure(self.found)])


def look_at(questions: Sequence[Question], retrieval: Retrieval) -> list[Seen]:
    """Search for every question and ask Rasa's classifier, in a Rasa of its own."""
    founds = [retrieval.find(redact(q.messages[-1]).bare) for q in questions]
    with TemporaryDirectory() as folder:
        rasa = RasaProcess(Path(folder), "http://127.0.0.1:9/unused", api=True)
        rasa.start()
        try:
            rankings = [_parse(rasa.url, found.query.text) for found in founds]
        finally:
            rasa.stop()
    return [Seen(*row) for row in zip(questions, founds, rankings, strict=True)]


def _parse(url: str, text: str) -> dict[str, float]:
    transport = httpx.HTTPTransport(retries=int(START_S))  # each waits longer: Rasa takes seconds to start
    with httpx.Client(transport=transport, timeout=START_S) as http:
        rows = http.post(f"{url}/model/parse", json={"text": text}).raise_for_status().json()["intent_ranking"]
    return {row["name"]: row["confidence"] for row in rows}
