"""Whether passages can be read, and read aloud, without effort."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median, quantiles

from knowledge.check.finding import Finding, Outcome
from knowledge.check.material import Material
from knowledge.passage import Passage
from knowledge.readability import (
    MAX_ACTIONS,
    MAX_FIRST,
    MAX_LONGEST,
    MAX_MEAN,
    Readability,
    actions,
    measure,
    words,
)
from knowledge.vietnamese.sentences import sentences

KEY = "readability"
_QUOTED = 50


def check(material: Material) -> Outcome:
    """Name sentences that are too long, short forms, and steps that ask for several things."""
    measured = [(passage, measure(passage)) for passage in material.written]
    findings = [finding for row in measured for finding in _findings(material, *row)]
    return Outcome(tuple(findings), _figures(measured))


def _findings(material: Material, passage: Passage, read: Readability) -> Iterator[Finding]:
    def finding(found: str, expected: str, step: int = -1) -> Finding:
        return material.finding(KEY, passage, "answer" if step < 0 else "steps", found, expected, step)

    if read.mean > MAX_MEAN:
        mean = f"{read.mean:.1f}".replace(".", ",")
        yield finding(f"trung bình {mean} chữ một câu", f"nhiều nhất {MAX_MEAN} chữ: tách bớt câu dài")
    if read.longest > MAX_LONGEST:
        found = f"câu dài {read.longest} chữ “{_short(read.longest_sentence)}”"
        yield finding(found, f"nhiều nhất {MAX_LONGEST} chữ một câu: tách làm hai")
    elif read.first > MAX_FIRST:
        yield finding(f"câu đầu dài {read.first} chữ", f"câu đầu trả lời thẳng, nhiều nhất {MAX_FIRST} chữ")
    if read.cites_first:
        found = f"mở đầu bằng văn bản “{_short(passage.answer)}”"
        yield finding(found, "trả lời trước, văn bản nói sau")
    for form in read.short_forms:
        yield finding(f"chữ tắt {form}", f"viết đủ chữ, hoặc viết đủ rồi ghi ({form}) ở lần đầu")
    for step in read.crowded_steps:
        found = f"một bước có {actions(passage.steps[step])} việc “{_short(passage.steps[step])}”"
        yield finding(found, f"mỗi bước một việc, nhiều nhất {MAX_ACTIONS} việc liền tay: tách bước", step)


def _figures(measured: list[tuple[Passage, Readability]]) -> dict[str, float]:
    lengths = [words(part) for passage, _ in measured for part in sentences(passage.answer)]
    steps = [step for passage, _ in measured for step in passage.steps]
    if len(lengths) < 2:
        return {}
    return {
        "chữ một câu, trung vị": median(lengths),
        "chữ một câu, 90% câu không quá": quantiles(lengths, n=10)[-1],
        "ký tự một đoạn, trung vị": median(read.characters for _, read in measured),
        "chữ câu đầu, trung vị": median(read.first for _, read in measured),
        "số bước": len(steps),
        "số bước có hai việc liền tay": sum(actions(step) == MAX_ACTIONS for step in steps),
    }


def _short(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED].rstrip()}…"
