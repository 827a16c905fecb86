"""Counting small texts into a model that can be saved, read and asked."""

import gzip
import json
import math

import pytest

from knowledge.vietnamese.corpus import is_held_out, read_texts
from knowledge.vietnamese.model_file import load, save
from knowledge.vietnamese.restore import Restorer
from knowledge.vietnamese.train_restorer import train

TEXT = "Công dân làm thẻ căn cước. Căn cứ quy định, công dân cần nộp hồ sơ.\n" * 5


@pytest.fixture
def model(tmp_path):
    corpus = tmp_path / "text.txt"
    corpus.write_text("# made for this test\n" + TEXT, encoding="utf-8")
    save(train([(corpus, 1)]), tmp_path / "counts.bin")
    return load(tmp_path / "counts.bin")


def test_neighbours_decide_between_accentings(model):
    restorer = Restorer(model)

    def restore(text):
        path = restorer.best_path([restorer.accentings(word, 1.0) for word in text.split()])
        return " ".join(reading.text for reading in path)

    assert restore("the can cuoc") == "thẻ căn cước"
    assert restore("cong dan can nop ho so") == "công dân cần nộp hồ sơ"


def test_probabilities_add_up(model):
    for word in ("căn", "công"):
        index = model.ids[word]
        seen = model.row(index)
        assert 0.8 < sum(math.exp(value) for value in seen.values()) <= 1.05


def test_stripped_sentences_do_not_teach(tmp_path):
    corpus = tmp_path / "text.txt"
    corpus.write_text(TEXT + "lam the can cuoc o dau\n" * 50, encoding="utf-8")
    assert "cuoc" not in train([(corpus, 1)])


def test_reads_json_lines_and_passages(tmp_path):
    rows = [{"title": "Tách hộ", "n": 3, "text": "Bước 1"}]
    packed = tmp_path / "a.jsonl.gz"
    packed.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    assert list(read_texts(packed)) == ["Tách hộ", "Bước 1"]

    passage = tmp_path / "topic.yml"
    passage.write_text(
        "topic: x\npassages:\n  - id: x.y\n    aspect: fee\n    questions:\n      - Phí bao nhiêu\n"
        "    answer: >-\n      Nộp tiền\n      tại xã.\n    facts: [CC-1]\n",
        encoding="utf-8",
    )
    texts = " | ".join(read_texts(passage))
    assert "Phí bao nhiêu" in texts
    assert "Nộp tiền tại xã." in texts
    assert "CC-1" not in texts
    assert "fee" not in texts


def test_two_in_a_hundred_are_held_out():
    held = sum(is_held_out(f"văn bản {number}") for number in range(5_000))
    assert 60 < held < 140
