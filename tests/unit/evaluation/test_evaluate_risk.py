"""Risk–coverage curve, calibration, picture: on small made answers."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from asked import answer, asked, question

from bot.cli.main import main
from bot.evaluation.asking import Asked
from bot.evaluation.parts import Part
from bot.evaluation.risk import Judged, aurc, bins, curve, ece, point
from bot.evaluation.runs import describe, store
from bot.evaluation.scoring import score

SURE = [(0.95, True), (0.85, True), (0.85, False), (0.4, True), (0.3, False)]
"""Confidence and rightness of what was answered."""


def answered() -> list[Asked]:
    rows = []
    for number, (confidence, right) in enumerate(SURE):
        topic = {} if right else {"topic": "le_phi"}
        rows.append(asked(question(f"A{number}"), answer(confidence=confidence, **topic)))
    outside = question("B1", kind="outofscope", answerable=False)
    return [
        *rows,
        asked(question("B0"), answer("clarify", "Ý nào?", confidence=0.99)),
        asked(outside, answer("out_of_scope", "Không.", confidence=0.01)),
        asked(question("C1", kind="smalltalk"), answer("smalltalk", "Chào.")),
    ]


@pytest.fixture
def judged() -> Judged:
    return Judged.of(score(answered()))


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DEAN06_DATA_DIR", str(tmp_path))
    return tmp_path / "runs"


def keep(runs: Path, part: str, rows: list[Asked]) -> str:
    header = describe(Part(part, (), ()), (), False, "http://x", {"commit": "abc1234"})
    return store(runs, header, rows).folder.name


def test_the_surest_answers_come_first_and_equals_together(judged: Judged) -> None:
    coverage, risk = curve(judged)
    assert np.allclose(coverage, np.array([1, 3, 4, 5]) / 7)
    assert np.allclose(risk, [0, 1 / 3, 1 / 4, 2 / 5])
    assert aurc(judged) == pytest.approx((0 * 1 + 1 / 3 * 2 + 1 / 4 + 2 / 5) / 5)


def test_a_threshold_answers_less_and_errs_less(judged: Judged) -> None:
    everything, sure = point(judged, 0.0), point(judged, 0.9)
    assert (everything.questions, everything.answered, everything.wrong, everything.in_scope_answered) == (7, 5, 2, 5)
    assert (sure.answered, sure.wrong, sure.in_scope, sure.outside_answered) == (1, 0, 6, 0)


def test_calibration_compares_confidence_with_what_was_right(judged: Judged) -> None:
    found = {round(b.low, 1): (b.n, b.right, round(b.confidence, 2)) for b in bins(judged) if b.n}
    assert found == {0.3: (1, 0, 0.3), 0.4: (1, 1, 0.4), 0.8: (2, 1, 0.85), 0.9: (1, 1, 0.95)}
    assert ece(bins(judged)) == pytest.approx((0.3 + 0.6 + 0.7 + 0.05) / 5)


def test_the_least_sure_of_two_answers_counts() -> None:
    two = asked(question(), answer(confidence=0.9), answer(confidence=0.2))
    assert Judged.of(score([two])).confidence.tolist() == [0.2]


def test_the_command_prints_draws_and_writes(runs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep(runs, "development", answered())
    page, drawing = tmp_path / "page.md", tmp_path / "images" / "risk.svg"
    page.write_text("<!-- risk-coverage -->\n<!-- /risk-coverage -->\n", encoding="utf-8")
    command = ["evaluate", "risk-coverage", "--picture", str(drawing)]
    assert main([*command, "--write", "--page", str(page)]) == 0
    shown = capsys.readouterr().out
    assert "7 questions, 6 of them in scope; answered 5, wrong 40.0 %; AURC 0.2633, ECE 0.330" in shown
    written = page.read_text(encoding="utf-8")
    assert "commit `abc1234`" in written
    assert "| 0.9 | 1 | 14.3 % | 0 | 0.0 % |" in written
    assert "thresholds in use" in "".join(ET.parse(drawing).getroot().itertext())
    assert main([*command, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["aurc"] == pytest.approx(0.26333, abs=1e-4)
    assert report["thresholds"][0]["answered"] == 5


def test_the_picture_is_drawn_as_png(runs: Path, tmp_path: Path) -> None:
    keep(runs, "development", answered())
    drawing = tmp_path / "risk.png"
    assert main(["evaluate", "risk-coverage", "--picture", str(drawing)]) == 0
    assert drawing.read_bytes().startswith(b"\x89PNG")
    assert main(["evaluate", "risk-coverage", "--picture", str(tmp_path / "risk.jpg")]) == 2


def test_no_threshold_is_shown_on_the_held_out_part(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = keep(runs, "held_out", answered())
    assert main(["evaluate", "risk-coverage", name]) == 0
    shown = capsys.readouterr().out
    assert "threshold" not in shown
    assert "ECE 0.330" in shown


def test_answers_without_confidence_are_told(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep(runs, "development", [asked(question(), answer())])
    assert main(["evaluate", "risk-coverage"]) == 2
    assert "found no `confidence` in the answers to 1 questions, expected" in capsys.readouterr().err
