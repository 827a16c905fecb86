"""Every mistake in a manifest, or between a manifest and its files, is named with file and field."""

import hashlib
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import ROOT
from knowledge.ingest.documents import lacking, read_wordings
from knowledge.ingest.ingest import Document, ingest
from knowledge.ingest.manifest import read_manifest
from knowledge.ingest.stuck import StuckWords
from knowledge.schema import KnowledgeError
from knowledge.vietnamese.normalise import MODEL_FILE

ARTICLE = "Ảnh minh họa.\n\nXã đã mở quầy.Bà con đến hỏi.\nTác giả"
ENTRY = """
file: bai.txt
sha256: {digest}
id: bai_moi
title: Một bài báo
publisher: không rõ
date: năm 2024
region: một xã
use: history
use_note: chỉ kể chuyện đã qua
source: bai-hoa-binh-2023
topic: dean06_ket_qua_dia_phuong
lead: "Theo một bài báo:"
effective_from: 2024-01-01
verified_on: 2026-11-24
drop:
  - {{paragraph: 1, reason: chú thích ảnh}}
  - {{paragraph: 3, reason: tên tác giả}}
"""


def write(folder: Path, changes: dict[str, Any] | None = None, article: bytes = ARTICLE.encode()) -> Path:
    """Lay an article and its manifest; a change to None takes the field away."""
    entry = yaml.safe_load(ENTRY.format(digest=hashlib.sha256(article).hexdigest())) | (changes or {})
    entry = {name: value for name, value in entry.items() if value is not None}
    manifest = yaml.safe_dump({"documents": [entry]}, allow_unicode=True)
    (folder / "manifest.yml").write_text(manifest, encoding="utf-8")
    (folder / "bai.txt").write_bytes(article)
    return folder / "bai.txt"


def take_in(path: Path) -> Document:
    return ingest(path, StuckWords.load(ROOT / "models" / MODEL_FILE))


def test_a_good_document_is_taken_in_and_empty_lines_are_no_paragraphs(tmp_path: Path) -> None:
    document = take_in(write(tmp_path))
    assert [(p.key, p.text) for p in document.passages] == [("p2_1", "Xã đã mở quầy. Bà con đến hỏi.")]
    origin = document.passages[0].origin
    assert ARTICLE[origin.start : origin.end] == "Xã đã mở quầy.Bà con đến hỏi."
    assert [d.reason for d in document.dropped] == ["chú thích ảnh", "tên tác giả"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": None}, r"tài liệu bai\.txt, title: thấy chỗ trống, cần chữ"),
        ({"lead": 7}, r"tài liệu bai\.txt, lead: thấy 7, cần chữ"),
        ({"author": "ai đó"}, r"tài liệu bai\.txt, author: thấy trường lạ, cần một trong file, "),
        ({"sha256": "abc"}, r"tài liệu bai\.txt, sha256: thấy 'abc', cần 64 chữ số hex"),
        ({"sha256": "0" * 64}, r"tài liệu bai\.txt, sha256: thấy 0{64}, cần [0-9a-f]{64}: "),
        ({"id": "Bài mới"}, r"tài liệu bai\.txt, id: thấy 'Bài mới', cần chỉ a-z 0-9 _"),
        ({"use": "advice"}, r"tài liệu bai\.txt, use: thấy 'advice', cần một trong history"),
        ({"effective_from": "2024"}, r"tài liệu bai\.txt, effective_from: thấy '2024', cần một ngày"),
        ({"verified_on": None}, r"tài liệu bai\.txt, verified_on: thấy None, cần một ngày"),
        ({"drop": "đoạn 1"}, r"tài liệu bai\.txt, drop: thấy 'đoạn 1', cần một danh sách"),
        ({"drop": ["đoạn 1"]}, r"tài liệu bai\.txt, drop 1: thấy 'đoạn 1', cần \{paragraph, reason\}"),
        ({"drop": [{"paragraph": 1}]}, r"bai\.txt, drop 1, reason: thấy chỗ trống, .* phải có lý do"),
        ({"drop": [{"paragraph": 1, "reason": " "}]}, r"drop 1, reason: thấy chỗ trống"),
        ({"drop": [{"paragraph": 0, "reason": "x"}]}, r"drop 1, paragraph: thấy 0, cần số của một đoạn"),
        ({"drop": [{"paragraph": 4, "reason": "x"}]}, r"drop 1, paragraph: thấy 4, cần từ 1 đến 3"),
        ({"drop": [{"paragraph": 1, "reason": "x", "text": ""}]}, r"drop 1, text: thấy ''"),
        ({"drop": [{"paragraph": 2, "reason": "x", "text": "chợ"}]}, r"drop 1, text: thấy 'chợ' 0 lần"),
        ({"drop": [{"paragraph": 2, "reason": "x", "text": "ã "}]}, r"drop 1, text: thấy 'ã ' 2 lần"),
        ({"file": "khac.txt"}, r"manifest\.yml: không thấy bai\.txt, cần một mục có `file: bai\.txt`"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(KnowledgeError, match=message):
        take_in(write(tmp_path, changes))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("documents: {}\n", r"manifest\.yml: cần đúng một trường `documents`, là một danh sách"),
        ("- a\n", r"manifest\.yml: cần đúng một trường `documents`, là một danh sách"),
        ("documents: [3]\n", r"manifest\.yml: thấy 3 trong documents, cần các trường"),
        ("documents: [\n", r"manifest\.yml: thấy chỗ không đọc được .* cần YAML"),
    ],
)
def test_a_manifest_of_another_form_is_an_error(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "manifest.yml").write_text(content, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message):
        read_manifest(tmp_path / "manifest.yml")


def test_the_same_document_twice_is_an_error(tmp_path: Path) -> None:
    write(tmp_path)
    manifest = tmp_path / "manifest.yml"
    rows = yaml.safe_load(manifest.read_text(encoding="utf-8"))["documents"] * 2
    manifest.write_text(yaml.safe_dump({"documents": rows}), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"tài liệu bai\.txt, file: thấy hai lần, cần một lần"):
        read_manifest(manifest)


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"bai\.txt: không thấy tệp này"):
        take_in(tmp_path / "bai.txt")
    (tmp_path / "bai.txt").write_text(ARTICLE, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"manifest\.yml: không thấy trong "):
        take_in(tmp_path / "bai.txt")


def test_text_that_is_not_utf_8_or_cannot_be_cut_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"bai\.txt: thấy .*utf-8.*, cần văn bản lưu bằng UTF-8"):
        take_in(write(tmp_path, article="Xã đã mở quầy".encode("utf-16")))
    with pytest.raises(KnowledgeError, match=r"bai\.txt: thấy chữ rời khỏi dấu \(NFD\), cần .* \(NFC\)"):
        take_in(write(tmp_path, article=unicodedata.normalize("NFD", ARTICLE).encode()))
    with pytest.raises(KnowledgeError, match=r"bai\.txt, đoạn 1: thấy 2000 ký tự không có dấu"):
        take_in(write(tmp_path, {"drop": []}, b"x" * 2000))


def test_pieces_without_enough_wordings_are_told(tmp_path: Path) -> None:
    document = take_in(write(tmp_path))
    questions = tmp_path / "bai.questions.yml"
    assert lacking(document, read_wordings(questions)) == ("p2_1",)
    row = "p2_1: {label: Quầy, facts: [DA-01], questions: [a, b, c, d]}\n"
    questions.write_text(row, encoding="utf-8")
    assert lacking(document, read_wordings(questions)) == ("p2_1",)
    questions.write_text(row.replace("d]", "d, e]"), encoding="utf-8")
    assert lacking(document, read_wordings(questions)) == ()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("p9_1: {label: a, facts: [], questions: []}", r"bai\.txt: thấy p9_1, cần các mã p2_1"),
        ("p2_1: {label: a}", r"bai\.questions\.yml, p2_1: thấy .* cần các trường label, facts"),
        ("p2_1: {label: a, facts: b, questions: []}", r"bai\.questions\.yml, p2_1, facts: thấy 'b'"),
        ("[1]", r"bai\.questions\.yml: thấy \[1\], cần `p2_1"),
    ],
)
def test_wrong_wordings_are_named(tmp_path: Path, content: str, message: str) -> None:
    document = take_in(write(tmp_path))
    (tmp_path / "bai.questions.yml").write_text(content, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message):
        lacking(document, read_wordings(tmp_path / "bai.questions.yml"))
