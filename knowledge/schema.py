"""The schema of passages and sources: each error names file, passage, field, what was found and expected."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from knowledge.passage import ASPECTS, CONFIDENCES, Citation, Figure, Origin, Passage

REQUIRED = (
    "id", "aspect", "label", "questions", "answer", "facts", "sources", "confidence", "effective_from", "verified_on",
)  # fmt: skip
OPTIONAL = (
    "steps", "effective_to", "region", "replaces", "without_successor", "figures", "related", "touches", "warning",
    "origin",
)  # fmt: skip
SOURCE_FIELDS = ("title", "issued_on", "effective_from", "effective_to", "seen_on", "url")

ID_PATTERN = re.compile(r"[a-z0-9_]+\.[a-z0-9_]+")
MAX_ID = 48
MAX_LABEL = 30
MAX_ANSWER = 600
MAX_STEPS, MAX_STEP = 7, 220
MIN_QUESTIONS = 5
MAX_TOUCHES = 3
FIGURE_DAYS = ("effective_from", "effective_to", "verified_on")


class KnowledgeError(ValueError):
    """Something in the knowledge base that a person must correct.

    Its sentence names file, passage and field; where it was raised by `at`, they are also its attributes.
    """

    file = passage = field = found = expected = ""

    @classmethod
    def at(cls, file: str, passage: str, field: str, found: str, expected: str) -> KnowledgeError:
        """Make the error for a field of a passage; `passage` is empty where it concerns the whole file."""
        where = ", ".join(part for part in (file, passage and f"đoạn {passage}", field) if part)
        error = cls(f"{where}: thấy {found}, cần {expected}")
        error.file, error.passage, error.field, error.found, error.expected = file, passage, field, found, expected
        return error


class _Fields:
    """Typed reading of one passage's fields."""

    def __init__(self, file: str, row: Any) -> None:
        if not isinstance(row, dict):
            raise KnowledgeError.at(file, "", "passages", f"{row!r}"[:80], "một đoạn với các trường của nó")
        self.file, self.passage = file, str(row.get("id", "(chưa có id)"))
        self.row = row
        for name in row:
            if name not in REQUIRED + OPTIONAL:
                self.fail(name, "trường lạ", f"một trong các trường {', '.join(REQUIRED + OPTIONAL)}")
        for name in REQUIRED:
            if row.get(name) in (None, "", []):
                self.fail(name, "chỗ trống", "một giá trị: trường này bắt buộc")

    def fail(self, name: str, found: str, expected: str) -> None:
        raise KnowledgeError.at(self.file, self.passage, name, found, expected)

    def text(self, name: str, longest: int) -> str:
        value = self.row[name]
        if not isinstance(value, str):
            self.fail(name, f"{value!r}", "chữ (đặt trong ngoặc kép nếu YAML hiểu thành thứ khác)")
        value = " ".join(str(value).split())
        if len(value) > longest:
            self.fail(name, f"{len(value)} ký tự", f"nhiều nhất {longest}")
        return value

    def one_of(self, name: str, allowed: tuple[str, ...]) -> str:
        value = self.row[name]
        if value not in allowed:
            self.fail(name, f"{value!r}", f"một trong {', '.join(allowed)}")
        return str(value)

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.row.get(name) or []
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self.fail(name, f"{value!r}"[:80], "một danh sách các câu")
        return tuple(" ".join(item.split()) for item in value)

    def names(self, name: str) -> tuple[str, ...]:
        """Return a list of texts, or the one text that stands in its place."""
        return (self.text(name, MAX_ID),) if isinstance(self.row.get(name), str) else self.texts(name)

    def day(self, name: str) -> dt.date | None:
        value = self.row.get(name)
        if value is not None and type(value) is not dt.date:
            self.fail(name, f"{value!r}", "một ngày dạng YYYY-MM-DD, không ngoặc kép")
        return value


def read_passage(file: str, topic: str, row: Any, facts: set[str], sources: dict[str, dict[str, Any]]) -> Passage:
    """Check one passage and return it.

    :param file: name of the file, for messages.
    :param row: what YAML read.
    :param facts: ids of all facts.
    :param sources: fields of all sources by id.
    :raises KnowledgeError: naming file, passage and field.
    """
    fields = _Fields(file, row)
    passage_id = fields.text("id", MAX_ID)
    if not ID_PATTERN.fullmatch(passage_id):
        fields.fail("id", repr(passage_id), "dạng chu_de.ten, chỉ có a-z 0-9 _")
    start, end, verified = fields.day("effective_from"), fields.day("effective_to"), fields.day("verified_on")
    assert start and verified  # required fields, checked above
    if end and end < start:
        fields.fail("effective_to", f"{end}", f"một ngày từ {start} trở đi")
    return Passage(
        id=passage_id,
        topic=topic,
        aspect=fields.one_of("aspect", ASPECTS),
        label=fields.text("label", MAX_LABEL),
        questions=_questions(fields),
        answer=fields.text("answer", MAX_ANSWER),
        steps=_steps(fields),
        facts=_facts(fields, facts),
        citations=_citations(fields, sources),
        confidence=fields.one_of("confidence", CONFIDENCES),
        effective_from=start,
        effective_to=end,
        verified_on=verified,
        region=row.get("region"),
        replaces=fields.names("replaces"),
        without_successor=fields.text("without_successor", MAX_ANSWER) if row.get("without_successor") else None,
        dated_figures=_figures(fields),
        related=fields.texts("related"),
        touches=_touches(fields, topic),
        warning=fields.one_of("warning", ("scam",)) if row.get("warning") else None,
        origin=_origin(fields),
    )


def read_citation_fields(file: str, key: str, row: Any) -> dict[str, Any]:
    """Check one source and return its fields.

    :raises KnowledgeError: naming file, source and field.
    """
    where = f"{file}, nguồn {key}"
    if not isinstance(row, dict) or not isinstance(row.get("title"), str):
        raise KnowledgeError(f"{where}, title: thấy chỗ trống, cần tên của nguồn")
    for name, value in row.items():
        if name not in SOURCE_FIELDS:
            raise KnowledgeError(f"{where}, {name}: thấy trường lạ, cần một trong {', '.join(SOURCE_FIELDS)}")
        if name not in ("title", "url") and value is not None and type(value) is not dt.date:
            raise KnowledgeError(f"{where}, {name}: thấy {value!r}, cần một ngày dạng YYYY-MM-DD")
    return {name: row.get(name) for name in SOURCE_FIELDS}


def _questions(fields: _Fields) -> tuple[str, ...]:
    questions = fields.texts("questions")
    distinct = {re.sub(r"\W+", " ", question.lower()).strip() for question in questions}
    if len(distinct) < MIN_QUESTIONS:
        fields.fail("questions", f"{len(distinct)} cách hỏi khác nhau", f"ít nhất {MIN_QUESTIONS}")
    return questions


def _steps(fields: _Fields) -> tuple[str, ...]:
    steps = fields.texts("steps")
    if len(steps) > MAX_STEPS:
        fields.fail("steps", f"{len(steps)} bước", f"nhiều nhất {MAX_STEPS}")
    for step in steps:
        if len(step) > MAX_STEP:
            fields.fail("steps", f"một bước dài {len(step)} ký tự ({step[:30]}…)", f"nhiều nhất {MAX_STEP}")
    return steps


def _facts(fields: _Fields, known: set[str]) -> tuple[str, ...]:
    facts = fields.texts("facts")
    unknown = [fact for fact in facts if fact not in known]
    if unknown:
        fields.fail("facts", ", ".join(unknown), "mã có trong facts.jsonl")
    return facts


def _citations(fields: _Fields, sources: dict[str, dict[str, Any]]) -> tuple[Citation, ...]:
    citations = []
    for row in fields.row["sources"]:
        if not isinstance(row, dict) or not set(row) <= {"id", "article"} or row.get("id") not in sources:
            fields.fail("sources", f"{row!r}", "{id, article} với id có trong sources/*.yml")
        citations.append(Citation(id=row["id"], article=row.get("article"), **sources[row["id"]]))
    return tuple(citations)


def _touches(fields: _Fields, topic: str) -> tuple[str, ...]:
    others = fields.texts("touches")
    if topic in others or len(set(others)) < len(others) or len(others) > MAX_TOUCHES:
        fields.fail("touches", ", ".join(others), f"nhiều nhất {MAX_TOUCHES} chủ đề khác nhau, không kể {topic}")
    return others


def _figures(fields: _Fields) -> tuple[Figure, ...]:
    rows = fields.row.get("figures") or []
    expected = "một danh sách {text, effective_from, effective_to, verified_on}, text đúng như trong câu trả lời"
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        fields.fail("figures", f"{rows!r}"[:80], expected)
    full_text = " ".join((fields.text("answer", MAX_ANSWER), *fields.texts("steps")))
    figures = []
    for row in rows:
        days = [value for name, value in row.items() if name != "text"]
        known = {"text", *FIGURE_DAYS} >= set(row) and days and all(type(day) is dt.date for day in days)
        if not known or str(row.get("text")) not in full_text:
            fields.fail("figures", f"{row!r}"[:80], expected)
        start, end, verified = (row.get(name) or fields.day(name) for name in FIGURE_DAYS)
        assert start and verified  # required fields of the passage
        figures.append(Figure(str(row["text"]), start, end, verified))
    return tuple(figures)


def _origin(fields: _Fields) -> Origin | None:
    row = fields.row.get("origin")
    if row is None:
        return None
    if not isinstance(row, dict) or set(row) != {"document", "paragraph", "start", "end"}:
        fields.fail("origin", f"{row!r}", "{document, paragraph, start, end}")
    numbers = [row["paragraph"], row["start"], row["end"]]
    whole = all(type(number) is int for number in numbers)
    if not whole or numbers[0] < 1 or not 0 <= numbers[1] < numbers[2]:
        fields.fail("origin", f"{row!r}", "paragraph từ 1, start từ 0 và nhỏ hơn end")
    return Origin(str(row["document"]), *numbers)
