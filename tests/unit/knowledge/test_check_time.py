"""Time: what has ended is replaced or said to end, without gap or overlap; dated figures name their day."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from checked_base import DAY, FILE, ID, findings, lay, line, passage

from knowledge.check import time

LAST = dt.date(2026, 6, 30)
OLD = {"effective_from": dt.date(2024, 1, 1), "effective_to": LAST}


def newer(start: dt.date = dt.date(2026, 7, 1), **changes: Any) -> dict[str, Any]:
    return passage(**{"id": "le_phi.moi", "replaces": ID, "effective_from": start} | changes)


def test_a_succession_without_gap_passes_on_any_day(tmp_path: Path) -> None:
    folder = lay(tmp_path, passage(**OLD), newer())
    for day in (dt.date(2023, 3, 1), DAY, dt.date(2027, 3, 1)):
        assert findings(time.check, folder, day) == []


def test_what_has_ended_without_a_successor_is_found_from_the_next_day_on(tmp_path: Path) -> None:
    folder = lay(tmp_path, passage(**OLD))
    assert findings(time.check, folder, LAST) == []
    (found,) = findings(time.check, folder, LAST + dt.timedelta(days=1))
    assert (found.file, found.passage, found.found) == (FILE, ID, "hết ngày 30/06/2026, không có đoạn sau")
    assert line(folder, found) == "effective_to: 2026-06-30"
    assert "từ 01/07/2026" in found.expected


def test_a_reason_for_no_successor_passes(tmp_path: Path) -> None:
    assert findings(time.check, lay(tmp_path, passage(**OLD, without_successor="Chuyện đã qua."))) == []


@pytest.mark.parametrize(
    ("start", "found", "where"),
    [
        (
            dt.date(2026, 7, 15),
            "hở: le_phi.cap_lai hết ngày 30/06/2026, đoạn này từ 15/07/2026",
            "effective_from: 2026-07-15",
        ),
        (
            LAST,
            "chồng lên nhau: le_phi.cap_lai hết ngày 30/06/2026, đoạn này từ 30/06/2026",
            "effective_from: 2026-06-30",
        ),
        (
            dt.date(2024, 1, 1),
            "bắt đầu 01/01/2024, không sau đoạn le_phi.cap_lai mà nó thay (01/01/2024)",
            "replaces: le_phi.cap_lai",
        ),
    ],
)
def test_a_gap_an_overlap_and_a_step_back_are_found(tmp_path: Path, start: dt.date, found: str, where: str) -> None:
    folder = lay(tmp_path, passage(**OLD), newer(start))
    (finding,) = findings(time.check, folder)
    assert (finding.passage, finding.found, line(folder, finding)) == ("le_phi.moi", found, where)


def test_a_replaced_passage_that_never_ends_is_found(tmp_path: Path) -> None:
    (found,) = findings(time.check, lay(tmp_path, passage(), newer()))
    assert found.found == "le_phi.cap_lai còn để mở khi đoạn này thay từ 01/07/2026"


@pytest.mark.parametrize("said", ["đến hết 31/12/2026", "đến hết ngày 31/12/2026", "rồi đổi từ ngày 1/1/2027"])
def test_a_figure_that_ends_sooner_and_says_so_passes(tmp_path: Path, said: str) -> None:
    dated = [{"text": "35.000 đồng", "effective_to": dt.date(2026, 12, 31)}]
    assert findings(time.check, lay(tmp_path, passage(answer=f"Nộp 35.000 đồng {said}.", figures=dated))) == []


def test_a_figure_that_ends_sooner_without_a_word_is_found(tmp_path: Path) -> None:
    dated = [{"text": "35.000 đồng", "effective_to": dt.date(2026, 12, 31)}]
    folder = lay(tmp_path, passage(figures=dated))
    (found,) = findings(time.check, folder)
    assert found.found == "35.000 đồng chỉ đến 31/12/2026 mà câu trả lời không nói"
    assert line(folder, found) == "- text: 35.000 đồng"


def test_a_figure_that_ends_before_it_begins_is_found(tmp_path: Path) -> None:
    dated = [{"text": "35.000 đồng", "effective_to": dt.date(2025, 6, 1)}]
    folder = lay(tmp_path, passage(answer="Nộp 35.000 đồng đến 01/06/2025.", figures=dated))
    assert [f.found for f in findings(time.check, folder)] == ["35.000 đồng hết ngày 01/06/2025 trước khi bắt đầu"]
