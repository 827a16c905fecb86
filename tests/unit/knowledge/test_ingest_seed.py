"""What ingestion does to the seed article: this very text, defect by defect."""

import pytest

from bot.settings import ROOT
from knowledge.ingest.documents import lacking, read_wordings, render
from knowledge.ingest.ingest import Document, ingest
from knowledge.ingest.quote import quote
from knowledge.ingest.stuck import StuckWords
from knowledge.reading import load_knowledge
from knowledge.schema import MAX_ANSWER
from knowledge.vietnamese.normalise import MODEL_FILE

SEED = ROOT / "seeds" / "000_7de7410c0b94d531.txt"
TEXT = SEED.read_bytes().decode("utf-8")

DEFECTS = [
    ("Trong đó,theo đồng chí", "Trong đó, theo đồng chí"),
    ("vấn đề vàkết quả", "vấn đề và kết quả"),
    ("địa phương mình,nhất là", "địa phương mình, nhất là"),
    ("Qua đóthay đổi cách", "Qua đó thay đổi cách"),
    ("chuyển đổi số.Các cơ quan", "chuyển đổi số. Các cơ quan"),
    ("đánh giá của BCĐĐề án 06", "đánh giá của BCĐ Đề án 06"),
    ("công dângắn chíp", "công dân gắn chíp"),
    ("dữ liệu dân cưvà thực hiện", "dữ liệu dân cư và thực hiện"),
    ("thành phốđã thống nhất", "thành phố đã thống nhất"),
]
LEAD = "Theo một bài báo đầu năm 2023 về tỉnh Hòa Bình (nay thuộc Phú Thọ):"
LEFT_OUT = "trình độ dân trí chưa đồng đều, "


@pytest.fixture(scope="module")
def document() -> Document:
    return ingest(SEED, StuckWords.load(ROOT / "models" / MODEL_FILE))


@pytest.mark.parametrize(("before", "after"), DEFECTS)
def test_each_defect_is_repaired(document: Document, before: str, after: str) -> None:
    assert TEXT.count(before) == 1
    assert any(after in passage.text for passage in document.passages)


def test_nothing_else_is_changed(document: Document) -> None:
    expected = TEXT.replace(LEFT_OUT, "[…] ")
    for before, after in DEFECTS:
        expected = expected.replace(before, after)
    kept = expected.split("\n")[1:4]
    assert " ".join(passage.text for passage in document.passages) == " ".join(kept)
    assert len(document.repairs) == len(DEFECTS) + 1


def test_the_source_s_own_wording_stays(document: Document) -> None:
    assert any("tạo lập định danh tính điện tử" in passage.text for passage in document.passages)
    assert any("định danh tính điện tử" in note for note in document.source.notes)


def test_repairs_say_what_stood_where(document: Document) -> None:
    for repair in document.repairs:
        assert TEXT[repair.start : repair.end] == repair.before != repair.after


def test_what_is_dropped_has_its_place_and_a_reason(document: Document) -> None:
    begins = {d.paragraph: d.text[:20] for d in document.dropped}
    assert begins == {
        1: "Đồng chí Bùi Văn Khá",
        3: LEFT_OUT[:20],
        5: "Mạnh Hùng",
        6: "Bộ trưởng Bùi Thanh ",
        7: "Chiều 12/2, tại thàn",
    }
    for dropped in document.dropped:
        assert len(dropped.reason) > 10
        assert TEXT[dropped.start : dropped.end] == dropped.text
    quoted = " ".join(passage.text for passage in document.passages)
    for other in ("Hoa Kỳ", "Hạ Long", "Mạnh Hùng", "dân trí"):
        assert other not in quoted


def test_passages_know_their_place_in_the_original(document: Document) -> None:
    before = 0
    for passage in document.passages:
        original = TEXT[passage.origin.start : passage.origin.end]
        paragraph = TEXT.split("\n")[passage.origin.paragraph - 1]
        assert original in paragraph
        assert (original[:6], original[-6:]) == (passage.text[:6], passage.text[-6:])
        assert passage.key.startswith(f"p{passage.origin.paragraph}_")
        assert passage.origin.document == SEED.name
        assert passage.origin.start >= before
        before = passage.origin.end


def test_a_second_run_gives_the_same(document: Document) -> None:
    assert ingest(SEED, StuckWords.load(ROOT / "models" / MODEL_FILE)) == document


def test_the_committed_passages_are_the_ones_it_writes(document: Document) -> None:
    wordings = read_wordings(SEED.with_name(f"{SEED.stem}.questions.yml"))
    assert lacking(document, wordings) == ()
    committed = ROOT / "knowledge" / "documents" / f"{SEED.stem}.yml"
    assert committed.read_text(encoding="utf-8") == render(document, wordings)


def test_they_are_dated_history_of_one_place(document: Document) -> None:
    passages = load_knowledge().by_id
    for excerpt in document.passages:
        passage = passages[f"hoa_binh_2023.{excerpt.key}"]
        assert passage.answer == quote(document.source.lead, excerpt.text)
        assert passage.answer.startswith(f"{LEAD} “")
        assert len(passage.answer) <= MAX_ANSWER
        assert (passage.aspect, passage.region, passage.confidence) == ("history", "Hòa Bình (cũ)", "seed")
        assert passage.effective_from.year == 2023
        assert passage.origin == excerpt.origin
