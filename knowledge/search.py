"""Search: from a message as typed to the passages in force that answer it, best first."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.danger.danger import NONE, Danger
from knowledge.danger.patterns import Readable
from knowledge.danger.signs import signs_of
from knowledge.encoder.load import Encoder
from knowledge.index import vectors
from knowledge.index.beside import Beside, Embedded
from knowledge.index.building import build
from knowledge.index.lexical import LexicalIndex
from knowledge.index.topics import OUTSIDE
from knowledge.passage import Passage
from knowledge.ranking import Catalogue, Ranking, Scores
from knowledge.reading import KnowledgeBase, load_knowledge
from knowledge.vietnamese.courtesy import without_courtesy
from knowledge.vietnamese.normalise import Normalised, Normaliser

ANOTHER_DAY = 1.0
"""How much better (in standard deviations) a passage of another day must fit than the best in force. On 24/11/2026 none
of our 196 development questions in scope meets it without a passage in force that replaces the other."""
VECTOR_WEIGHT = 1.5
"""Weight of z(cosine) beside z(BM25), as measured on three beds (docs/adr/0004-hybrid-retrieval.md)."""

DANGEROUS = frozenset(("lua_dao_canh_bao", "duong_day_nong", "to_giac_khieu_nai"))
"""Topics whose wordings often speak of a danger; the danger model does not take them for ordinary ones."""

TOPIC_WEIGHT = 1.0
"""Weight of the logarithm of the topic's share; from 0.5 to 3 the development questions come out alike."""


@dataclass(frozen=True)
class Found:
    """The result of one search."""

    query: Normalised
    candidates: Ranking
    """The passages in force."""
    elsewhen: Ranking = Ranking.of(())
    """The passages not in force, by the same scores."""
    outside: float = 0.0
    """Share of what is declined, 0 to 1, as the topic model sees the question."""
    danger: Danger = NONE
    """What danger the message may speak of."""

    @property
    def fitting(self) -> Ranking:
        """The passages that tell what was asked about: those in force, unless one of another day fits clearly better.
        What people ask stays the same; only the answer has its time.
        """
        if not self.elsewhen:
            return self.candidates
        best = self.candidates[0].score if self.candidates else -math.inf
        return self.elsewhen if self.elsewhen[0].score > best + ANOTHER_DAY else self.candidates


class Search:
    """Finds passages; built once, used by every channel."""

    def __init__(
        self, knowledge: KnowledgeBase, encoder: Encoder, normaliser: Normaliser, index: vectors.VectorIndex
    ) -> None:
        self.knowledge = knowledge
        self.normaliser = normaliser
        self.encoder = encoder
        self._index = index
        self._lexical = LexicalIndex(_indexed_texts(knowledge, index_entries(knowledge, normaliser)))
        self._catalogue = Catalogue(knowledge.passages, [p.questions for p in knowledge.passages])
        rows = {topic: row for row, topic in enumerate(index.topics.topics)}
        self._topic_rows = np.array([rows[passage.topic] for passage in knowledge.passages], dtype=np.int64)
        self._outside_row = rows.get(OUTSIDE)
        self._held: tuple[dt.date, NDArray[np.bool_]] = (dt.date.min, np.zeros(0, dtype=np.bool_))

    @classmethod
    def load(cls, models: Path, encoder: str | None = None) -> Search:
        """Load everything a search needs.

        :param models: the folder `models/`.
        :param encoder: name or path of another sentence-transformers model; None for the built-in one.
        :raises KnowledgeError, EncoderError, IndexUnusableError: if a part is missing, damaged or stale.
        """
        knowledge = load_knowledge()
        loaded = Encoder.load(encoder)
        normaliser = Normaliser.load(models)
        made_from = index_entries(knowledge, normaliser), loaded.fingerprint, learned_beside(knowledge, normaliser)
        index = vectors.load(models / "index" / "built", *made_from)
        return cls(knowledge, loaded, normaliser, index)

    def find(self, text: str, day: dt.date) -> Found:
        """Search with a message.

        :param text: the message as typed, masked.
        :param day: only passages in force on this day are found.
        """
        query, vector = self.embed(text)
        return self.rank(query, vector, day)

    def embed(self, text: str) -> tuple[Normalised, NDArray[np.float32]]:
        """Return the normalised message and its vector, shape (dim,), L2-normalised."""
        query = self.normaliser.normalise(text)
        return query, self.encoder.encode_queries([without_courtesy(query.text.lower())])[0]

    def rank(self, query: Normalised, vector: NDArray[np.float32], day: dt.date) -> Found:
        """Rank all passages, best first, for a message that `embed` has read."""
        holds = self._in_force(day)
        cosines, wordings = self._index.scores(vector)
        words = self._lexical.scores(query.text, query.original)
        shares = self._index.topics.log_shares(vector)
        fused = _z(words, holds) + VECTOR_WEIGHT * _z(cosines, holds) + TOPIC_WEIGHT * shares[self._topic_rows]
        scores = Scores(fused, cosines, words, wordings)
        order = np.argsort(-fused, kind="stable")
        now = holds[order]
        outside = 0.0 if self._outside_row is None else math.exp(shares[self._outside_row])
        held, others = (Ranking(self._catalogue, scores, order[rows]) for rows in (now, ~now))
        return Found(query, held, others, outside, self._danger(query, vector))

    def wording_vectors(self) -> NDArray[np.float32]:
        """Return the vectors of all wordings, shape (wordings, dim), in the order of the passages."""
        return self._index.wording_vectors()

    def text_vectors(self) -> NDArray[np.float32]:
        """Return the vectors of all texts, shape (passages, dim)."""
        return self._index.text_vectors()

    def _danger(self, query: Normalised, vector: NDArray[np.float32]) -> Danger:
        if self._index.danger is None:
            return NONE
        signs = signs_of(Readable.of(query))
        return Danger.of(self._index.danger.log_odds(vector, signs.found), signs)

    def _in_force(self, day: dt.date) -> NDArray[np.bool_]:
        if self._held[0] != day:
            self._held = (day, np.array([passage.holds_on(day) for passage in self.knowledge.passages]))
        return self._held[1]


def build_index(
    models: Path, encoder: str | None, progress: Callable[[int, int], None], force: bool = False
) -> tuple[KnowledgeBase, bool]:
    """Build the index where passages or encoder have changed.

    :param force: build even where the index is current.
    :returns: the knowledge base, and whether anything was built.
    """
    knowledge = load_knowledge()
    loaded = Encoder.load(encoder)
    folder = models / "index" / "built"
    normaliser = Normaliser.load(models)
    entries, beside = index_entries(knowledge, normaliser), learned_beside(knowledge, normaliser)
    if not force:
        try:
            vectors.load(folder, entries, loaded.fingerprint, beside)
        except vectors.IndexUnusableError:
            pass
        else:
            return knowledge, False
    encode = loaded.encode_queries, loaded.encode_passages
    build(folder, entries, loaded.fingerprint, *encode, progress, beside)
    return knowledge, True


def index_entries(knowledge: KnowledgeBase, normaliser: Normaliser) -> tuple[vectors.Entry, ...]:
    """Return what is indexed: wordings are repaired and cut as the questions that look for them."""

    read = partial(_as_asked, normaliser)
    return tuple(
        vectors.Entry(p.id, p.topic, tuple(map(read, p.questions)), p.full_text, _is_ordinary(p))
        for p in knowledge.passages
    )


def learned_beside(knowledge: KnowledgeBase, normaliser: Normaliser) -> Beside:
    """Return the questions to decline and the samples of danger as they are indexed."""
    outside = tuple(_as_asked(normaliser, question) for question in knowledge.out_of_scope)
    samples = [(sample, normaliser.normalise(sample.text)) for sample in knowledge.samples]
    return Beside(
        outside,
        tuple(Embedded(without_courtesy(n.text.lower()), Readable.of(n), sample.kind) for sample, n in samples),
    )


def _is_ordinary(passage: Passage) -> bool:
    return passage.warning is None and passage.topic not in DANGEROUS


def _as_asked(normaliser: Normaliser, text: str) -> str:
    return without_courtesy(normaliser.normalise(text).text.lower())


def _indexed_texts(knowledge: KnowledgeBase, entries: tuple[vectors.Entry, ...]) -> list[str]:
    texts = []
    for passage, entry in zip(knowledge.passages, entries, strict=True):
        topic = knowledge.topic_by_key[passage.topic].label
        texts.append(" ".join((topic, passage.label, *entry.wordings, entry.text)))
    return texts


def _z(values: NDArray[np.float32], among: NDArray[np.bool_]) -> NDArray[np.float32]:
    chosen = values[among]
    if not len(chosen) or chosen.std() == 0:
        return np.zeros_like(values)
    return np.asarray((values - chosen.mean()) / chosen.std(), dtype=np.float32)
