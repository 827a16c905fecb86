"""Wordings that repeat an evaluation question: what is measured on it would be recited, not found."""

from __future__ import annotations

import json
from collections.abc import Iterator
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


def check(material: Material) -> Outcome:
    """Compare every wording with every evaluation question that is there."""
    questions = [(path.name, text) for path in material.questions for text in read_questions(path)]
    rows = [(passage, item) for passage in material.knowledge.passages for item in range(len(passage.questions))]
    if not questions or not rows:
        return Outcome((), {"số câu hỏi đánh giá": len(questions)})
    bags = [likeness.words(passage.questions[item]) for passage, item in rows]
    asked = [likeness.words(text) for _, text in questions]
    columns, shares = likeness.nearest(bags, asked)
    findings: list[Finding] = []
    for (passage, item), bag, column, share in zip(rows, bags, columns.tolist(), shares.tolist(), strict=True):
        if is_copy(bag, asked[column], share):
            file, text = questions[column]
            how = "trùng" if share == 1 else f"giống {share:.0%}"
            found = f"“{passage.questions[item]}” {how} câu đánh giá “{text}” trong {file}"
            expected = "một lời khác hẳn: câu đánh giá chỉ để đo"
            findings.append(material.finding(KEY, passage, "questions", found, expected, item))
    figures = {
        "số câu hỏi đánh giá": len(questions),
        "giống nhất": float(shares.max()),
        "câu gần nhất giống, trung bình": float(shares.mean()),
    }
    return Outcome(tuple(findings), figures)


def is_copy(wording: likeness.Bag, question: likeness.Bag, share: float) -> bool:
    """Tell whether a wording is a question with at most a word or two changed.

    :param share: their Jaccard similarity.
    """
    longer = max(len(wording), len(question))
    if share == 1:
        return True
    return longer >= SHORTEST and (share >= NEAR or longer - len(wording & question) <= ONE_WORD)


def read_questions(path: Path) -> Iterator[str]:
    """Read the questions of a file of JSON lines, the earlier turns of a conversation too.

    :raises KnowledgeError: for a line without a question.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            found = [row[name] for name in FIELDS if isinstance(row.get(name), str)]
            turns = [turn for turn in row.get("turns") or [] if isinstance(turn, str)]
        except (json.JSONDecodeError, AttributeError, TypeError) as error:
            raise KnowledgeError(
                f"{path.name}, dòng {number}: thấy {line[:40]!r}, cần một câu hỏi dạng JSON"
            ) from error
        if not found and not turns:
            raise KnowledgeError(f"{path.name}, dòng {number}: không thấy câu hỏi, cần trường {' hoặc '.join(FIELDS)}")
        yield from dict.fromkeys((*found[:1], *turns))
