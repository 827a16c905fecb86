"""Building the index: what was embedded before with the same encoder is not embedded again."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from knowledge.danger.model import DangerModel, Taught
from knowledge.danger.patterns import Readable
from knowledge.danger.signs import signs_of
from knowledge.index.beside import NOTHING, Beside
from knowledge.index.topics import OUTSIDE, TopicModel
from knowledge.index.vectors import DANGER, EMBEDDED, FORMAT, TOPICS, Entry, Meta, fingerprint

Encode = Callable[[list[str]], NDArray[np.float32]]
_Known = dict[str, NDArray[np.float32]]
"""Vectors by the hash of what they were made from."""
BARE = 2
"""Every second wording teaches the danger model also how it looks without accents."""
LONG = 20
"""Syllables from which a wording tells a story. What stories have in common, who came and what they said, is what
frauds are told by: learned as harmless, 5 of 56 development messages of fraud were missed that are met without them."""


def build(
    folder: Path,
    entries: Sequence[Entry],
    encoder: str,
    encode_queries: Encode,
    encode_passages: Encode,
    progress: Callable[[int, int], None] = lambda done, total: None,
    beside: Beside = NOTHING,
) -> None:
    """Embed all passages and write the index.

    :param encoder: the encoder's fingerprint.
    :param beside: what else is learned from.
    :param progress: called with (texts embedded, texts in all).
    """
    wordings = [wording for entry in entries for wording in entry.wordings]
    samples = [sample.text for sample in beside.samples]
    rows = {"wordings": wordings, "texts": [entry.text for entry in entries], "outside": list(beside.outside)}
    rows["samples"] = samples
    encoders = dict.fromkeys(rows, encode_queries) | {"texts": encode_passages}
    total, done = sum(map(len, rows.values())), 0
    vectors: dict[str, NDArray[np.float32]] = {}
    for name, texts in rows.items():
        if not texts:
            continue
        known = _embedded_before(folder, name, encoder)
        vectors[name] = _embed(texts, encoders[name], known, partial(_tell, progress, done, total))
        done += len(texts)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in vectors:
        index = faiss.IndexFlatIP(vectors[name].shape[1])
        index.add(vectors[name])
        faiss.write_index(index, str(folder / f"{name}.faiss"))
    topics = [entry.topic for entry in entries for _ in entry.wordings] + [OUTSIDE for _ in beside.outside]
    asked = [vectors[name] for name in ("wordings", "outside") if name in vectors]
    TopicModel.learn(np.concatenate(asked), topics).save(folder / TOPICS)
    if samples:
        _learn_danger(entries, vectors, beside).save(folder / DANGER)
    made_from = {name: [_hash(text) for text in texts] for name, texts in rows.items()}
    (folder / EMBEDDED).write_text(json.dumps({"encoder": encoder, **made_from}))
    meta = Meta(FORMAT, encoder, fingerprint(entries, beside), len(wordings), len(entries))
    (folder / "meta.json").write_text(json.dumps(asdict(meta), indent=1))


def _learn_danger(entries: Sequence[Entry], vectors: dict[str, NDArray[np.float32]], beside: Beside) -> DangerModel:
    """Learn from the samples, from the wordings that speak of no danger, and from what is declined."""
    wordings = [(text, entry.ordinary) for entry in entries for text in entry.wordings]
    plain = [(row, text) for row, (text, ordinary) in enumerate(wordings) if ordinary and _is_short(text)]
    read = [(vectors["wordings"][row], Readable(text, bare=False)) for row, text in plain]
    read += [(vectors["wordings"][row], Readable.without_accents(text)) for row, text in plain[::BARE]]
    declined = vectors.get("outside", ())
    read += [(v, Readable(text, bare=False)) for v, text in zip(declined, beside.outside, strict=True)]
    taught = [Taught(None, sample=False)] * len(read)
    for vector, sample in zip(vectors["samples"], beside.samples, strict=True):
        for form in dict.fromkeys((sample.read, Readable.without_accents(sample.text))):
            read.append((vector, form))
            taught.append(Taught(sample.kind, sample=True))
    signs = np.array([signs_of(form).found for _, form in read])
    return DangerModel.learn(np.array([vector for vector, _ in read]), signs, taught)


def _is_short(text: str) -> bool:
    return text.count(" ") < LONG


def _tell(progress: Callable[[int, int], None], before: int, total: int, count: int) -> None:
    progress(before + count, total)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _embedded_before(folder: Path, name: str, encoder: str) -> _Known:
    """Read what an older index holds; nothing where there is none, or it cannot be read, or is of another encoder."""
    try:
        made_from = json.loads((folder / EMBEDDED).read_text())
        index = faiss.read_index(str(folder / f"{name}.faiss"))
        if made_from["encoder"] != encoder or len(made_from[name]) != index.ntotal:
            return {}
    except (OSError, RuntimeError, ValueError, KeyError):
        return {}
    return dict(zip(made_from[name], index.reconstruct_n(0, index.ntotal), strict=True))


def _embed(
    texts: list[str], encode: Encode, known: _Known, progress: Callable[[int], None], batch: int = 64
) -> NDArray[np.float32]:
    found = [known.get(_hash(text)) for text in texts]
    left = [row for row, vector in enumerate(found) if vector is None]
    left.sort(key=lambda row: len(texts[row]))  # batches of like length waste no padding
    for start in range(0, len(left), batch):
        rows = left[start : start + batch]
        for row, vector in zip(rows, encode([texts[row] for row in rows]), strict=True):
            found[row] = vector
        progress(len(texts) - len(left) + start + len(rows))
    vectors = [vector for vector in found if vector is not None]
    return np.array(vectors, dtype=np.float32)
