"""The retriever alone on questions that were never ours, with accents and without.

XQuAD-vi (Artetxe et al. 2020): which of the passages answers the question. Questions of citizens with the title of the
procedure they are about: the title of the nearest other question, those nearly alike left out.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.evaluation.ranks import ASKED, RESTORED, Outcome, Scores, rank, standardised
from bot.evaluation.restoring import without_restoring
from knowledge import likeness
from knowledge.check.copies import NEAR
from knowledge.index.lexical import LexicalIndex
from knowledge.search import VECTOR_WEIGHT, Search
from knowledge.vietnamese.unicode import strip_accents

VARIANTS = ("BM25", "e5", "BM25 + e5")
Matrix = NDArray[np.float64]


class OutsideError(ValueError):
    """A file that does not hold what was expected."""


@dataclass(frozen=True)
class Bed:
    """Texts to be found, and questions that look for them."""

    name: str
    texts: tuple[str, ...]
    names: tuple[str, ...]
    """Of each text; texts may share one, as questions share a title."""
    questions: tuple[str, ...]
    right: tuple[str, ...]
    """The name that each question looks for."""
    hidden: tuple[frozenset[int], ...]
    """Rows of texts that a question must not find: itself, and what is nearly itself."""
    are_questions: bool
    """Whether the texts are embedded as questions; else as passages."""


def read_passages(questions: Path, passages: Path) -> Bed:
    """Read rows `{"question", "passage_id"}` and `{"id", "text"}`.

    :raises OutsideError: for a row without these.
    """
    asked = _rows(questions, ("question", "passage_id"))
    there = _rows(passages, ("id", "text"))
    nothing: frozenset[int] = frozenset()
    return Bed(
        name=questions.stem,
        texts=tuple(row["text"] for row in there),
        names=tuple(row["id"] for row in there),
        questions=tuple(row["question"] for row in asked),
        right=tuple(row["passage_id"] for row in asked),
        hidden=(nothing,) * len(asked),
        are_questions=False,
    )


def read_titles(path: Path) -> Bed:
    """Read rows `{"q", "title"}`; questions whose title no unlike question has are texts only.

    :raises OutsideError: for a row without these.
    """
    rows = _rows(path, ("q", "title"))
    texts, titles = [row["q"] for row in rows], [row["title"] for row in rows]
    groups = near_groups(texts)
    asked = [
        row for row, title in enumerate(titles)
        if any(other == title and at not in groups[row] for at, other in enumerate(titles))
    ]  # fmt: skip
    return Bed(
        name=path.stem,
        texts=tuple(texts),
        names=tuple(titles),
        questions=tuple(texts[row] for row in asked),
        right=tuple(titles[row] for row in asked),
        hidden=tuple(groups[row] for row in asked),
        are_questions=True,
    )


def near_groups(texts: Sequence[str]) -> list[frozenset[int]]:
    """Return for each text the rows of its group: itself, what is nearly alike, and what is nearly alike to that."""
    parent = list(range(len(texts)))

    def root(row: int) -> int:
        while parent[row] != row:
            row = parent[row]
        return row

    for left, right, _ in likeness.alike([likeness.words(text) for text in texts], NEAR):
        parent[root(right)] = root(left)
    members: dict[int, set[int]] = {}
    for row in range(len(texts)):
        members.setdefault(root(row), set()).add(row)
    return [frozenset(members[root(row)]) for row in range(len(texts))]


def measure(bed: Bed, search: Search) -> list[Outcome]:
    """Measure every variant of the retriever on a bed."""
    lexical, vectors = LexicalIndex(bed.texts), _embed(bed, search)
    outcomes = []
    for asked in ASKED:
        for restored, reader in zip(RESTORED, (search, without_restoring(search)), strict=True):
            ranks: dict[str, list[int]] = {variant: [] for variant in VARIANTS}
            for question, right, hidden in zip(bed.questions, bed.right, bed.hidden, strict=True):
                query, vector = reader.embed(question if asked == ASKED[0] else strip_accents(question))
                words = lexical.scores(query.text, query.original).astype(np.float64)
                for variant, scores in zip(VARIANTS, _variants(words, vectors @ vector), strict=True):
                    ranks[variant].append(rank(_by_name(scores, bed.names, hidden), right))
            outcomes += [Outcome.of(variant, asked, restored, found) for variant, found in ranks.items()]
    return outcomes


def _embed(bed: Bed, search: Search) -> Matrix:
    """Return the vectors of the texts, shape (texts, dim)."""
    if bed.are_questions:
        return np.array([search.embed(text)[1] for text in bed.texts], dtype=np.float64)
    return np.asarray(search.encoder.encode_passages(list(bed.texts)), dtype=np.float64)


def _variants(words: Matrix, cosines: Matrix) -> tuple[Matrix, ...]:
    return words, cosines, standardised(words) + VECTOR_WEIGHT * standardised(cosines)


def _by_name(scores: Matrix, names: Sequence[str], hidden: frozenset[int]) -> Scores:
    best: Scores = {}
    for row, (name, score) in enumerate(zip(names, scores.tolist(), strict=True)):
        if row not in hidden:
            best[name] = max(score, best.get(name, score))
    return best


def _rows(path: Path, fields: Sequence[str]) -> list[dict[str, Any]]:
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, json.JSONDecodeError) as error:
        raise OutsideError(f"{path.name}: không đọc được ({type(error).__name__}), cần các dòng JSON") from error
    for number, row in enumerate(rows, 1):
        if not all(isinstance(row.get(field), str) for field in fields):
            raise OutsideError(f"{path.name}, dòng {number}: cần các trường {', '.join(fields)}")
    return rows
