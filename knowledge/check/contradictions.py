"""Passages that give different numbers for the same thing on the same day, whatever day that is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from knowledge.aspects import function_words
from knowledge.check.amounts import ARTICLE, CLAUSE, Amount, amounts
from knowledge.check.finding import Finding, Outcome
from knowledge.check.listed import read_rows
from knowledge.check.material import Material
from knowledge.check.numbers import fact_text
from knowledge.check.texts import texts
from knowledge.passage import Passage
from knowledge.vietnamese.sentences import sentences
from knowledge.views.names import period

KEY = "contradictions"
FILE = "reviewed_pairs.yml"
CLOSE_SENTENCES = 0.5
"""Share of the words of two sentences that they have in common, from which they speak of the same thing."""
CLOSE_LABELS = 0.6
"""The same for the labels of two passages of one topic and aspect."""
LEAST_COMMON = 3

_WORD = re.compile(r"[^\W\d]+")
_UNITS = frozenset(_WORD.findall("đồng nghìn triệu tỷ ngày tuần tháng năm tuổi giờ phút lần làm việc"))
_DAY = r"(?:ngày )?(\d{1,2})/(\d{1,2})/(\d{4})"
_UNTIL, _SINCE = re.compile(rf"đến (?:hết )?{_DAY}"), re.compile(rf"\b[Tt]ừ {_DAY}")


@dataclass(frozen=True)
class _Statement:
    """One sentence with figures, or the text of a whole passage, and the days on which it holds.

    The words are the subject: the label of the passage, with those of the sentence where it is one.
    """

    passage: Passage
    field: str
    item: int
    text: str
    words: frozenset[str]
    values: dict[str, frozenset[float]]
    """By what they count; without that, under the empty text."""
    first: dt.date
    last: dt.date


def check(material: Material) -> Outcome:
    """Compare sentences of passages of one topic or with a common fact, and passages of one topic and aspect."""
    rows = read_rows(material.folder / FILE, ("passages", "reason"))
    reviewed = {frozenset(row.fields["passages"]) for row in rows}
    findings: dict[frozenset[str], Finding] = {}
    for one, other in (*_pairs_of_sentences(material), *_pairs_of_passages(material)):
        pair = frozenset((one.passage.id, other.passage.id))
        if pair not in reviewed and pair not in findings:
            findings[pair] = _finding(material, one, other)
    unknown = [
        row.finding(KEY, f"{passage} không có", "mã của đoạn đang có, hoặc bỏ dòng này")
        for row in rows
        for passage in row.fields["passages"]
        if passage not in material.knowledge.by_id
    ]
    return Outcome((*findings.values(), *unknown), {"cặp đã xem, không mâu thuẫn": len(rows)})


def _pairs_of_sentences(material: Material) -> Iterator[tuple[_Statement, _Statement]]:
    statements = [said for passage in material.knowledge.passages for said in _statements(passage)]
    for one, other in combinations(statements, 2):
        common = len(one.words & other.words)
        close = common >= LEAST_COMMON and common >= CLOSE_SENTENCES * len(one.words | other.words)
        if close and _differ(one, other) and _of_one_thing(material, one, other):
            yield one, other


def _pairs_of_passages(material: Material) -> Iterator[tuple[_Statement, _Statement]]:
    wholes = [_statement(p, ("answer", -1, p.full_text), p.label) for p in material.knowledge.passages]
    for one, other in combinations(wholes, 2):
        same = (one.passage.topic, one.passage.aspect) == (other.passage.topic, other.passage.aspect)
        close = len(one.words & other.words) >= CLOSE_LABELS * len(one.words | other.words)
        if same and close and _differ(one, other) and _same_place(one.passage, other.passage):
            yield one, other


def _statements(passage: Passage) -> Iterator[_Statement]:
    for field, item, text in texts(passage):
        for sentence in sentences(text):
            said = _statement(passage, (field, item, sentence), f"{passage.label} {sentence}", sentence)
            if set(said.values) - {""}:
                yield said


def _statement(passage: Passage, place: tuple[str, int, str], subject: str, dated: str = "") -> _Statement:
    words = frozenset(_WORD.findall(subject.lower())) - function_words() - _UNITS
    values: dict[str, frozenset[float]] = {}
    for amount in amounts(place[2]):
        if amount.kind not in (ARTICLE, CLAUSE):
            values[amount.kind] = values.get(amount.kind, frozenset()) | {amount.value}
    return _Statement(passage, *place, words, values, *_days(passage, dated))


def _days(passage: Passage, text: str) -> tuple[dt.date, dt.date]:
    """Return the days of a text: the passage's, or less where a dated figure in it or the text itself says so."""
    first, last = [passage.effective_from], [passage.effective_to or dt.date.max]
    for figure in passage.dated_figures:
        if figure.text in text:
            first.append(figure.effective_from)
            last.append(figure.effective_to or dt.date.max)
    first += [dt.date(int(year), int(month), int(day)) for day, month, year in _SINCE.findall(text)]
    last += [dt.date(int(year), int(month), int(day)) for day, month, year in _UNTIL.findall(text)]
    if max(first) > min(last):  # the sentence tells of other days
        return first[0], last[0]
    return max(first), min(last)


def _differ(one: _Statement, other: _Statement) -> bool:
    """Tell whether two statements hold on one day and give different numbers of one kind, and none in common."""
    if one.passage.id == other.passage.id or one.first > other.last or other.first > one.last:
        return False
    kinds = (one.values.keys() & other.values.keys()) - {""}
    none: frozenset[float] = frozenset()
    return any(
        not (one.values[kind] | one.values.get("", none)) & (other.values[kind] | other.values.get("", none))
        for kind in kinds
    )


def _of_one_thing(material: Material, one: _Statement, other: _Statement) -> bool:
    """Tell whether two statements are of one topic, or rest on one fact that does not itself give both numbers."""
    if not _same_place(one.passage, other.passage):
        return False
    if one.passage.topic == other.passage.topic:
        return True
    common = [amounts(fact_text(material.facts[f])) for f in set(one.passage.facts) & set(other.passage.facts)]
    return bool(common) and not any(_gives(fact, one) and _gives(fact, other) for fact in common)


def _gives(fact: set[Amount], said: _Statement) -> bool:
    values = {amount.value for amount in fact}
    return any(not values.isdisjoint(numbers) for kind, numbers in said.values.items() if kind)


def _same_place(one: Passage, other: Passage) -> bool:
    return one.region == other.region or one.region is None or other.region is None


def _finding(material: Material, one: _Statement, other: _Statement) -> Finding:
    since, until = max(one.first, other.first), min(one.last, other.last)
    days = period(since, until if until < dt.date.max else None)
    found = f"{days}: “{_short(one.text)}” nhưng {other.passage.id}: “{_short(other.text)}”"
    expected = f"cùng một số, hay nói rõ hai việc khác nhau; đúng cả hai thì ghi cặp này vào {FILE}"
    return material.finding(KEY, one.passage, one.field, found, expected, one.item)


def _short(text: str) -> str:
    return text if len(text) <= 110 else f"{text[:107]}…"
