"""Confidence: the weakest fact's, with the doubt in words."""

from pathlib import Path
from typing import Any

import pytest
from checked_base import FILE, ID, findings, lay, line, passage

from knowledge.check import confidence

FACTS = {
    "BAO-1": {"fact": "Nộp 40.000 đồng trong 3 ngày.", "confidence": "press"},
    "NHO-1": {"fact": "Thường khoảng 90.000 đồng.", "confidence": "memory"},
    "NUA-1": {"fact": "Đổi mật khẩu.", "confidence": "text+partly-memory"},
}
HEDGES = [{"says": "source", "phrases": ["theo báo chí"]}, {"says": "decides", "phrases": ["do … quyết định"]}]


def lay_with(folder: Path, **changes: Any) -> Path:
    return lay(folder, passage(**changes), facts=FACTS, hedges=HEDGES)


def test_the_level_of_the_only_fact_passes(tmp_path: Path) -> None:
    assert findings(confidence.check, lay_with(tmp_path)) == []


@pytest.mark.parametrize(
    ("facts", "given", "weakest"),
    [(["CC-1", "NUA-1"], "text", "memory"), (["CC-1"], "agency", "text"), (["CC-1", "BAO-1"], "text", "press")],
)
def test_a_level_other_than_the_weakest_is_found(tmp_path: Path, facts: list[str], given: str, weakest: str) -> None:
    folder = lay_with(tmp_path, facts=facts, confidence=given, answer="Theo báo chí, nộp 35.000 đồng.")
    (found,) = findings(confidence.check, folder)
    assert (found.file, found.passage, found.found) == (FILE, ID, given)
    assert found.expected.startswith(f"{weakest}, mức yếu nhất")
    assert line(folder, found) == f"confidence: {given}"


@pytest.mark.parametrize("text", ["Theo báo chí, nộp 40.000 đồng.", "Nộp 40.000 đồng, do Công an cấp xã quyết định."])
def test_a_figure_of_the_press_with_its_doubt_passes(tmp_path: Path, text: str) -> None:
    assert findings(confidence.check, lay_with(tmp_path, facts=["BAO-1"], confidence="press", answer=text)) == []


@pytest.mark.parametrize("text", ["Nộp 40.000 đồng.", "Nộp 40.000 đồng. Do đó hãy mang tiền. Bạn quyết định."])
def test_a_bare_figure_of_the_press_is_found(tmp_path: Path, text: str) -> None:
    folder = lay_with(tmp_path, facts=["CC-1", "BAO-1"], confidence="press", answer=text)
    (found,) = findings(confidence.check, folder)
    assert found.found == "40.000 đồng chỉ có ở nguồn báo chí, tổng hợp mà nói như chắc chắn"
    assert line(folder, found) == f"answer: {text}"


def test_the_press_without_figures_says_so_too(tmp_path: Path) -> None:
    folder = lay_with(tmp_path, facts=["BAO-1"], confidence="press", answer="Nộp tiền ở quầy.")
    assert [f.found for f in findings(confidence.check, folder)] == ["press mà nói như chắc chắn"]


def test_a_number_from_memory_is_found(tmp_path: Path) -> None:
    folder = lay_with(tmp_path, facts=["CC-1", "NHO-1"], confidence="memory", answer="Nộp 35.000 đồng.")
    assert findings(confidence.check, folder) == []
    folder = lay_with(tmp_path, facts=["CC-1", "NHO-1"], confidence="memory", answer="Nộp 90.000 đồng.")
    (found,) = findings(confidence.check, folder)
    assert (found.found, line(folder, found)) == ("90000 chỉ theo trí nhớ", "answer: Nộp 90.000 đồng.")
