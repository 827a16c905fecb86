"""Official words that a passage uses and does not explain."""

from __future__ import annotations

from knowledge.caution import warns
from knowledge.check.finding import Finding, Outcome
from knowledge.check.material import Material
from knowledge.glossary import Term, read_glossary, unexplained
from knowledge.passage import Passage
from knowledge.vietnamese.sentences import sentences

KEY = "glossary"


def check(material: Material) -> Outcome:
    """Name each official word that stands in a passage without its everyday meaning.

    What is only warned of needs none: a warning not to read out an OTP helps whoever sees the word on the phone.
    """
    terms = read_glossary(material.folder)
    lacking = [
        (passage, term)
        for passage in material.written
        for term in unexplained(terms, passage.full_text, _asked(passage))
    ]
    told = [(passage, term) for passage, term in lacking if not _only_warned_of(term, passage.full_text)]
    figures = {
        "số từ trong bảng": len(terms),
        "số đoạn còn từ chưa giải thích": len({passage.id for passage, _ in told}),
        "số chỗ chỉ nhắc tên để dặn đừng làm": len(lacking) - len(told),
    }
    return Outcome(tuple(_finding(material, *row) for row in told), figures)


def _asked(passage: Passage) -> str:
    """Return what citizens ask; who asks what a thing is does not know its name yet."""
    return "" if passage.aspect == "what" else "\n".join(passage.questions)


def _finding(material: Material, passage: Passage, term: Term) -> Finding:
    found = f"“{term.term}” chưa được giải thích"
    if term.legal:
        found = f"cách nói của văn bản luật “{term.term}” chưa có nghĩa thường ngày"
    expected = f"nói thêm bằng lời thường, ví dụ “{term.short}”"
    step = -1 if term.uses(passage.answer) else next(n for n, step in enumerate(passage.steps) if term.uses(step))
    field = "answer" if step < 0 else "steps"
    return material.finding(KEY, passage, field, found, expected, step, not term.informs)


def _only_warned_of(term: Term, text: str) -> bool:
    return not term.legal and all(warns(sentence) for sentence in sentences(text) if term.uses(sentence))
