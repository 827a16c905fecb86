"""Addresses: only listed ones reach a citizen, and each listed one is named by a fact."""

from pathlib import Path

import pytest
from checked_base import FILE, ID, SOURCES, findings, lay, line, passage

from knowledge.check import links

VNEID = {"domain": "vneid.gov.vn", "whose": "Bộ Công an", "why": "dữ kiện nêu", "fact": "VN-1"}
FACTS = {"VN-1": {"fact": "Trang đúng: vneid.gov.vn."}}


@pytest.mark.parametrize(
    "text",
    [
        "Vào vneid.gov.vn.",
        "Vào https://vneid.gov.vn/khoa-tai-khoan, chọn Khóa.",
        "Trang thật có đuôi .gov.vn. Ở TP.HCM, v.v. đều vậy.",
    ],
)
def test_listed_addresses_and_other_dots_pass(tmp_path: Path, text: str) -> None:
    assert findings(links.check, lay(tmp_path, passage(answer=text), facts=FACTS, links=[VNEID])) == []


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("Vào vneid.com.", "vneid.com"),
        ("Vào VNEID-GOV.VN ngay.", "vneid-gov.vn"),
        ("Vào vneíd.gov.vn.", "vneíd.gov.vn"),
        ("Vào http://10.0.0.1/otp.", "10.0.0.1"),
        ("Vào dichvucong.xgovvn.lol nhé.", "dichvucong.xgovvn.lol"),
        ("Viết cho hotro@vneid.info.", "vneid.info"),
        ("Vào vneid.gov.vn.cvgov.com.", "vneid.gov.vn.cvgov.com"),
    ],
)
def test_an_address_that_is_not_listed_is_found(tmp_path: Path, text: str, domain: str) -> None:
    folder = lay(tmp_path, passage(steps=["Mở máy.", text]), facts=FACTS, links=[VNEID])
    (found,) = findings(links.check, folder)
    assert (found.file, found.passage, found.found) == (FILE, ID, domain)
    assert line(folder, found) == f"- {text}"


def test_an_address_for_sources_only_is_not_for_citizens(tmp_path: Path) -> None:
    sources = {"tt-1": SOURCES["tt-1"] | {"title": "Trang vneid.gov.vn"}}
    row = VNEID | {"only_as_source": True}
    assert findings(links.check, lay(tmp_path, sources=sources, facts=FACTS, links=[row])) == []
    (found,) = findings(links.check, lay(tmp_path, passage(answer="Vào vneid.gov.vn."), facts=FACTS, links=[row]))
    assert found.found == "vneid.gov.vn"


def test_an_unlisted_address_in_a_source_is_found(tmp_path: Path) -> None:
    folder = lay(tmp_path, sources={"tt-1": SOURCES["tt-1"] | {"url": "https://vneid.top/x"}})
    (found,) = findings(links.check, folder)
    assert (found.found, line(folder, found)) == ("vneid.top trong nguồn tt-1", "url: https://vneid.top/x")


def test_a_listed_address_that_no_fact_names_is_found(tmp_path: Path) -> None:
    folder = lay(tmp_path, links=[VNEID | {"fact": "CC-1"}])
    (found,) = findings(links.check, folder)
    assert (found.file, found.line) == ("links.yml", 1)
    assert found.found == "vneid.gov.vn không có trong dữ kiện CC-1"
