"""Every wording must find its own passage first: real encoder, real index of a small base."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from laid import DAY, FILE, ID, findings, lay, line, passage

from knowledge.check.material import Material
from knowledge.check.self_retrieval import check
from knowledge.encoder.load import Encoder
from knowledge.index.building import build
from knowledge.reading import load_knowledge
from knowledge.search import index_entries
from knowledge.vietnamese.normalise import Normaliser

MODELS = Path(__file__).resolve().parents[3] / "models"
PASSPORT = "hộ chiếu phổ thông làm mất bao nhiêu tiền"
CARD = ["mất thẻ làm lại ở đâu", "chỗ nào làm lại thẻ", "đến đâu xin thẻ khác", "ra xã hay lên tỉnh làm thẻ"]
FEE = {
    "id": "le_phi.ho_chieu",
    "answer": "Hộ chiếu phổ thông làm mất 200.000 đồng tiền lệ phí.",
    "questions": ["lệ phí hộ chiếu", "hộ chiếu mấy tiền", "làm hộ chiếu đóng bao nhiêu", "phí cấp hộ chiếu", PASSPORT],
}


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load()


def index(folder: Path, encoder: Encoder) -> Path:
    """Build the index of a laid base beside it and return the folder of its models."""
    models = folder / "models"
    models.mkdir()
    (models / "accents").symlink_to(MODELS / "accents")
    entries = index_entries(load_knowledge(folder), Normaliser.load(models))
    built = models / "index" / "built"
    build(built, entries, encoder.fingerprint, encoder.encode_queries, encoder.encode_passages)
    return models


def two(card: list[str], fee: dict[str, Any] = FEE) -> tuple[dict[str, Any], dict[str, Any]]:
    return passage(questions=[*CARD, *card]), passage(**fee)


def test_wordings_that_find_their_passage_pass_with_figures(tmp_path: Path, encoder: Encoder) -> None:
    models = index(lay(tmp_path, *two(["nơi cấp lại thẻ căn cước"])), encoder)
    outcome = check(Material.read(DAY, tmp_path, models=models))
    assert outcome.findings == ()
    figures = dict(outcome.figures)
    assert 0 <= figures.pop("tìm đúng đoạn chỉ nhờ các cách hỏi khác (so vectơ)") <= 1
    assert figures == {"số cách hỏi": 10, "tìm đúng đoạn, như đã viết": 1, "tìm đúng đoạn, bỏ hết dấu": 1}


def test_a_wording_that_finds_another_passage_is_named(tmp_path: Path, encoder: Encoder) -> None:
    folder = lay(tmp_path, *two([PASSPORT]))
    (finding,) = findings(check, folder, models=index(folder, encoder))
    assert (finding.file, finding.passage, finding.gates) == (FILE, ID, True)
    assert line(folder, finding) == f"- {PASSPORT}"
    assert finding.found == f"“{PASSPORT}” tìm ra le_phi.ho_chieu trước"
    assert finding.expected.startswith(f"tìm ra {ID} trước: ")


def test_one_miss_among_many_only_informs(tmp_path: Path, encoder: Encoder) -> None:
    many = [f"mất thẻ căn cước ở {place}, làm lại chỗ nào" for place in (
        "chợ", "bến xe", "quán ăn", "trường học", "bệnh viện", "ngoài ruộng", "trên tàu", "nhà ga", "sân bay",
        "công viên", "nhà bạn", "cơ quan", "siêu thị", "rạp phim", "bờ sông", "bãi biển", "khách sạn", "tiệm tóc",
        "xưởng may", "vườn nhà", "sân đình", "nhà thờ", "cửa hàng", "trạm xăng", "cầu phao", "bưu điện",
    )]  # fmt: skip
    folder = lay(tmp_path, *two([*many, PASSPORT]))
    (finding,) = findings(check, folder, models=index(folder, encoder))
    assert not finding.gates


def test_passages_of_another_day_do_not_compete(tmp_path: Path, encoder: Encoder) -> None:
    folder = lay(tmp_path, *two([PASSPORT], FEE | {"effective_from": dt.date(2026, 12, 1)}))
    assert findings(check, folder, models=index(folder, encoder)) == []


@pytest.mark.parametrize("built", [False, True])
def test_without_a_current_index_it_is_said_what_to_do(tmp_path: Path, encoder: Encoder, built: bool) -> None:
    folder = lay(tmp_path, *two(["nơi cấp lại"]), passage(id="le_phi.ba"))
    models = index(folder, encoder)
    if built:
        lay(tmp_path, *two(["nơi cấp lại"]))
    else:
        (models / "index" / "built" / "meta.json").unlink()
    (finding,) = check(Material.read(DAY, folder, models=models)).findings
    assert finding.gates
    assert finding.found == "chỉ mục tìm kiếm không có hoặc không khớp với các đoạn"
    assert finding.expected == "chạy `dean06 index` rồi kiểm tra lại"


def test_without_models_nothing_is_searched(tmp_path: Path) -> None:
    assert findings(check, lay(tmp_path, *two(["nơi cấp lại"]))) == []
