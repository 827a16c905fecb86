"""Too few wordings, and wordings or answers that stand in two passages of one time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge import likeness
from knowledge.aspects import function_words
from knowledge.check.finding import Finding, Outcome
from knowledge.check.material import Material
from knowledge.passage import Passage
from knowledge.vietnamese.unicode import strip_accents

KEY = "wordings"
FEWEST = 8
"""Wordings a passage that may answer; a draft may have fewer."""
SAME_QUESTION = 0.75
"""Jaccard similarity of words from which on two wordings are one question, unless each has a word of its own that names
something. Of our 5,515 wordings 4 pairs of one time are that similar without one ("khai sinh" for "kết hôn" is one)."""
SAME_ANSWER = 0.5
"""Jaccard similarity of pairs of words. One answer, rewritten for another time, has 0.45 to 0.71 with the old one; two
answers of one time to different questions have 0.41 at most."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class _Wording:
    passage: Passage
    item: int

    @property
    def text(self) -> str:
        return self.passage.questions[self.item]


def check(material: Material) -> Outcome:
    """Count and compare the wordings, and compare the answers."""
    passages = material.knowledge.passages
    rows = [_Wording(passage, item) for passage in passages for item in range(len(passage.questions))]
    findings = (*_few(material), *_same_questions(material, rows), *_same_answers(material))
    figures = {
        "số cách hỏi": len(rows),
        "ít nhất ở một đoạn": min((len(passage.questions) for passage in passages), default=0),
    }
    return Outcome(findings, figures)


def _few(material: Material) -> Iterator[Finding]:
    for passage in material.knowledge.passages:
        different = len(set(map(likeness.folded, passage.questions)))
        if different < FEWEST:
            found = f"{different} cách hỏi khác nhau"
            yield material.finding(KEY, passage, "questions", found, f"ít nhất {FEWEST} cách hỏi")


def _same_questions(material: Material, rows: list[_Wording]) -> Iterator[Finding]:
    bags = [likeness.words(row.text) for row in rows]
    for one, other, share in likeness.alike(bags, SAME_QUESTION):
        first, second = rows[one], rows[other]
        if first.passage is second.passage:
            if likeness.folded(first.text) == likeness.folded(second.text):
                yield _finding(material, second, first, "trùng", "mỗi cách hỏi một lời khác, không chỉ khác dấu")
        elif first.passage.overlaps(second.passage) and not _apart(first.text, second.text):
            how = "trùng" if likeness.folded(first.text) == likeness.folded(second.text) else f"giống {share:.0%}"
            yield _finding(material, second, first, how, "mỗi câu hỏi chỉ ở một đoạn: bỏ bớt hoặc hỏi rõ điều riêng")


def _finding(material: Material, wording: _Wording, other: _Wording, how: str, expected: str) -> Finding:
    found = f"“{wording.text}” {how} “{other.text}” của {other.passage.id}"
    return material.finding(KEY, wording.passage, "questions", found, expected, wording.item)


def _apart(one: str, other: str) -> bool:
    """Tell whether each of two wordings names something that the other does not: "khai sinh", "khai tử"."""
    if one.isascii() or other.isascii():
        one, other = strip_accents(one), strip_accents(other)
    first, second = (set(_WORD.findall(text.lower())) - function_words() for text in (one, other))
    return bool(first - second) and bool(second - first)


def _same_answers(material: Material) -> Iterator[Finding]:
    passages = material.knowledge.passages
    bags = [likeness.pairs(passage.full_text) for passage in passages]
    for one, other, share in likeness.alike(bags, SAME_ANSWER):
        first, second = passages[one], passages[other]
        if first.overlaps(second):
            found = f"câu trả lời giống {share:.0%} câu trả lời của {first.id}"
            yield material.finding(KEY, second, "answer", found, "một đoạn cho một câu trả lời: gộp hai đoạn lại")
