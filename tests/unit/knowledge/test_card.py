"""A passage in full: its place, its time, what it rests on, what replaces it."""

import datetime as dt
from pathlib import Path

import pytest
from small_base import FEE, lay, passage

from knowledge.schema import KnowledgeError
from knowledge.views.card import Card, card_of

DAY = dt.date(2026, 11, 24)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    old = passage("cu", effective_from=dt.date(2021, 7, 1), effective_to=dt.date(2024, 10, 20), related=["le_phi.nay"])
    own = {"text": "70.000 đồng", "effective_to": dt.date(2026, 12, 31)}
    return lay(tmp_path, {FEE: [old, passage("nay", replaces="le_phi.cu", figures=[own]), passage("hong", aspect="x")]})


def card(folder: Path, name: str, day: dt.date = DAY) -> Card:
    return card_of(name, day, folder)


def test_what_hangs_together_is_named(folder: Path) -> None:
    old, now = card(folder, "le_phi.cu"), card(folder, "le_phi.nay")
    assert [link.id for link in old.replaced_by] == ["le_phi.nay"]
    assert [link.id for link in old.related] == ["le_phi.nay"]
    assert [link.id for link in now.replaces] == ["le_phi.cu"]
    assert [(fact.id, fact.text) for fact in now.facts] == [("CC-1", "Lệ phí 70.000 đồng.")]
    assert [citation.title for citation in now.citations] == ["Thông tư 1"]
    assert now.topic == "Lệ phí, thời hạn thẻ"


def test_the_line_is_that_of_the_passage(folder: Path) -> None:
    now = card(folder, "le_phi.nay")
    lines = (folder / now.file).read_text(encoding="utf-8").splitlines()
    assert lines[now.line - 1] == "- id: le_phi.nay"


def test_figures_bring_their_own_days(folder: Path) -> None:
    assert [(f.text, f.effective_to) for f in card(folder, "le_phi.nay").figures] == [
        ("70.000 đồng", dt.date(2026, 12, 31))
    ]
    assert card(folder, "le_phi.cu").figures[0].effective_to == dt.date(2024, 10, 20)


@pytest.mark.parametrize(
    ("name", "day", "state"),
    [
        ("le_phi.cu", dt.date(2024, 10, 20), "đang có"),
        ("le_phi.cu", DAY, "đã hết"),
        ("le_phi.nay", dt.date(2024, 10, 20), "chưa có"),
    ],
)
def test_it_says_whether_the_passage_holds(folder: Path, name: str, day: dt.date, state: str) -> None:
    assert card(folder, name, day).state.startswith(f"{state} hiệu lực vào ngày ")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("le_phi.ny", r"không có đoạn 'le_phi.ny'; gần nhất: le_phi.nay"),
        ("nay", r"gần nhất: le_phi.nay"),
        ("%%%", r"không có đoạn '%%%'; xem: dean06 knowledge coverage"),
        ("le_phi.hong", r"đoạn le_phi.hong, aspect: thấy 'x', cần một trong "),
    ],
)
def test_an_unknown_or_unreadable_passage_gets_one_sentence(folder: Path, name: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=message):
        card(folder, name)
