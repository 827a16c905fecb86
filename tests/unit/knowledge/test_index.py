"""The index: real FAISS, real encoder; a stale, foreign or damaged one is refused."""

import dataclasses
import json

import numpy as np
import pytest

from knowledge.encoder.load import Encoder
from knowledge.index.building import build
from knowledge.index.lexical import LexicalIndex, terms
from knowledge.index.vectors import Entry, IndexUnusableError, load

ENTRIES = (
    Entry("a.one", "a", ("làm căn cước ở đâu", "nơi làm thẻ"), "Làm thẻ tại Công an cấp xã."),
    Entry("b.two", "b", ("hộ chiếu bao nhiêu tiền",), "Lệ phí hộ chiếu ghi trên giấy hẹn."),
)


@pytest.fixture(scope="module")
def encoder():
    return Encoder.load()


@pytest.fixture
def folder(tmp_path, encoder):
    target = tmp_path / "index"
    build(target, ENTRIES, encoder.fingerprint, encoder.encode_queries, encoder.encode_passages)
    return target


def test_the_nearest_passage_and_the_cosines_of_its_wordings(folder, encoder):
    index = load(folder, ENTRIES, encoder.fingerprint)
    scores, wordings = index.scores(encoder.encode_queries(["chỗ nào làm thẻ căn cước"])[0])
    assert scores.shape == (2,)
    assert np.argmax(scores) == 0
    assert wordings.shape == (3,)
    assert np.argmax(wordings) in (0, 1)


def test_only_what_has_changed_is_embedded_again(folder, encoder):
    embedded: list[str] = []

    def counted(encode):
        return lambda texts: (embedded.extend(texts), encode(texts))[1]

    changed = (dataclasses.replace(ENTRIES[0], wordings=("làm căn cước ở đâu", "làm thẻ chỗ mô")), ENTRIES[1])
    build(folder, changed, encoder.fingerprint, counted(encoder.encode_queries), counted(encoder.encode_passages))
    assert embedded == ["làm thẻ chỗ mô"]
    index = load(folder, changed, encoder.fingerprint)
    alone = encoder.encode_queries(["làm thẻ chỗ mô"])[0]
    assert index.wording_vectors()[1] @ alone > 0.99
    assert index.wording_vectors()[0] @ encoder.encode_queries(["làm căn cước ở đâu"])[0] > 0.99


def test_another_encoder_embeds_everything_again(folder, encoder):
    embedded: list[str] = []
    build(
        folder,
        ENTRIES,
        "another",
        lambda t: (embedded.extend(t), encoder.encode_queries(t))[1],
        encoder.encode_passages,
    )
    assert len(embedded) == 3


def test_a_stale_index_is_refused(folder, encoder):
    changed = (dataclasses.replace(ENTRIES[0], text="Khác."), ENTRIES[1])
    with pytest.raises(IndexUnusableError, match="changed.*dean06 index"):
        load(folder, changed, encoder.fingerprint)


def test_a_foreign_index_is_refused(folder):
    with pytest.raises(IndexUnusableError, match="encoder"):
        load(folder, ENTRIES, "another encoder")


def test_an_index_of_another_format_is_refused(folder, encoder):
    meta = json.loads((folder / "meta.json").read_text())
    (folder / "meta.json").write_text(json.dumps({**meta, "format": 0}))
    with pytest.raises(IndexUnusableError, match="format 0"):
        load(folder, ENTRIES, encoder.fingerprint)


@pytest.mark.parametrize("name", ["wordings.faiss", "texts.faiss"])
def test_a_truncated_index_is_refused(folder, encoder, name):
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[: len(content) // 2])
    with pytest.raises(IndexUnusableError, match="dean06 index"):
        load(folder, ENTRIES, encoder.fingerprint)


def test_a_build_killed_half_way_leaves_no_index(folder, encoder):
    (folder / "meta.json").unlink()
    with pytest.raises(IndexUnusableError, match="no index"):
        load(folder, ENTRIES, encoder.fingerprint)


def test_words_are_found_with_and_without_accents():
    index = LexicalIndex(["làm căn cước ở công an xã", "đổi hộ chiếu"])
    for repaired, typed in (("căn cước", "căn cước"), ("can cuoc", "can cuoc"), ("cân cước", "can cuoc")):
        scores = index.scores(repaired, typed)
        assert scores[0] > scores[1]
    assert not index.scores("bóng đá", "bong da").any()


def test_terms_are_syllables_and_pairs():
    assert terms("Làm, căn cước!") == ["làm", "căn", "cước", "làm căn", "căn cước"]
