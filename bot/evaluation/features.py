"""What the decision sees of each question: the retrieval layer's figures and the classifier's raw ranking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.evaluation.classifier import serving_classifier
from bot.evaluation.questions import Question
from bot.turn.guard import guard
from bot.turn.redact import redact
from bot.turn.retrieval import Retrieval
from knowledge.relevance import outside_figure
from knowledge.search import Found


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
    """Search for every question and ask Rasa's classifier; what the guard answers by itself is left out."""
    asked = [(question, redact(question.messages[-1]).bare) for question in questions]
    reaching = [(question, text) for question, text in asked if guard(text) is None]
    founds = [retrieval.find(text) for _, text in reaching]
    with serving_classifier() as classify:
        rankings = [classify(found.query.text) for found in founds]
    rows = zip(reaching, founds, rankings, strict=True)
    return [Seen(question, found, ranking) for (question, _), found, ranking in rows]
