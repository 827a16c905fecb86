"""What has ended without anything after it, gaps and overlaps between a passage and its successor, dated figures."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from knowledge.check.finding import Finding, Outcome
from knowledge.check.material import Material
from knowledge.passage import Passage
from knowledge.views.names import in_words

KEY = "time"
ONE_DAY = dt.timedelta(days=1)

_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def check(material: Material) -> Outcome:
    """Find passages that ended before the day and are not replaced, and successions that do not fit, on any day."""
    findings: list[Finding] = []
    for passage in material.knowledge.passages:
        findings += [*_ended(material, passage), *_succession(material, passage), *_figures(material, passage)]
    ended = sum(p.effective_to is not None and p.effective_to < material.day for p in material.knowledge.passages)
    return Outcome(tuple(findings), {"số đoạn đã hết hiệu lực": ended})


def _ended(material: Material, passage: Passage) -> Iterator[Finding]:
    last = passage.effective_to
    if last is None or last >= material.day or passage.without_successor:
        return
    if not material.knowledge.successors.get(passage.id):
        expected = (
            f"một đoạn có `replaces: {passage.id}` từ {in_words(last + ONE_DAY)}, hoặc `without_successor` nói vì sao"
        )
        yield material.finding(KEY, passage, "effective_to", f"hết ngày {in_words(last)}, không có đoạn sau", expected)


def _succession(material: Material, passage: Passage) -> Iterator[Finding]:
    for old in (material.knowledge.by_id.get(name) for name in passage.replaces):
        if old is None:
            continue  # the schema says so
        start = passage.effective_from
        if start <= old.effective_from:
            found = f"bắt đầu {in_words(start)}, không sau đoạn {old.id} mà nó thay ({in_words(old.effective_from)})"
            yield material.finding(KEY, passage, "replaces", found, "thay một đoạn bắt đầu trước")
        elif old.effective_to is None:
            found = f"{old.id} còn để mở khi đoạn này thay từ {in_words(start)}"
            expected = f"{old.id} có effective_to {in_words(start - ONE_DAY)}"
            yield material.finding(KEY, passage, "replaces", found, expected)
        elif old.effective_to + ONE_DAY != start:
            kind = "chồng lên nhau" if start <= old.effective_to else "hở"
            found = f"{kind}: {old.id} hết ngày {in_words(old.effective_to)}, đoạn này từ {in_words(start)}"
            expected = f"bắt đầu {in_words(old.effective_to + ONE_DAY)}, hoặc sửa ngày hết của {old.id}"
            yield material.finding(KEY, passage, "effective_from", found, expected)


def _figures(material: Material, passage: Passage) -> Iterator[Finding]:
    for item, figure in enumerate(passage.dated_figures):
        last = figure.effective_to
        sooner = last is not None and (passage.effective_to is None or last < passage.effective_to)
        if last is not None and sooner and not _names(passage.full_text, last):
            found = f"{figure.text} chỉ đến {in_words(last)} mà câu trả lời không nói"
            yield material.finding(KEY, passage, "figures", found, f"nêu ngày {in_words(last)} trong câu trả lời", item)
        if last is not None and last < figure.effective_from:
            found = f"{figure.text} hết ngày {in_words(last)} trước khi bắt đầu"
            yield material.finding(KEY, passage, "figures", found, "ngày hết sau ngày bắt đầu", item)


def _names(text: str, last: dt.date) -> bool:
    """Tell whether a text names the last day or the first without."""
    named = {tuple(map(int, found)) for found in _DAY.findall(text)}
    return any((day.day, day.month, day.year) in named for day in (last, last + ONE_DAY))
