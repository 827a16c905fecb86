"""What each official text yields: what it says of itself, its articles, its drafts, and nothing of its pages."""

import datetime as dt
import re
from dataclasses import dataclass

import pytest
import yaml

from bot.settings import ROOT
from knowledge.ingest.draft_file import SOURCE_TEXT, render
from knowledge.ingest.propose import Proposal, propose
from knowledge.ingest.stuck import StuckWords
from knowledge.schema import MAX_ANSWER, MAX_ID, SOURCE_FIELDS
from knowledge.vietnamese.normalise import MODEL_FILE

OFFICIAL = ROOT / "tests" / "unit" / "knowledge" / "official"
TODAY = dt.date(2026, 11, 24)
FURNITURE = (
    "CÔNG BÁO", "VĂN BẢN QUY PHẠM", "Trang 1", "Trang chủ", "Giới thiệu", "Lượt truy cập", "CỘNG HÒA", "Độc lập",
    "TM. CHÍNH PHỦ", "Nơi nhận", "Căn cứ Hiến pháp", "var page", "Thủ tục khác", "Chương II", "CƠ SỞ DỮ LIỆU",
)  # fmt: skip
"""Words of heads, menus, preambles and signatures, all of which stand in the files."""
PHU_THO = "Trang thông tin điện tử Công an tỉnh Phú Thọ"


@dataclass(frozen=True)
class Expected:
    """What a person reads in the document."""

    file: str
    encoding: str
    source: str
    title: str
    number: str
    issuer: str
    issued_on: dt.date | None
    effective_from: dt.date | None
    articles: int
    drafts: int


DOCUMENTS = [
    Expected("nghi-dinh-05-1999.txt", "tcvn3", "nd-05-1999", "Nghị định 05/1999/NĐ-CP về Chứng minh nhân dân",
             "05/1999/NĐ-CP", "Chính phủ", dt.date(1999, 2, 3), dt.date(1999, 5, 1), 8, 14),
    Expected("luat-60-2014.txt", "vni", "luat-60-2014-qh13", "Luật số 60/2014/QH13 Hộ tịch",
             "60/2014/QH13", "Quốc hội", dt.date(2014, 11, 20), dt.date(2016, 1, 1), 6, 10),
    Expected("luat-49-2019.docx", "unicode", "luat-49-2019-qh14",
             "Luật số 49/2019/QH14 Xuất cảnh, nhập cảnh của công dân Việt Nam",
             "49/2019/QH14", "Quốc hội", dt.date(2019, 11, 22), None, 7, 12),
    Expected("nghi-dinh-63-2010.pdf", "unicode", "nd-63-2010",
             "Nghị định 63/2010/NĐ-CP về kiểm soát thủ tục hành chính",
             "63/2010/NĐ-CP", "Chính phủ", dt.date(2010, 6, 8), dt.date(2010, 10, 14), 8, 41),
    Expected("tach-ho.html", "utf-8", "trang-tach-ho", "Tách hộ", "", PHU_THO, None, None, 0, 8),
    Expected("khai-bao-tam-vang.txt", "utf-8", "trang-khai-bao-tam-vang", "Khai báo tạm vắng",
             "", "", None, None, 0, 6),
]  # fmt: skip


@pytest.fixture(scope="module")
def stuck() -> StuckWords:
    return StuckWords.load(ROOT / "models" / MODEL_FILE)


@pytest.fixture(scope="module")
def proposals(stuck: StuckWords) -> dict[str, Proposal]:
    return {expected.file: propose(OFFICIAL / expected.file, stuck) for expected in DOCUMENTS}


@pytest.mark.parametrize("expected", DOCUMENTS, ids=lambda expected: str(expected.file))
def test_it_says_of_itself_what_a_person_reads(proposals: dict[str, Proposal], expected: Expected) -> None:
    found, about = proposals[expected.file], proposals[expected.file].about
    assert (found.reading.encoding, found.source_id) == (expected.encoding, expected.source)
    assert (about.title, about.number, about.issuer) == (expected.title, expected.number, expected.issuer)
    assert (about.issued_on, about.effective_from) == (expected.issued_on, expected.effective_from)
    assert (found.articles, len(found.pieces)) == (expected.articles, expected.drafts)


@pytest.mark.parametrize("file", [expected.file for expected in DOCUMENTS])
def test_every_piece_fits_an_answer_and_knows_its_place(proposals: dict[str, Proposal], file: str) -> None:
    found = proposals[file]
    end = 0
    for piece in found.pieces:
        assert 0 < len(piece.text) <= MAX_ANSWER
        place = found.reading.text[piece.origin.start : piece.origin.end]
        assert (place[:6], place[-6:].replace("-\n", "").replace("\n", " ")[-3:]) == (piece.text[:6], piece.text[-3:])
        assert piece.origin.start >= end
        end = piece.origin.end
        assert piece.origin.document == file
        assert len(f"{found.stem}.{piece.key}") <= MAX_ID
    assert len({piece.key for piece in found.pieces}) == len(found.pieces)


@pytest.mark.parametrize("file", [expected.file for expected in DOCUMENTS])
def test_no_word_is_stuck_and_nothing_of_the_pages_is_left(
    proposals: dict[str, Proposal], file: str, stuck: StuckWords
) -> None:
    text = "\n".join(piece.text for piece in proposals[file].pieces)
    words = re.findall(r"[^\W\d_]+", text)
    assert [word for word in words if stuck.split(word)] == []
    for furniture in FURNITURE:
        assert furniture not in text
    assert not re.search(r"[^\W\d_]-\n|  |\f|\w-\s\w", text)


def test_lines_and_hyphens_of_the_pdf_are_joined_and_each_repair_has_its_place(proposals: dict[str, Proposal]) -> None:
    found = proposals["nghi-dinh-63-2010.pdf"]
    text = " ".join(piece.text for piece in found.pieces)
    for whole in ("văn hóa giao tiếp chuẩn mực, đủ trình độ", "niêm yết hoặc sử dụng các hình thức điện tử phù hợp"):
        assert whole in text
    repairs = found.body.repairs
    assert {"running_head", "hyphen", "line_break"} <= {repair.kind for repair in repairs}
    assert sum(repair.kind == "running_head" for repair in repairs) == 8  # a head and a foot on each of four pages
    for repair in repairs:
        assert found.reading.text[repair.start : repair.end] == repair.before != repair.after


def test_typing_defects_of_the_docx_are_repaired(proposals: dict[str, Proposal]) -> None:
    found = proposals["luat-49-2019.docx"]
    assert [(repair.kind, repair.before) for repair in found.body.repairs] == [("spaces", "  "), ("stuck", "ngườichưa")]


def test_clauses_of_a_long_article_are_drafts_of_their_own_and_short_articles_stay_whole(
    proposals: dict[str, Proposal],
) -> None:
    pieces = {piece.key: piece for piece in proposals["luat-60-2014.txt"].pieces}
    assert list(pieces) == ["d11", "d13", "d14_k1", "d14_k2", "d14_k3", "d15", "d16_k1", "d16_k2", "d16_k3", "d77"]
    assert pieces["d16_k2"].article == "Điều 16 khoản 2"
    assert pieces["d16_k2"].text.startswith("2. Ngay sau khi nhận đủ giấy tờ")
    assert pieces["d14_k1"].text.split("\n")[1].startswith("a) Thông tin của người được đăng ký khai sinh: Họ,")
    assert pieces["d11"].text.startswith("Điều 11. Lệ phí hộ tịch\n1. Miễn lệ phí")


def test_a_table_becomes_rows_and_a_section_its_citation(proposals: dict[str, Proposal]) -> None:
    fee = next(piece for piece in proposals["tach-ho.html"].pieces if piece.article == "mục Lệ phí")
    assert fee.text.split("\n") == [
        "Hình thức nộp | Lệ phí",
        "Trực tiếp | 10.000 đồng/lần đăng ký",
        "Cổng dịch vụ công trực tuyến | 5000 đồng/lần đăng ký",
    ]


@pytest.mark.parametrize("expected", DOCUMENTS, ids=lambda expected: str(expected.file))
def test_the_file_of_drafts_is_yaml_with_the_right_gaps(proposals: dict[str, Proposal], expected: Expected) -> None:
    text = render(proposals[expected.file], b"bytes", TODAY, "x.yml")
    content = yaml.safe_load(text)
    assert text.startswith("# BẢN NHÁP")
    assert (content["status"], content["topic"], list(content["sources"])) == ("draft", None, [expected.source])
    source = content["sources"][expected.source]
    assert set(source) <= set(SOURCE_FIELDS)
    assert source["title"] == expected.title
    assert source.get("seen_on") == (None if expected.issued_on else TODAY)
    for row, piece in zip(content["passages"], proposals[expected.file].pieces, strict=True):
        assert row[SOURCE_TEXT] == piece.text
        assert [row[name] for name in ("aspect", "label", "answer", "confidence", "verified_on")] == [None] * 5
        assert (row["questions"], row["facts"]) == ([], [])
        assert row["effective_from"] == expected.effective_from
        assert row["origin"] == vars(piece.origin)
        assert row["sources"] == [{"id": expected.source, "article": piece.article}]
