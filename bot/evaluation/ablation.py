"""What each part of the understanding brings: topics ranked by one part alone, and by parts together.

The same questions, each as typed and without accents, each with and without restoring accents first. No stack: only the
search and Rasa's classifier. Rows are questions in scope that stand alone; what answers a follow-up or two questions at
once is decided in the dialogue.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.dialogue.blend import ACTS, blend
from bot.evaluation.calibrate import BLEND_WEIGHT
from bot.evaluation.classifier import Classify
from bot.evaluation.questions import Question
from bot.evaluation.ranks import ASKED, RESTORED, Outcome, Scores, rank, standardised
from bot.evaluation.restoring import without_restoring
from bot.evaluation.summary import CONNECTED
from bot.turn.redact import redact
from bot.turn.retrieval import TEMPERATURE, Retrieval
from knowledge.ranking import Candidate
from knowledge.relevance import relevance
from knowledge.search import VECTOR_WEIGHT, Found, Search
from knowledge.vietnamese.unicode import strip_accents

VARIANTS = (
    "intents alone (Rasa's classifier)",
    "BM25 alone",
    "e5 alone",
    "fusion (BM25 + e5)",
    "fusion + intents",
    "fusion + topic model",
    "fusion + topic model + intents (as it runs)",
)
TOPICS = 5
"""Topics that the blend gets."""


def usable(questions: Sequence[Question]) -> list[Question]:
    """Return the questions that a ranking of topics can be measured on."""
    return [q for q in questions if q.in_scope and not q.turns and q.kind not in CONNECTED]


def ablate(questions: Sequence[Question], retrieval: Retrieval, classify: Classify) -> list[Outcome]:
    """Measure every variant.

    :param classify: Rasa's classifier.
    """
    rows = usable(questions)
    searches = dict(zip(RESTORED, (retrieval.search, without_restoring(retrieval.search)), strict=True))
    outcomes = []
    for asked in ASKED:
        for restored, search in searches.items():
            reading = [_read(q, search, retrieval, asked != ASKED[0], classify) for q in rows]
            for variant in VARIANTS:
                ranks = [rank(scores[variant], q.topic) for q, scores in zip(rows, reading, strict=True)]
                outcomes.append(Outcome.of(variant, asked, restored, ranks))
    return outcomes


def shares(scores: Mapping[str, float], trust: float) -> Scores:
    """Return the shares of the best topics as the blend gets them (`bot.turn.retrieval.topic_shares`).

    :param trust: what the shares of all topics sum to.
    """
    names = sorted(scores, key=lambda topic: -scores[topic])
    weights = np.exp((np.array([scores[name] for name in names]) - scores[names[0]]) / TEMPERATURE)
    return dict(zip(names[:TOPICS], (trust * weights / weights.sum()).tolist(), strict=False))


def _read(
    question: Question, search: Search, retrieval: Retrieval, stripped: bool, classify: Classify
) -> dict[str, Scores]:
    text = redact(strip_accents(question.text) if stripped else question.text).bare
    found = search.find(text, retrieval.today())
    intents = classify(found.query.text)
    return dict(zip(VARIANTS, _scores(found, intents), strict=True))


def _scores(found: Found, intents: Mapping[str, float]) -> tuple[Scores, ...]:
    """Return the scores of topics by each variant, in their order."""
    candidates = found.fitting[:]
    words, cosines = (_column(candidates, lambda c: c.bm25), _column(candidates, lambda c: c.cosine))
    fused = _best(candidates, standardised(words) + VECTOR_WEIGHT * standardised(cosines))
    trust = relevance(found)
    return (
        _topics(intents),
        _best(candidates, words),
        _best(candidates, cosines),
        fused,
        _topics(blend(intents, shares(fused, trust), BLEND_WEIGHT)),
        found.fitting.best_by_topic(),
        _topics(blend(intents, shares(found.fitting.best_by_topic(), trust), BLEND_WEIGHT)),
    )


def _topics(ranking: Mapping[str, float]) -> Scores:
    return {name: share for name, share in ranking.items() if name not in ACTS}


def _best(candidates: Sequence[Candidate], scores: NDArray[np.float64]) -> Scores:
    best: Scores = {}
    for candidate, score in zip(candidates, scores.tolist(), strict=True):
        topic = candidate.passage.topic
        best[topic] = max(score, best.get(topic, score))
    return best


def _column(candidates: Sequence[Candidate], figure: Callable[[Candidate], float]) -> NDArray[np.float64]:
    return np.array([figure(candidate) for candidate in candidates], dtype=np.float64)
