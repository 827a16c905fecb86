"""Wordings that repeat an evaluation question: what is measured on it would be recited, not found."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge import likeness
from knowledge.check.finding import Finding, Outcome
from knowledge.check.material import Material
from knowledge.schema import KnowledgeError

KEY = "copies"
FIELDS = ("question", "text", "query")
"""Names under which files hold the question; the first that is there counts."""
SHORTEST = 5
"""Words from which on two questions can be a copy without being the same: shorter ones are alike by chance."""
NEAR = 0.75
"""Jaccard similarity of words. A copy with one word changed has (n - 1) / (n + 1) in n words, so 0.75 from 7 words on;
shorter ones are caught by `ONE_WORD`. Of our 5,515 wordings and 380 questions 6 pairs are above, 9 from 0.70 on."""
ONE_WORD = 1
"""Words that may differ on each side of a copy however short."""


@dataclass(frozen=True)
class Asked:
    """One evaluation question."""

    place: str
    """Folder, file and line: a finding names it and never says the question, so that nobody learns held-out questions
    by mending."""
    text: str


@dataclass(frozen=True)
class Nearest:
    """The evaluation question that is most like a wording."""

    question: Asked
    share: float
    """Their Jaccard similarity, 0 to 1."""
    copied: bool


def check(material: Material) -> Outcome:
    """Compare every wording with every evaluation question that is there."""
    questions = [question for path in material.questions for question in read_questions(path)]
    rows = [(passage, item) for passage in material.knowledge.passages for item in range(len(passage.questions))]
    if not questions or not rows:
        return Outcome((), {"số câu hỏi đánh giá": len(questions)})
    nearest = nearest_questions([passage.questions[item] for passage, item in rows], questions)
    findings: list[Finding] = []
    for (passage, item), found in zip(rows, nearest, strict=True):
        if found.copied:
            how = "trùng" if found.share == 1 else f"giống {found.share:.0%}"
            said = f"cách hỏi này {how} câu đánh giá ở {found.question.place}"
            expected = "một lời khác hẳn: câu đánh giá chỉ để đo"
            findings.append(material.finding(KEY, passage, "questions", said, expected, item))
    shares = [found.share for found in nearest]
    figures = {
        "số câu hỏi đánh giá": len(questions),
        "giống nhất": max(shares),
        "câu gần nhất giống, trung bình": sum(shares) / len(shares),
    }
    return Outcome(tuple(findings), figures)


def nearest_questions(wordings: Sequence[str], questions: Sequence[Asked]) -> list[Nearest]:
    """Return for each wording the evaluation question that is most like it.

    :param questions: at least one.
    """
    bags = [likeness.words(wording) for wording in wordings]
    asked = [likeness.words(question.text) for question in questions]
    columns, shares = likeness.nearest(bags, asked)
    rows = zip(bags, columns.tolist(), shares.tolist(), strict=True)
    return [Nearest(questions[column], share, is_copy(bag, asked[column], share)) for bag, column, share in rows]


def is_copy(wording: likeness.Bag, question: likeness.Bag, share: float) -> bool:
    """Tell whether a wording is a question with at most a word or two changed.

    :param share: their Jaccard similarity.
    """
    longer = max(len(wording), len(question))
    if share == 1:
        return True
    return longer >= SHORTEST and (share >= NEAR or longer - len(wording & question) <= ONE_WORD)


def read_questions(path: Path) -> Iterator[Asked]:
    """Read the questions of a file of JSON lines, the earlier turns of a conversation too.

    :raises KnowledgeError: for a line without a question; what the line says is not repeated.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        place = f"{path.parent.name}/{path.name}, dòng {number}"
        try:
            row = json.loads(line)
            found = [row[name] for name in FIELDS if isinstance(row.get(name), str)]
            turns = [turn for turn in row.get("turns") or [] if isinstance(turn, str)]
        except (json.JSONDecodeError, AttributeError, TypeError) as error:
            raise KnowledgeError(f"{place}: thấy {len(line)} ký tự, cần một câu hỏi dạng JSON") from error
        if not found and not turns:
            raise KnowledgeError(f"{place}: không thấy câu hỏi, cần trường {' hoặc '.join(FIELDS)}")
        yield from (Asked(place, text) for text in dict.fromkeys((*found[:1], *turns)))
