"""Vectors of wordings and texts in exact FAISS indexes, what is learned from them, and their folder on disk.

Layout of the folder: `wordings.faiss`, `texts.faiss`, `topics.npz`, `danger.npz`, `embedded.json` (what each vector was
made from), `meta.json` (written last, so that a build killed half-way leaves no valid index behind).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import cached_property
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from knowledge.danger.model import DangerModel
from knowledge.index.beside import NOTHING, Beside
from knowledge.index.topics import TopicModel

FORMAT = 3
TOPICS, DANGER, EMBEDDED = "topics.npz", "danger.npz", "embedded.json"
REMEDY = "run `dean06 index`"
NARROW = 256
"""Dimensions that are compared. A search reads all wordings from memory, and that is what it costs; of 384 dimensions
these give the same answers to all our development questions, 192 lose one (docs/performance.md)."""


class IndexUnusableError(RuntimeError):
    """The index on disk cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Meta:
    """What an index was made from."""

    format: int
    encoder: str
    passages: str
    wordings: int
    texts: int


@dataclass(frozen=True)
class _Narrow:
    """Wordings and texts along the axes that hold most of the wordings' vectors."""

    axes: NDArray[np.float32]
    """Shape (dim, narrow dim)."""
    wordings: faiss.IndexFlatIP
    texts: faiss.IndexFlatIP


@dataclass(frozen=True)
class VectorIndex:
    """Cosines of a query with the wordings and the text of every passage."""

    wordings: faiss.IndexFlatIP
    texts: faiss.IndexFlatIP
    owners: NDArray[np.int64]
    """Passage row of each wording, ascending."""
    topics: TopicModel
    danger: DangerModel | None = None
    """None where there were no samples to learn from."""

    def scores(self, query: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Score every passage for one query.

        :param query: L2-normalised vector of shape (dim,).
        :returns: mean of the best wording's cosine and the text's cosine, shape (passages,); and the cosine of each
            wording, shape (wordings,). All within the narrow space, which the query is projected to.
        """
        narrow = self._narrow
        projected = query @ narrow.axes
        wording_cosines = _all_cosines(narrow.wordings, projected)
        text_cosines = _all_cosines(narrow.texts, projected)
        highest = np.maximum.reduceat(wording_cosines, self._starts)
        return (highest + text_cosines) * np.float32(0.5), wording_cosines

    def wording_vectors(self) -> NDArray[np.float32]:
        """Return the vectors of all wordings, shape (wordings, dim), in the order of the passages."""
        return np.asarray(self.wordings.reconstruct_n(0, self.wordings.ntotal), dtype=np.float32)

    def text_vectors(self) -> NDArray[np.float32]:
        """Return the vectors of all texts, shape (passages, dim)."""
        return np.asarray(self.texts.reconstruct_n(0, self.texts.ntotal), dtype=np.float32)

    @cached_property
    def _narrow(self) -> _Narrow:
        """The space of the wordings' main axes; made once, in some hundredths of a second."""
        wordings = self.wording_vectors()
        _, axes = np.linalg.eigh(wordings.T @ wordings)  # ascending by what each axis holds
        kept = np.ascontiguousarray(axes[:, -NARROW:], dtype=np.float32)
        return _Narrow(kept, _flat_index(wordings @ kept), _flat_index(self.text_vectors() @ kept))

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        """Row of each passage's first wording; a passage's wordings stand together."""
        return np.flatnonzero(np.diff(self.owners, prepend=-1))


@dataclass(frozen=True)
class Entry:
    """What is embedded of one passage: its wordings, normalised like any question, and its text."""

    id: str
    topic: str
    wordings: tuple[str, ...]
    text: str
    ordinary: bool = True
    """Whether its wordings speak of no danger, so that the danger model learns from them what none is."""


def fingerprint(entries: Sequence[Entry], beside: Beside = NOTHING) -> str:
    """Return a hash of everything that is embedded."""
    made_from = [[astuple(entry) for entry in entries], *beside.made_from]
    return hashlib.sha256(json.dumps(made_from).encode()).hexdigest()[:16]


def check(folder: Path, entries: Sequence[Entry], encoder: str, beside: Beside = NOTHING) -> None:
    """Check that the index on disk was made from these passages, questions to decline and samples with this encoder.

    :raises IndexUnusableError: if it is missing, of another format, stale or foreign.
    """
    try:
        meta = Meta(**json.loads((folder / "meta.json").read_text()))
    except FileNotFoundError:
        raise IndexUnusableError(f"no index in {folder.name}/: {REMEDY}") from None
    except (json.JSONDecodeError, TypeError) as error:
        raise IndexUnusableError(f"{folder.name}/meta.json is not readable ({error}): {REMEDY}") from error
    if meta.format != FORMAT:
        raise IndexUnusableError(f"the index has format {meta.format}, expected {FORMAT}: {REMEDY}")
    if meta.encoder != encoder:
        raise IndexUnusableError(f"the index is of encoder {meta.encoder}, the one in use is {encoder}: {REMEDY}")
    expected = fingerprint(entries, beside)
    if meta.passages != expected:
        found = f"made from {meta.passages}, now {expected}"
        raise IndexUnusableError(f"the passages have changed since the index was made ({found}): {REMEDY}")


def load(folder: Path, entries: Sequence[Entry], encoder: str, beside: Beside = NOTHING) -> VectorIndex:
    """Load the index after checking it.

    :raises IndexUnusableError: if it cannot be used.
    """
    check(folder, entries, encoder, beside)
    try:
        wordings, texts = _flat(folder / "wordings.faiss"), _flat(folder / "texts.faiss")
        topics = TopicModel.load(folder / TOPICS)
        danger = DangerModel.load(folder / DANGER) if beside.samples else None
    except (RuntimeError, OSError, ValueError, KeyError) as error:
        raise IndexUnusableError(f"the index in {folder.name}/ is damaged: {REMEDY}") from error
    owners = np.repeat(np.arange(len(entries)), [len(entry.wordings) for entry in entries])
    if wordings.ntotal != len(owners) or texts.ntotal != len(entries):
        raise IndexUnusableError(f"the index holds {texts.ntotal} passages, expected {len(entries)}: {REMEDY}")
    return VectorIndex(wordings, texts, owners, topics, danger)


def _flat(path: Path) -> faiss.IndexFlatIP:
    index = faiss.read_index(str(path))
    if not isinstance(index, faiss.IndexFlatIP):
        raise ValueError(f"found {type(index).__name__}, expected IndexFlatIP")
    return index


def _flat_index(vectors: NDArray[np.float32]) -> faiss.IndexFlatIP:
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(np.ascontiguousarray(vectors))
    return index


def _all_cosines(index: faiss.IndexFlatIP, query: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the cosines with all rows in their order: a search would sort them, or name each row beside its cosine."""
    rows = faiss.rev_swig_ptr(index.get_xb(), index.ntotal * index.d).reshape(index.ntotal, index.d)
    cosines = faiss.pairwise_distances(query.reshape(1, -1), rows, faiss.METRIC_INNER_PRODUCT)
    return np.asarray(cosines[0], dtype=np.float32)
