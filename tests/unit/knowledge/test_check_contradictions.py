"""Contradictions: different numbers for one thing on one day, whichever day it is."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml
from checked_base import FILE, ID, findings, lay, line, passage

from knowledge.check import contradictions

NOW = "Lệ phí cấp lại thẻ bị mất là 35.000 đồng."
OTHER = "Lệ phí cấp lại thẻ bị mất là 70.000 đồng."


def other(**changes: Any) -> dict[str, Any]:
    return passage(**{"id": "le_phi.mat_the", "label": "Lệ phí khi mất thẻ", "aspect": "problem"} | changes)


def test_another_number_in_a_sentence_of_the_same_words_is_found(tmp_path: Path) -> None:
    folder = lay(tmp_path, passage(answer=NOW), other(answer=f"Đến xã. {OTHER}"))
    (found,) = findings(contradictions.check, folder)
    assert (found.file, found.passage, line(folder, found)) == (FILE, ID, f"answer: {NOW}")
    assert found.found == f"từ 01/07/2025: “{NOW}” nhưng le_phi.mat_the: “{OTHER}”"


@pytest.mark.parametrize(
    "text",
    [
        NOW,
        "Lệ phí cấp lại thẻ bị mất là 35.000 đồng, nay giảm từ 70.000 đồng.",
        "Lệ phí sang tên xe máy cũ là 70.000 đồng.",
        "Lệ phí cấp lại thẻ bị mất nộp trong 7 ngày.",
        "Lệ phí cấp lại thẻ bị mất theo Điều 70.",
    ],
)
def test_the_same_number_another_thing_or_another_kind_passes(tmp_path: Path, text: str) -> None:
    assert findings(contradictions.check, lay(tmp_path, passage(answer=NOW), other(answer=text))) == []


def test_a_day_long_past_or_far_ahead_counts(tmp_path: Path) -> None:
    ended = {"effective_from": dt.date(2023, 1, 1), "effective_to": dt.date(2023, 6, 30)}
    folder = lay(tmp_path, passage(answer=NOW, **ended), other(answer=OTHER, effective_from=dt.date(2023, 6, 30)))
    assert findings(contradictions.check, folder)[0].found.startswith("từ 30/06/2023 đến hết 30/06/2023: ")
    folder = lay(tmp_path, passage(answer=NOW, **ended), other(answer=OTHER, effective_from=dt.date(2023, 7, 1)))
    assert findings(contradictions.check, folder) == []


def test_a_figure_with_days_of_its_own_holds_on_these(tmp_path: Path) -> None:
    dated = [{"text": "35.000 đồng", "effective_to": dt.date(2026, 12, 31)}]
    later = other(answer=OTHER, effective_from=dt.date(2027, 1, 1))
    assert findings(contradictions.check, lay(tmp_path, passage(answer=NOW, figures=dated), later)) == []
    assert len(findings(contradictions.check, lay(tmp_path, passage(answer=NOW), later))) == 1
    said = f"{NOW[:-1]} đến hết ngày 31/12/2026."
    assert findings(contradictions.check, lay(tmp_path, passage(answer=said), later)) == []


def test_passages_of_one_aspect_with_close_labels_are_compared_whole(tmp_path: Path) -> None:
    same = {"aspect": "fee", "answer": "Nộp 70.000 đồng ở quầy."}
    (found,) = findings(contradictions.check, lay(tmp_path, passage(), other(label="Lệ phí cấp lại thẻ cũ", **same)))
    assert found.passage == ID
    assert findings(contradictions.check, lay(tmp_path, passage(), other(label="Phạt giữ xe", **same))) == []


def test_other_places_may_have_other_numbers(tmp_path: Path) -> None:
    here, there = passage(answer=NOW, region="Hòa Bình"), other(answer=OTHER, region="Hà Nội")
    assert findings(contradictions.check, lay(tmp_path, here, there)) == []


def test_a_reviewed_pair_passes_and_an_unknown_one_is_found(tmp_path: Path) -> None:
    pair = {"passages": ["le_phi.mat_the", ID], "reason": "hai việc"}
    both = (passage(answer=NOW), other(answer=OTHER))
    assert findings(contradictions.check, lay(tmp_path, *both, reviewed_pairs=[pair])) == []
    unknown = pair | {"passages": [ID, "le_phi.khac"]}
    (row,) = findings(contradictions.check, lay(tmp_path, passage(), reviewed_pairs=[unknown]))
    assert (row.file, row.line, row.found) == ("reviewed_pairs.yml", 1, "le_phi.khac không có")


@pytest.mark.parametrize(("fact", "count"), [("Cấp lại thẻ: 35.000 đồng.", 1), ("35.000 đồng; 70.000 đồng.", 0)])
def test_another_topic_counts_where_both_rest_on_a_fact_that_gives_one_number(
    tmp_path: Path, fact: str, count: int
) -> None:
    folder = lay(tmp_path, passage(answer=NOW), facts={"CC-1": {"fact": fact}, "CC-2": {"fact": "70.000 đồng"}})
    topics = {topic: {"label": topic, "about": "x"} for topic in ("le_phi", "khac")}
    (folder / "topics.yml").write_text(yaml.safe_dump(topics), encoding="utf-8")
    content = {"topic": "khac", "passages": [other(answer=OTHER, facts=["CC-1", "CC-2"])]}
    (folder / "passages" / "khac.yml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    assert len(findings(contradictions.check, folder)) == count
