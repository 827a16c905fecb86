"""Numbers: what a text says stands in a fact of its passage, and counts the same there."""

from pathlib import Path

import pytest
from checked_base import FILE, ID, findings, lay, line, passage

from knowledge.check import numbers

FACTS = {
    "CC-2": {
        "fact": "15.000đ/7.000đ từ 01/07/2025; trong 07 ngày; đổi ở tuổi 14, 25, 40; gọi 1900.0368; 2–4 triệu đồng.",
        "source": "Thông tư 64/2025/TT-BTC Điều 1, 3–5; Luật Căn cước Đ10 k2",
    }
}


@pytest.mark.parametrize(
    "text",
    [
        "Nộp 15.000 đồng, trên mạng 7.000 đồng, từ ngày 1/7/2025.",
        "Từ tháng 7/2025 xong trong 7 ngày.",
        "Đổi khi đủ 14, 25 và 40 tuổi.",
        "Gọi 1900.0368; phạt từ 2 triệu đến 4 triệu đồng.",
        "Theo Thông tư 64/2025.",
    ],
)
def test_numbers_of_the_facts_pass(tmp_path: Path, text: str) -> None:
    assert findings(numbers.check, lay(tmp_path, passage(answer=text, facts=["CC-1", "CC-2"]), facts=FACTS)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nộp 15.500 đồng.", "15500"),
        ("Nộp 7 triệu đồng.", "7.000.000 đồng"),
        ("Từ ngày 02/07/2025.", "2/7/2025"),
        ("Gọi 1900.0369.", "1900.369"),
        ("Xong trong 14 ngày.", "14 ngày"),
        ("Xong trong 3 ngày.", "3 ngày"),
        ("Theo Nghị định 65/2025.", "65/2025"),
    ],
)
def test_a_number_of_no_fact_is_found(tmp_path: Path, text: str, found: str) -> None:
    facts = {"CC-2": FACTS["CC-2"] | {"fact": FACTS["CC-2"]["fact"].replace("tuổi 14, 25, 40", "14, 25, 40 tuổi")}}
    folder = lay(tmp_path, passage(steps=["Mở máy.", text], facts=["CC-1", "CC-2"]), facts=facts)
    (finding,) = findings(numbers.check, folder)
    assert (finding.file, finding.passage, finding.found) == (FILE, ID, found)
    assert line(folder, finding) == f"- {text}"


@pytest.mark.parametrize("article", ["Điều 1", "Điều 4", "Điều 3–5", "Điều 10 khoản 2", "Điều 1 và Phụ lục II", None])
def test_an_article_of_a_fact_passes(tmp_path: Path, article: str | None) -> None:
    sources = [{"id": "tt-1", "article": article}]
    folder = lay(tmp_path, passage(sources=sources, facts=["CC-1", "CC-2"]), facts=FACTS)
    assert findings(numbers.check, folder) == []


@pytest.mark.parametrize(
    ("article", "found"),
    [("Điều 7", "tt-1: Điều 7"), ("Điều 10 khoản 3", "tt-1: khoản 3"), ("Điều 5–6", "tt-1: Điều 6")],
)
def test_an_article_of_no_fact_is_found(tmp_path: Path, article: str, found: str) -> None:
    sources = [{"id": "tt-1"}, {"id": "tt-1", "article": article}]
    folder = lay(tmp_path, passage(sources=sources, facts=["CC-1", "CC-2"]), facts=FACTS)
    (finding,) = findings(numbers.check, folder)
    assert (finding.found, finding.passage) == (found, ID)
    assert finding.line == (folder / FILE).read_text().splitlines().index(f"    article: {article}")
