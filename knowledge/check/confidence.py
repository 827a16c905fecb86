"""How sure a passage says it is: as its weakest fact, with its doubts in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from knowledge.check.amounts import Amount, amounts
from knowledge.check.finding import Finding, Outcome
from knowledge.check.hedges import USUAL, Hedges
from knowledge.check.material import Material
from knowledge.check.numbers import fact_text, numbers_in, numbers_of
from knowledge.passage import CONFIDENCES, Passage

KEY = "confidence"
FROM_OTHERS = ("press", "secondary")
DOUBTS = (*USUAL, "decides")


def check(material: Material) -> Outcome:
    """Find passages surer than their facts, and figures of weak facts told as certain."""
    hedges = Hedges.read(material.folder)
    findings = [
        finding
        for passage in material.knowledge.passages
        for finding in (*_level(material, passage), *_bare(material, passage, hedges), *_memory(material, passage))
    ]
    return Outcome(tuple(findings))


def _confidence(fact: dict[str, str]) -> str:
    """Return the confidence of a fact; one that is partly from memory counts as from memory."""
    found = fact.get("confidence", "memory")
    return found if found in CONFIDENCES else "memory"


def _level(material: Material, passage: Passage) -> Iterator[Finding]:
    weakest = max((_confidence(material.facts[fact]) for fact in passage.facts), key=CONFIDENCES.index)
    if passage.confidence != weakest:
        ids = [fact for fact in passage.facts if _confidence(material.facts[fact]) == weakest]
        expected = f"{weakest}, mức yếu nhất trong các dữ kiện ({', '.join(ids)})"
        yield material.finding(KEY, passage, "confidence", passage.confidence, expected)


def _bare(material: Material, passage: Passage, hedges: Hedges) -> Iterator[Finding]:
    if hedges.says(passage.full_text, DOUBTS):
        return
    facts = [material.facts[fact] for fact in passage.facts]
    weak = _amounts(fact for fact in facts if _confidence(fact) in FROM_OTHERS)
    sure = _amounts(fact for fact in facts if _confidence(fact) not in FROM_OTHERS)
    bare = sorted(amount for amount in amounts(passage.full_text) if amount.kind and amount in weak - sure)
    expected = "lời dặn như “theo báo chí”, “nên hỏi lại Công an cấp xã” (xem hedges.yml)"
    if bare:
        found = f"{', '.join(map(str, bare))} chỉ có ở nguồn báo chí, tổng hợp mà nói như chắc chắn"
        yield material.finding(KEY, passage, "answer", found, expected)
    elif passage.confidence in FROM_OTHERS:
        yield material.finding(KEY, passage, "answer", f"{passage.confidence} mà nói như chắc chắn", expected)


def _memory(material: Material, passage: Passage) -> Iterator[Finding]:
    facts = [material.facts[fact] for fact in passage.facts]
    remembered = numbers_of([fact for fact in facts if _confidence(fact) == "memory"])
    vetted = numbers_of([fact for fact in facts if _confidence(fact) != "memory"])
    found = sorted(numbers_in(passage.full_text) & (remembered - vetted))
    if found:
        yield material.finding(KEY, passage, "answer", f"{', '.join(found)} chỉ theo trí nhớ", "bỏ con số này")


def _amounts(facts: Iterable[dict[str, str]]) -> set[Amount]:
    return amounts(" ; ".join(fact_text(fact) for fact in facts))
