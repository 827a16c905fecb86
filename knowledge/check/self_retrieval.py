"""Whether every wording finds its own passage first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.check.finding import Finding, Outcome
from knowledge.check.material import Material
from knowledge.encoder.load import Encoder
from knowledge.index import vectors
from knowledge.passage import Passage
from knowledge.search import Search, index_entries, learned_beside
from knowledge.vietnamese.courtesy import without_courtesy
from knowledge.vietnamese.normalise import Normalised, Normaliser
from knowledge.vietnamese.unicode import strip_accents

KEY = "self_retrieval"
LEAST = 0.97
"""Share of wordings as typed that must find their passage; below it every miss stops a release."""
_BATCH = 64


@dataclass(frozen=True)
class _Wording:
    passage: Passage
    item: int
    row: int
    """Row of its vector in the index."""
    indexed: str
    """The wording as it was embedded."""

    @property
    def text(self) -> str:
        return self.passage.questions[self.item]


@dataclass(frozen=True)
class _Loaded:
    search: Search
    entries: tuple[vectors.Entry, ...]


def check(material: Material) -> Outcome:
    """Search with every wording of the passages in force, as typed and with all accents taken off."""
    if material.models is None or not material.in_force:
        return Outcome()
    try:
        loaded = _load(material, material.models)
    except vectors.IndexUnusableError:
        expected = "chạy `dean06 index` rồi kiểm tra lại"
        if material.errors:
            expected = f"sửa lỗi định dạng trước, rồi {expected}"
        found = "chỉ mục tìm kiếm không có hoặc không khớp với các đoạn"
        return Outcome((Finding(KEY, "models/index/built", 1, "", found, expected),))
    return _compare(material, loaded.search, _wordings(material, loaded.entries))


def _compare(material: Material, search: Search, rows: Sequence[_Wording]) -> Outcome:
    read = search.normaliser.normalise
    known = search.wording_vectors()[[row.row for row in rows]]
    typed = _winners(search, [read(row.text) for row in rows], known, material.day)
    bare = [read(strip_accents(row.text)) for row in rows]
    stripped = _winners(search, bare, _bare_vectors(search, rows, bare, known), material.day)
    share = _share(rows, typed)
    figures = {
        "số cách hỏi": len(rows),
        "tìm đúng đoạn, như đã viết": share,
        "tìm đúng đoạn, bỏ hết dấu": _share(rows, stripped),
        "tìm đúng đoạn chỉ nhờ các cách hỏi khác (so vectơ)": _share_of_others(material, search, rows, known),
    }
    findings = (*_misses(material, rows, typed, share < LEAST), *_bare_misses(material, rows, typed, stripped))
    return Outcome(findings, figures)


def _load(material: Material, models: Path) -> _Loaded:
    normaliser, encoder = Normaliser.load(models), Encoder.load(material.encoder)
    entries = index_entries(material.knowledge, normaliser)
    beside = learned_beside(material.knowledge, normaliser)
    index = vectors.load(models / "index" / "built", entries, encoder.fingerprint, beside)
    return _Loaded(Search(material.knowledge, encoder, normaliser, index), entries)


def _wordings(material: Material, entries: Sequence[vectors.Entry]) -> list[_Wording]:
    rows: list[_Wording] = []
    row = 0
    for passage, entry in zip(material.knowledge.passages, entries, strict=True):
        if passage.holds_on(material.day):
            rows += [_Wording(passage, item, row + item, indexed) for item, indexed in enumerate(entry.wordings)]
        row += len(entry.wordings)
    return rows


def _winners(search: Search, queries: Sequence[Normalised], found: NDArray[np.float32], day: dt.date) -> list[Passage]:
    """Return the passage that each query finds first, as the assistant would."""
    ranked = (search.rank(query, vector, day) for query, vector in zip(queries, found, strict=True))
    return [result.fitting[0].passage for result in ranked]


def _bare_vectors(
    search: Search, rows: Sequence[_Wording], bare: Sequence[Normalised], known: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return the vectors of wordings without accents; only those that were not restored must be encoded."""
    read = [without_courtesy(query.text.lower()) for query in bare]
    other = [number for number, (row, text) in enumerate(zip(rows, read, strict=True)) if text != row.indexed]
    other.sort(key=lambda number: len(read[number]))  # batches of like length waste no padding
    found = known.copy()
    for start in range(0, len(other), _BATCH):
        some = other[start : start + _BATCH]
        found[some] = search.encoder.encode_queries([read[number] for number in some])
    return found


def _share(rows: Sequence[_Wording], winners: Sequence[Passage]) -> float:
    return sum(row.passage is winner for row, winner in zip(rows, winners, strict=True)) / len(rows)


def _share_of_others(material: Material, search: Search, rows: Sequence[_Wording], known: NDArray[np.float32]) -> float:
    """Return the share of wordings that find their passage with their own vector taken out of the index.

    By cosines alone, as `VectorIndex.scores` has them: taking a wording out of the word index, too, would need an
    index for each.
    """
    holds = [passage.holds_on(material.day) for passage in material.knowledge.passages]
    texts = search.text_vectors()[holds]
    owners = np.cumsum([row.item == 0 for row in rows]) - 1
    starts = np.flatnonzero(np.diff(owners, prepend=-1))
    right = 0
    for start in range(0, len(rows), _BATCH):
        some = known[start : start + _BATCH]
        cosines = some @ known.T
        cosines[np.arange(len(some)), np.arange(start, start + len(some))] = -1
        best = np.maximum.reduceat(cosines, starts, axis=1) + some @ texts.T
        right += int((best.argmax(axis=1) == owners[start : start + _BATCH]).sum())
    return right / len(rows)


def _misses(material: Material, rows: Sequence[_Wording], winners: Sequence[Passage], gates: bool) -> list[Finding]:
    return [
        _finding(material, row, winner, "", gates)
        for row, winner in zip(rows, winners, strict=True)
        if row.passage is not winner
    ]


def _bare_misses(
    material: Material, rows: Sequence[_Wording], typed: Sequence[Passage], stripped: Sequence[Passage]
) -> list[Finding]:
    """Name what is found as typed and lost without accents; it only informs."""
    return [
        _finding(material, row, bare, " (bỏ hết dấu)", gates=False)
        for row, winner, bare in zip(rows, typed, stripped, strict=True)
        if row.passage is winner and row.passage is not bare
    ]


def _finding(material: Material, row: _Wording, winner: Passage, how: str, gates: bool) -> Finding:
    found = f"“{row.text}”{how} tìm ra {winner.id} trước"
    expected = f"tìm ra {row.passage.id} trước: hỏi rõ điều riêng của đoạn, hoặc chuyển cách hỏi sang đoạn kia"
    return material.finding(KEY, row.passage, "questions", found, expected, row.item, gates)
