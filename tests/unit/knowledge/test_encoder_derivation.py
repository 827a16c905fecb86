"""The steps that made the committed file: blocks, pieces, tokenizer, smoothing."""

from __future__ import annotations

import json
import random
import struct
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from knowledge.encoder.blocks import dequantise, repack_pairs
from knowledge.encoder.derive import SPECIAL, cut_tokenizer, name_tensor
from knowledge.encoder.e5s1 import read_packed
from knowledge.encoder.errors import EncoderError
from knowledge.encoder.expand import SOURCE
from knowledge.encoder.smoothing import smoothing_scale
from knowledge.encoder.vocabulary import choose, is_wanted_form, noisy


def block(scale: float, nibbles: list[int]) -> bytes:
    return struct.pack("<e", scale) + bytes(nibbles[j] | nibbles[j + 16] << 4 for j in range(16))


def test_a_block_holds_its_second_half_in_the_high_nibbles() -> None:
    nibbles = [7 * i % 16 for i in range(32)]
    raw = np.frombuffer(block(0.5, nibbles) + block(-2.0, nibbles), dtype=np.uint8).reshape(1, 2, 18)
    expected = [0.5 * (n - 8) for n in nibbles] + [-2.0 * (n - 8) for n in nibbles]
    assert dequantise(raw).tolist() == [expected]


def test_repacking_keeps_every_weight() -> None:
    raw = np.random.default_rng(3).integers(0, 256, size=(5, 4, 18), dtype=np.uint8)
    raw[..., 1] = 0x3C  # scales near 1, never NaN
    pairs, scales = repack_pairs(raw)
    nibbles = np.stack([pairs & 0x0F, pairs >> 4], axis=-1).reshape(5, 4, 32).astype(np.float32)
    assert np.array_equal(((nibbles - 8) * scales[..., None]).reshape(5, 128), dequantise(raw))


@pytest.mark.parametrize("piece", ["▁", "a", "▁ễ", "▁thánh", "▁nhỉ", "ng", "▁Nghiêng", "9", "▁12", "?", "▁("])
def test_pieces_that_vietnamese_may_need_are_kept_unseen(piece: str) -> None:
    assert is_wanted_form(piece)


@pytest.mark.parametrize("piece", ["▁Scotland", "▁Straße", "ж", "漢", "▁2023", "<s>"])
def test_pieces_of_other_languages_are_not(piece: str) -> None:
    assert not is_wanted_form(piece)


def test_a_piece_is_kept_when_seen_three_times() -> None:
    assert choose(["▁Facebook", "▁Scotland", "▁căn"], Counter({0: 3, 1: 2})) == [0, 2]


def test_noise_is_repeatable_and_light() -> None:
    text = "Đăng ký thường trú tại Công an cấp xã. " * 50
    slips = noisy(text, random.Random(1))
    assert slips == noisy(text, random.Random(1)) != text
    assert 0.97 < len(slips) / len(text) < 1.03


def test_a_cut_tokenizer_numbers_its_pieces_anew_and_spells_out_what_was_cut() -> None:
    whole = json.loads((SOURCE / "tokenizer.json").read_text(encoding="utf-8"))
    pieces = [piece for piece, _ in whole["model"]["vocab"]]
    kept = [i for i, piece in enumerate(pieces) if piece != "▁thường"]
    cut = Tokenizer.from_str(json.dumps(cut_tokenizer(whole, kept)))
    assert cut.get_vocab_size() == len(pieces) - 1
    assert [cut.token_to_id(token) for token in SPECIAL[:4]] == [0, 1, 2, 3]
    tokens = cut.encode("thường trú").tokens
    assert (tokens[0], tokens[-1]) == ("<s>", "</s>")
    assert "".join(tokens[1:-1]) == "▁thường▁trú"
    assert len(tokens) > len(Tokenizer.from_str(json.dumps(whole)).encode("thường trú").tokens)


def test_tensor_names_are_berts() -> None:
    assert name_tensor("l3.fo.w") == "encoder.layer.3.output.dense.weight"
    assert name_tensor("l11.aln.b") == "encoder.layer.11.attention.output.LayerNorm.bias"


def test_another_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(EncoderError, match=r"model.bin begins with b'GGUF', expected b'E5S1'"):
        read_packed(tmp_path / "model.bin")


def test_smoothing_evens_out_inputs() -> None:
    largest = np.array([30.0, 1.0, 0.1], dtype=np.float32)
    even = largest / smoothing_scale(largest, np.ones((4, 3), dtype=np.float32))
    assert even.max() / even.min() < largest.max() / largest.min() / 10
