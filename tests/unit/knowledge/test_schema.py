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
        ({"colour": "red"}, r"colour: found an unknown field, expected one of id, "),
        ({"label": None}, r"label: found nothing, expected a value"),
        ({"questions": []}, r"questions: found nothing, expected a value"),
        ({"facts": None}, r"facts: found nothing, expected a value"),
        ({"sources": None}, r"sources: found nothing, expected a value"),
        ({"verified_on": None}, r"verified_on: found nothing, expected a value"),
        ({"label": 30}, r"label: found 30, expected text"),
        ({"label": "x" * 31}, r"label: found 31 characters, expected at most 30"),
        ({"answer": "x" * 601}, r"answer: found 601 characters, expected at most 600"),
        ({"aspect": "price"}, r"aspect: found 'price', expected one of what, who"),
        ({"confidence": "sure"}, r"confidence: found 'sure', expected one of text, agency"),
        ({"warning": "danger"}, r"warning: found 'danger', expected one of scam"),
        ({"questions": "một câu"}, r"questions: found 'một câu', expected a list of texts"),
        ({"questions": ["a", "b", "c", "d", "D?"]}, r"questions: found 4 different wordings, "),
        ({"steps": ["bước"] * 8}, r"steps: found 8 steps, expected at most 7"),
        ({"steps": ["x" * 221]}, r"steps: found a step of 221 characters .* expected at most 220"),
        ({"facts": ["CC-1", "CC-2"]}, r"facts: found CC-2, expected ids of facts\.jsonl"),
        ({"sources": [{"id": "tt-2"}]}, r"sources: found \{'id': 'tt-2'\}, expected \{id, article\}"),
        ({"sources": [{"id": "tt-1", "page": 3}]}, r"sources: found .*'page': 3.*, expected "),
        (
            {"effective_from": "01/07/2025"},
            r"effective_from: found '01/07/2025', expected a day as YYYY-MM-DD",
        ),
        ({"effective_to": 2026}, r"effective_to: found 2026, expected a day as YYYY-MM-DD"),
        ({"effective_to": yaml.safe_load("2025-06-30")}, r"effective_to: found 2025-06-30, expected "),
        ({"related": ["le_phi.khac"]}, r"related/replaces: found le_phi\.khac, expected ids of passages"),
        ({"replaces": "le_phi.cu"}, r"related/replaces: found le_phi\.cu, expected ids of passages"),
        ({"origin": {"document": "bai.txt"}}, r"origin: found .*, expected \{document, paragraph"),
        ({"origin": ORIGIN | {"end": 10}}, r"origin: found .*, expected a paragraph from 1"),
        ({"origin": ORIGIN | {"paragraph": "2"}}, r"origin: found .*, expected a paragraph from 1"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(KnowledgeError, match=rf"^le_phi\.yml, passage le_phi\.cap_lai, {message}"):
        load_knowledge(lay(tmp_path, passage(**changes)))


@pytest.mark.parametrize("wrong", ["le_phi", "Lệ phí.cấp lại", "le_phi.cap-lai"])
def test_an_id_of_another_form_is_an_error(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(KnowledgeError, match=rf"^le_phi\.yml, passage {wrong}, id: found '{wrong}'"):
        load_knowledge(lay(tmp_path, passage(id=wrong)))


def test_an_id_that_is_too_long_or_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"id: found 49 characters, expected at most 48"):
        load_knowledge(lay(tmp_path, passage(id="a." + "b" * 47)))
    with pytest.raises(KnowledgeError, match=r"^le_phi\.yml, passage \(without id\), id: found nothing"):
        load_knowledge(lay(tmp_path, passage(id=None)))


def test_an_id_used_twice_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(
        KnowledgeError,
        match=r"^le_phi\.yml, passage le_phi\.cap_lai, id: found the id a second time, expected each id once",
    ):
        load_knowledge(lay(tmp_path, passage(), passage()))


def test_a_passage_that_is_no_fields_is_an_error(tmp_path: Path) -> None:
    folder = lay(tmp_path)
    (folder / "passages" / f"{TOPIC}.yml").write_text(f"topic: {TOPIC}\npassages: [một]\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"^le_phi\.yml: passages: found str, expected fields"):
        load_knowledge(folder)


def test_a_file_is_named_after_a_known_topic(tmp_path: Path) -> None:
    folder = lay(tmp_path, passage(), file="passages/khac.yml")
    with pytest.raises(KnowledgeError, match=r"^khac\.yml, topic: found 'le_phi', expected 'khac', a key"):
        load_knowledge(folder)


def test_a_file_without_its_two_fields_is_an_error(tmp_path: Path) -> None:
    folder = lay(tmp_path)
    (folder / "passages" / f"{TOPIC}.yml").write_text("- một\n", encoding="utf-8")
    with pytest.raises(
        KnowledgeError, match=r"^le_phi\.yml: found other fields, expected the two fields `topic` and `passages`"
    ):
        load_knowledge(folder)


def test_passages_of_a_document_carry_their_place(tmp_path: Path) -> None:
    good = lay(tmp_path, passage(origin=ORIGIN), file="documents/bai.yml")
    origin = load_knowledge(good).passages[0].origin
    assert origin is not None
    assert vars(origin) == ORIGIN
    lay(tmp_path, passage(), file="documents/bai.yml")
    with pytest.raises(KnowledgeError, match=r"^bai\.yml, passage le_phi\.cap_lai, origin: found nothing"):
        load_knowledge(tmp_path)
    lay(tmp_path, file="documents/bai.yml", topic="khac")
    with pytest.raises(KnowledgeError, match=r"^bai\.yml, topic: found 'khac', expected a key of"):
        load_knowledge(tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("tt-1: {url: null}", r"law\.yml, source tt-1, title: found nothing, expected the source's title"),
        ("tt-1: {title: a, author: b}", r"law\.yml, source tt-1, author: expected one of title, issued_on"),
        ("tt-1: {title: a, issued_on: '2026'}", r"law\.yml, source tt-1, issued_on: found '2026', "),
        ("tt-1: {title: [}", r"law\.yml: not readable as YAML in UTF-8"),
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
    with pytest.raises(KnowledgeError, match=r"^page\.yml, source tt-1: found a second time"):
        load_knowledge(folder)


@pytest.mark.parametrize("line", ["{", '{"fact": "a"}', "[]"])
def test_a_line_that_is_no_fact_is_named(tmp_path: Path, line: str) -> None:
    folder = lay(tmp_path, passage())
    with (folder / "facts.jsonl").open("a", encoding="utf-8") as facts:
        facts.write(line + "\n")
    with pytest.raises(KnowledgeError, match=r"^facts\.jsonl, line 2: expected a fact as JSON with an id"):
        load_knowledge(folder)


def test_topics_of_another_form_are_an_error(tmp_path: Path) -> None:
    folder = lay(tmp_path, passage())
    (folder / "topics.yml").write_text(f"{TOPIC}: {{about: fees}}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"^topics\.yml: expected `KEY: \{label, about"):
        load_knowledge(folder)
