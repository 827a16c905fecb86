"""Numbers, dates, fees, phone numbers and articles that none of a passage's facts contains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.check.amounts import Amount, amounts
from knowledge.check.finding import Finding, Outcome
from knowledge.check.material import Material
from knowledge.check.texts import texts
from knowledge.passage import Passage

KEY = "numbers"

_NUMBER = re.compile(r"\d+(?:[.,/:-]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_DATE = re.compile(r"(?:\d{1,2}/)?\d{1,2}/\d{4}")
_FACT_FIELDS = ("fact", "source", "effective", "status")


def check(material: Material) -> Outcome:
    """Find numbers of answers and steps, and articles of citations, that stand in no fact of the passage."""
    findings = [
        finding
        for passage in material.knowledge.passages
        for finding in (*_texts(material, passage), *_citations(material, passage))
    ]
    return Outcome(tuple(findings))


def fact_text(fact: dict[str, str]) -> str:
    """Return all that a fact says, its source and time included."""
    return " ; ".join(fact.get(field, "") for field in _FACT_FIELDS)


def stated(number: Amount, known: set[Amount]) -> bool:
    """Tell whether a number stands among known ones: counting the same, or there without what it counts."""
    return not number.kind or number in known or Amount("", number.value) in known


def numbers_in(text: str) -> set[str]:
    """Return the numbers of a text, each written one way; a date is one number."""
    return {_canonical(found) for found in _NUMBER.findall(text)}


def numbers_of(facts: Sequence[dict[str, str]]) -> set[str]:
    """Return the numbers of facts, and what follows from them: parts of dates, ranges, phone numbers."""
    known: set[str] = set()
    for found in _NUMBER.findall(" ; ".join(fact_text(fact) for fact in facts)):
        known.add(_canonical(found))
        if not _THOUSANDS.fullmatch(found):
            known |= {_canonical(part) for part in re.split(r"[./:-]", found)}
        if _DATE.fullmatch(found):
            known.add(_canonical(found.split("/", 1)[1]))  # the month of a day
    return known


def _texts(material: Material, passage: Passage) -> Iterator[Finding]:
    facts = [material.facts[fact] for fact in passage.facts]
    known, counted = numbers_of(facts), amounts(" ; ".join(fact_text(fact) for fact in facts))
    for field, item, text in texts(passage):
        missing = sorted(numbers_in(text) - known)
        missing += [str(amount) for amount in sorted(amounts(text)) if not missing and not stated(amount, counted)]
        if missing:
            yield material.finding(KEY, passage, field, ", ".join(missing), _expected(passage), item)


def _citations(material: Material, passage: Passage) -> Iterator[Finding]:
    known = amounts(" ; ".join(fact_text(material.facts[fact]) for fact in passage.facts))
    for item, citation in enumerate(passage.citations):
        missing = sorted(amounts(citation.article or "") - known)
        if missing:
            found = f"{citation.id}: {', '.join(map(str, missing))}"
            yield material.finding(KEY, passage, "sources", found, _expected(passage), item)


def _expected(passage: Passage) -> str:
    return f"chỉ nêu số có trong dữ kiện của đoạn ({', '.join(passage.facts)}), hoặc thêm dữ kiện có số này"


def _canonical(number: str) -> str:
    """Write a number one way: without thousands dots, dates without leading zeros."""
    if _THOUSANDS.fullmatch(number):
        return number.replace(".", "")
    return re.sub(r"(?<!\d)0+(?=\d)", "", number)
