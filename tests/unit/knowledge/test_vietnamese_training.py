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


@pytest.mark.parametrize("context", ["căn", "công", "hồ"])
def test_probabilities_add_up(model, context):
    shares = [math.exp(model.log_probability(model.ids[context], word)) for word in range(len(model.words))]
    assert 0.95 < sum(shares) < 1.05  # kept in steps of 1/16 nat
    assert model.log_probability(model.ids[context], -1) < min(map(math.log, shares))


def test_a_lexicon_teaches_words_that_no_text_has(tmp_path):
    corpus, lexicon = tmp_path / "text.txt", tmp_path / "words.txt"
    corpus.write_text(TEXT, encoding="utf-8")
    lexicon.write_text("hậu duệ\nradio\nBắc Kạn radio\n", encoding="utf-8")
    model = train([(corpus, 1)], lexicon)
    assert "duệ" not in train([(corpus, 1)])
    assert model.seen_together("hậu", "duệ")
    assert not model.seen_together("<s>", "hậu")
    assert "radio" not in model


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
