"""Another sentence-transformers model, chosen by an operator."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from knowledge.encoder.errors import EncoderError
from knowledge.encoder.expand import SOURCE
from knowledge.encoder.load import Encoder

DIM = 16


def save_small_model(folder: Path, seed: int) -> str:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    tokenizer = Tokenizer.from_file(str(SOURCE / "tokenizer.json"))
    weights = np.random.default_rng(seed).normal(size=(tokenizer.get_vocab_size(), DIM)).astype(np.float32)
    prompts = {"query": "hỏi: ", "document": "đáp: "}
    model = SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=weights)], prompts=prompts)
    model.save(str(folder))
    return str(folder)


def test_a_model_by_its_folder(tmp_path: Path) -> None:
    encoder = Encoder.load(save_small_model(tmp_path / "small", seed=1))
    asked, told = encoder.encode_queries(["căn cước", "cư trú"]), encoder.encode_passages(["căn cước", "cư trú"])
    for vectors in (asked, told):
        assert vectors.dtype == np.float32
        assert vectors.shape == (2, encoder.dim) == (2, DIM)
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert not np.allclose(asked, told), "questions and passages carry prompts of their own"
    assert (asked @ told.T).argmax(axis=1).tolist() == [0, 1]


def test_its_fingerprint_follows_the_weights_not_the_place(tmp_path: Path) -> None:
    first = Encoder.load(save_small_model(tmp_path / "a", seed=1)).fingerprint
    assert Encoder.load(save_small_model(tmp_path / "b", seed=1)).fingerprint == first
    assert Encoder.load(save_small_model(tmp_path / "c", seed=2)).fingerprint != first


@pytest.mark.parametrize("name", ["nobody/no-such-model", "./no/such/folder"])
def test_a_model_that_is_not_here_is_one_plain_sentence(name: str) -> None:
    with pytest.raises(EncoderError) as error:
        Encoder.load(name)
    message = str(error.value)
    assert name in message
    assert "cannot be loaded on this machine, without the network" in message
    assert "DEAN06_ENCODER" in message
    assert "\n" not in message


def test_a_folder_that_holds_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(EncoderError, match="cannot be loaded"):
        Encoder.load(str(tmp_path))
