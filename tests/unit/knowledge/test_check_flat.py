"""Unsafe facts: whoever rests on one says so in words of the reviewed list."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from checked_base import FILE, ID, findings, lay, line, passage

from knowledge.check import flat
from knowledge.check.hedges import Hedges
from knowledge.reading import HERE

HEDGES = [
    {"says": "ask", "phrases": ["nên hỏi", "hỏi lại"]},
    {"says": "open", "phrases": ["có thể đã"]},
    {"says": "decides", "phrases": ["do … quyết định"]},
]
ROW = {"fact": "CC-1", "reason": "Mức tiền chưa chắc.", "care": "Bảo hỏi lại."}


def lay_with(folder: Path, row: dict[str, Any], *passages: dict[str, Any]) -> Path:
    return lay(folder, *passages, hedges=HEDGES, unsafe_facts=[ROW | row])


@pytest.mark.parametrize(
    "text",
    ["Nộp 35.000 đồng, nên hỏi Công an cấp xã.", "Nộp 35.000 đồng. Hỏi lại ở quầy.", "35.000 đồng, có thể đã đổi."],
)
def test_words_of_doubt_pass(tmp_path: Path, text: str) -> None:
    assert findings(flat.check, lay_with(tmp_path, {}, passage(answer=text))) == []


@pytest.mark.parametrize(
    "text",
    [
        "Nộp 35.000 đồng.",
        "Nộp 35.000 đồng. Bạn có thể nộp trên mạng.",
        "Nộp 35.000 đồng. Người hỏi mã OTP là lừa đảo.",
        "Nộp 35.000 đồng. Do đó mang đủ tiền. Bạn quyết định.",
    ],
)
def test_a_flat_text_is_found_in_spite_of_accidental_words(tmp_path: Path, text: str) -> None:
    folder = lay_with(tmp_path, {}, passage(answer=text))
    (found,) = findings(flat.check, folder)
    assert (found.file, found.passage, found.expected) == (FILE, ID, "Bảo hỏi lại.")
    assert found.found == "dùng CC-1 mà không có lời dặn nào; Mức tiền chưa chắc."
    assert line(folder, found) == f"answer: {text}"


def test_a_fact_may_need_words_of_its_own(tmp_path: Path) -> None:
    folder = lay_with(tmp_path, {"needs": ["decides"]}, passage(answer="Phạt 35.000 đồng, hỏi lại ở xã."))
    assert len(findings(flat.check, folder)) == 1
    text = "Phạt 35.000 đồng; mức do người có thẩm quyền quyết định."
    assert findings(flat.check, lay_with(tmp_path, {"needs": ["decides"]}, passage(answer=text))) == []


def test_a_passage_that_ended_before_the_doubt_began_passes(tmp_path: Path) -> None:
    row = {"from": dt.date(2027, 1, 1)}
    ended = passage(effective_to=dt.date(2026, 12, 31))
    assert findings(flat.check, lay_with(tmp_path, row, ended)) == []
    assert len(findings(flat.check, lay_with(tmp_path, row, passage()))) == 1


def test_only_passages_that_say_the_words(tmp_path: Path) -> None:
    assert findings(flat.check, lay_with(tmp_path, {"words": ["DC02"]})) == []
    assert len(findings(flat.check, lay_with(tmp_path, {"words": ["đồng"]}))) == 1


def test_a_reviewed_passage_passes_and_a_review_of_another_is_found(tmp_path: Path) -> None:
    assert findings(flat.check, lay_with(tmp_path, {"reviewed": {ID: "không nêu mức"}})) == []
    other = lay_with(tmp_path, {"reviewed": {"le_phi.khac": "x"}}, passage(answer="Nên hỏi ở xã."))
    (found,) = findings(flat.check, other)
    assert (found.file, found.line, found.found) == ("unsafe_facts.yml", 1, "le_phi.khac không dùng CC-1")


def test_a_listed_fact_that_is_unknown_is_found(tmp_path: Path) -> None:
    (found,) = findings(flat.check, lay_with(tmp_path, {"fact": "CC-9"}))
    assert (found.file, found.line, found.found) == ("unsafe_facts.yml", 1, "CC-9 không có")


def test_what_words_cannot_mend_only_informs(tmp_path: Path) -> None:
    (found,) = findings(flat.check, lay_with(tmp_path, {"inform": True}, passage(answer="Nên hỏi ở xã.")))
    assert not found.gates


@pytest.mark.parametrize(
    "text",
    [
        "Bạn có thể nộp trên mạng.",
        "Người gọi hỏi mã OTP là lừa đảo.",
        "Người gốc Việt chưa rõ quốc tịch thì xin giấy chứng nhận.",
        "Bị bảo về quê thì hãy hỏi rõ lý do.",
        "Quá hạn chưa thấy gì thì đến UBND xã.",
        "Làm theo hướng dẫn trên màn hình.",
        "Mang giấy có nơi thường trú.",
        "Do đó bạn tự quyết định.",
    ],
)
def test_the_committed_words_of_doubt_are_not_found_by_accident(text: str) -> None:
    hedges = Hedges.read(HERE)
    assert not hedges.says(text, hedges.patterns)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Theo báo chí, nộp 40.000 đồng.", "source"),
        ("Nên hỏi lại Công an cấp xã.", "ask"),
        ("Quy định này có thể đã đổi.", "open"),
        ("Mức cụ thể do người có thẩm quyền quyết định.", "decides"),
        ("Được miễn nếu đủ điều kiện.", "condition"),
    ],
)
def test_the_committed_words_of_doubt_say_what_they_say(text: str, kind: str) -> None:
    assert Hedges.read(HERE).says(text, [kind])
