"""Each rule of the schema catches its mistake and names file, passage and field."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.reading import KnowledgeBase, load_knowledge
from knowledge.schema import KnowledgeError

TOPIC = "le_phi"
PASSAGE = """
id: le_phi.cap_lai
aspect: fee
label: Lệ phí cấp lại thẻ
questions: [làm lại thẻ mất tiền không, mất thẻ đóng bao nhiêu, phí cấp lại, tiền làm lại, hết mấy đồng]
answer: Cấp lại thẻ nộp 35.000 đồng.
facts: [CC-1]
sources: [{id: tt-1, article: Điều 1}]
confidence: text
effective_from: 2025-07-01
verified_on: 2026-11-24
"""
ORIGIN = {"document": "bai.txt", "paragraph": 2, "start": 10, "end": 40}


def lay(folder: Path, *passages: dict[str, Any], file: str = f"passages/{TOPIC}.yml", topic: str = TOPIC) -> Path:
    """Lay a knowledge base with one topic, one fact and one source."""
    (folder / "topics.yml").write_text(f"{TOPIC}: {{label: Lệ phí, about: fees}}\n", encoding="utf-8")
    (folder / "facts.jsonl").write_text('{"id": "CC-1", "fact": "35.000 đồng"}\n', encoding="utf-8")
    for name in ("sources", "passages", "documents"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "sources" / "law.yml").write_text("tt-1: {title: Thông tư 1}\n", encoding="utf-8")
    content = {"topic": topic, "passages": list(passages)}
    (folder / file).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return folder


def passage(**changes: Any) -> dict[str, Any]:
    """Give a good passage with some fields changed; None takes a field away."""
    fields = yaml.safe_load(PASSAGE) | changes
    return {name: value for name, value in fields.items() if value is not None}


def test_a_good_passage_is_read(tmp_path: Path) -> None:
    knowledge: KnowledgeBase = load_knowledge(lay(tmp_path, passage(effective_to=None)))
    (read,) = knowledge.passages
    assert (read.id, read.topic, read.steps, read.effective_to) == ("le_phi.cap_lai", TOPIC, (), None)
    assert (read.citations[0].title, read.citations[0].article) == ("Thông tư 1", "Điều 1")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"colour": "red"}, r"colour: thấy trường lạ, cần một trong các trường id, "),
        ({"label": None}, r"label: thấy chỗ trống, cần một giá trị"),
        ({"questions": []}, r"questions: thấy chỗ trống, cần một giá trị"),
        ({"facts": None}, r"facts: thấy chỗ trống, cần một giá trị"),
        ({"sources": None}, r"sources: thấy chỗ trống, cần một giá trị"),
        ({"verified_on": None}, r"verified_on: thấy chỗ trống, cần một giá trị"),
        ({"label": 30}, r"label: thấy 30, cần chữ"),
        ({"label": "x" * 31}, r"label: thấy 31 ký tự, cần nhiều nhất 30"),
        ({"answer": "x" * 601}, r"answer: thấy 601 ký tự, cần nhiều nhất 600"),
        ({"aspect": "price"}, r"aspect: thấy 'price', cần một trong what, who"),
        ({"confidence": "sure"}, r"confidence: thấy 'sure', cần một trong text, agency"),
        ({"warning": "danger"}, r"warning: thấy 'danger', cần một trong scam"),
        ({"questions": "một câu"}, r"questions: thấy 'một câu', cần một danh sách các câu"),
        ({"questions": ["a", "b", "c", "d", "D?"]}, r"questions: thấy 4 cách hỏi khác nhau, "),
        ({"steps": ["bước"] * 8}, r"steps: thấy 8 bước, cần nhiều nhất 7"),
        ({"steps": ["x" * 221]}, r"steps: thấy một bước dài 221 ký tự .* cần nhiều nhất 220"),
        ({"facts": ["CC-1", "CC-2"]}, r"facts: thấy CC-2, cần mã có trong facts\.jsonl"),
        ({"sources": [{"id": "tt-2"}]}, r"sources: thấy \{'id': 'tt-2'\}, cần \{id, article\}"),
        ({"sources": [{"id": "tt-1", "page": 3}]}, r"sources: thấy .*'page': 3.*, cần "),
        (
            {"effective_from": "01/07/2025"},
            r"effective_from: thấy '01/07/2025', cần một ngày dạng YYYY-MM-DD",
        ),
        ({"effective_to": 2026}, r"effective_to: thấy 2026, cần một ngày dạng YYYY-MM-DD"),
        ({"effective_to": yaml.safe_load("2025-06-30")}, r"effective_to: thấy 2025-06-30, cần "),
        ({"touches": ["the_nao_do"]}, r"touches: thấy the_nao_do, cần khóa của topics\.yml"),
        ({"touches": [TOPIC]}, r"touches: thấy .*, cần nhiều nhất 3 chủ đề khác nhau, không kể"),
        ({"related": ["le_phi.khac"]}, r"related/replaces: thấy le_phi\.khac, cần mã của đoạn"),
        ({"replaces": "le_phi.cu"}, r"related/replaces: thấy le_phi\.cu, cần mã của đoạn"),
        ({"origin": {"document": "bai.txt"}}, r"origin: thấy .*, cần \{document, paragraph"),
        ({"origin": ORIGIN | {"end": 10}}, r"origin: thấy .*, cần paragraph từ 1"),
        ({"origin": ORIGIN | {"paragraph": "2"}}, r"origin: thấy .*, cần paragraph từ 1"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(KnowledgeError, match=rf"^le_phi\.yml, đoạn le_phi\.cap_lai, {message}"):
        load_knowledge(lay(tmp_path, passage(**changes)))


@pytest.mark.parametrize("wrong", ["le_phi", "Lệ phí.cấp lại", "le_phi.cap-lai"])
def test_an_id_of_another_form_is_an_error(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(KnowledgeError, match=rf"^le_phi\.yml, đoạn {wrong}, id: thấy '{wrong}'"):
        load_knowledge(lay(tmp_path, passage(id=wrong)))


def test_an_id_that_is_too_long_or_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"id: thấy 49 ký tự, cần nhiều nhất 48"):
        load_knowledge(lay(tmp_path, passage(id="a." + "b" * 47)))
    with pytest.raises(KnowledgeError, match=r"^le_phi\.yml, đoạn \(chưa có id\), id: thấy chỗ trống"):
        load_knowledge(lay(tmp_path, passage(id=None)))


def test_an_id_used_twice_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(
        KnowledgeError,
        match=r"^le_phi\.yml, đoạn le_phi\.cap_lai, id: thấy mã lần thứ hai, cần mỗi mã một lần",
    ):
        load_knowledge(lay(tmp_path, passage(), passage()))


def test_a_passage_that_is_no_fields_is_an_error(tmp_path: Path) -> None:
    folder = lay(tmp_path)
    (folder / "passages" / f"{TOPIC}.yml").write_text(f"topic: {TOPIC}\npassages: [một]\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"^le_phi\.yml, passages: thấy 'một', cần một đoạn"):
        load_knowledge(folder)


def test_a_file_is_named_after_a_known_topic(tmp_path: Path) -> None:
    folder = lay(tmp_path, passage(), file="passages/khac.yml")
    with pytest.raises(KnowledgeError, match=r"^khac\.yml, topic: thấy 'le_phi', cần 'khac', một khóa"):
        load_knowledge(folder)


def test_a_file_without_its_two_fields_is_an_error(tmp_path: Path) -> None:
    folder = lay(tmp_path)
    (folder / "passages" / f"{TOPIC}.yml").write_text("- một\n", encoding="utf-8")
    with pytest.raises(
        KnowledgeError, match=r"^le_phi\.yml: thấy các trường khác, cần đúng hai trường `topic` và `passages`"
    ):
        load_knowledge(folder)


def test_passages_of_a_document_carry_their_place(tmp_path: Path) -> None:
    good = lay(tmp_path, passage(origin=ORIGIN), file="documents/bai.yml")
    origin = load_knowledge(good).passages[0].origin
    assert origin is not None
    assert vars(origin) == ORIGIN
    lay(tmp_path, passage(), file="documents/bai.yml")
    with pytest.raises(KnowledgeError, match=r"^bai\.yml, đoạn le_phi\.cap_lai, origin: thấy chỗ trống"):
        load_knowledge(tmp_path)
    lay(tmp_path, file="documents/bai.yml", topic="khac")
    with pytest.raises(KnowledgeError, match=r"^bai\.yml, topic: thấy 'khac', cần một khóa của"):
        load_knowledge(tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("tt-1: {url: null}", r"law\.yml, nguồn tt-1, title: thấy chỗ trống, cần tên của nguồn"),
        (
            "tt-1: {title: a, author: b}",
            r"law\.yml, nguồn tt-1, author: thấy trường lạ, cần một trong title, issued_on",
        ),
        ("tt-1: {title: a, issued_on: '2026'}", r"law\.yml, nguồn tt-1, issued_on: thấy '2026', "),
        ("tt-1: {title: [}", r"law\.yml: thấy chỗ không đọc được .*cần YAML viết bằng UTF-8"),
    ],
)
def test_a_mistake_in_a_source_is_named(tmp_path: Path, content: str, message: str) -> None:
    folder = lay(tmp_path, passage())
    (folder / "sources" / "law.yml").write_text(content, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=f"^{message}"):
        load_knowledge(folder)


def test_a_source_in_two_files_is_an_error(tmp_path: Path) -> None:
    folder = lay(tmp_path, passage())
    (folder / "sources" / "page.yml").write_text("tt-1: {title: Thông tư 1}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"^page\.yml, nguồn tt-1: thấy lần thứ hai"):
        load_knowledge(folder)


@pytest.mark.parametrize("line", ["{", '{"fact": "a"}', "[]"])
def test_a_line_that_is_no_fact_is_named(tmp_path: Path, line: str) -> None:
    folder = lay(tmp_path, passage())
    with (folder / "facts.jsonl").open("a", encoding="utf-8") as facts:
        facts.write(line + "\n")
    with pytest.raises(KnowledgeError, match=r"^facts\.jsonl, dòng 2: thấy .*, cần một dữ kiện dạng JSON có id"):
        load_knowledge(folder)


def test_topics_of_another_form_are_an_error(tmp_path: Path) -> None:
    folder = lay(tmp_path, passage())
    (folder / "topics.yml").write_text(f"{TOPIC}: {{about: fees}}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"^topics\.yml: thấy .*, cần `KHÓA: \{label, about"):
        load_knowledge(folder)
