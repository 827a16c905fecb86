"""TCVN3 and VNI: every letter there and back, recognised in real text, refused where it cannot be told."""

import unicodedata
from pathlib import Path

import pytest

from bot.settings import ROOT
from knowledge.ingest.legacy import tcvn3, vni
from knowledge.ingest.legacy.guess import to_unicode
from knowledge.ingest.read.errors import UnreadableError
from knowledge.ingest.read.text import decode

SMALL = "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ"
ARTICLE = (ROOT / "seeds" / "000_7de7410c0b94d531.txt").read_text(encoding="utf-8").split("\n")[2]
TCVN3 = {letter: spelt for spelt, letter in tcvn3.TABLE.items()}
VNI = {letter: spelt for spelt, letter in reversed(vni.TABLE.items())}


def spell(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(letter, letter) for letter in text)


def test_tcvn3_knows_every_letter() -> None:
    assert {tcvn3.decode(TCVN3[letter]) for letter in SMALL} == set(SMALL)
    assert tcvn3.decode(spell("ĂÂÊÔƠƯĐ", TCVN3)) == "ĂÂÊÔƠƯĐ"
    assert len(set(tcvn3.TABLE.values())) == len(tcvn3.TABLE) == len(SMALL) + 7
    assert tcvn3.decode(spell(SMALL, TCVN3), capital_font=True) == SMALL.upper()


def test_vni_knows_every_letter_small_and_capital() -> None:
    for letter in SMALL + SMALL.upper():
        assert vni.decode(VNI[letter]) == letter
    assert vni.decode("Aùo, AÂu, Ñaø Naüng") == "Áo, ÂU, Đà Nẵng".replace("ÂU", "Âu")


def test_both_give_real_text_back_letter_by_letter() -> None:
    assert len(ARTICLE) > 800
    assert tcvn3.decode(spell(ARTICLE, TCVN3)) == ARTICLE
    assert vni.decode(spell(ARTICLE, VNI)) == ARTICLE


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Sè: 05/1999/N§-CP", "Số: 05/1999/NĐ-CP"),
        ("BC§§Ò ¸n 06 PHó THä", "BCĐĐề án 06 PHÚ THỌ"),
        ("Bµ §ç ThÞ Lý ë x· Hµ", "Bà Đỗ Thị Lý ở xã Hà"),
        ("ñy ban nh©n d©n TP.HCM", "ủy ban nhân dân TP.HCM"),
    ],
)
def test_capitals_of_tcvn3_are_raised_where_the_font_had_raised_them(typed: str, meant: str) -> None:
    assert tcvn3.decode(typed) == meant


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (ARTICLE.encode(), "utf-8"),
        (ARTICLE.encode("utf-8-sig"), "utf-8"),
        (ARTICLE.encode("utf-16"), "utf-16"),
        (ARTICLE.encode("utf-16-be"), "utf-16-be"),
        (unicodedata.normalize("NFD", ARTICLE).encode(), "utf-8"),
        (spell(ARTICLE, TCVN3).encode("cp1252"), "tcvn3"),
        (spell(ARTICLE, TCVN3).encode(), "tcvn3"),  # saved as Unicode by a program that did not know
        (spell(ARTICLE, VNI).encode("cp1252"), "vni"),
        (spell(ARTICLE, VNI).encode(), "vni"),
    ],
)
def test_a_text_is_the_same_from_every_encoding(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert decoded.text == decode(ARTICLE.encode()).text
    assert decoded.text.replace('"', "") == ARTICLE.translate(dict.fromkeys(map(ord, '“”"')))
    assert decoded.encoding == encoding


def test_windows_1258_is_recognised() -> None:
    # Its letters with hat or breve are whole, its tones are marks behind them.
    spelt = "".join(_tone_apart(letter) for letter in ARTICLE)
    decoded = decode(spelt.encode("cp1258"))
    assert (decoded.text, decoded.encoding) == (decode(ARTICLE.encode()).text, "windows-1258")


def _tone_apart(letter: str) -> str:
    marks = unicodedata.normalize("NFD", letter)
    tone = "".join(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", marks.replace(tone, "")) + tone if tone else letter


def test_what_cannot_be_told_is_refused() -> None:
    half = len(ARTICLE) // 2
    with pytest.raises(UnreadableError, match=r"lẫn nhiều bảng mã: chỉ \d+% .* cần chữ Unicode: .*UniKey"):
        to_unicode(ARTICLE[:half] + spell(ARTICLE[half:], TCVN3), "utf-8")
    with pytest.raises(UnreadableError, match="lẫn nhiều bảng mã"):
        to_unicode(spell(ARTICLE[:half], VNI) + spell(ARTICLE[half:], TCVN3), "utf-8")
    with pytest.raises(UnreadableError, match="0 chữ tiếng Việt có dấu"):
        to_unicode("Nothing here is Vietnamese at all, not a word of it.", "utf-8")
    with pytest.raises(UnreadableError, match="0 chữ tiếng Việt có dấu"):
        to_unicode("Cong hoa xa hoi chu nghia Viet Nam", "utf-8")
    with pytest.raises(UnreadableError, match="nhị phân|không giải mã được"):
        decode(bytes(range(256)) * 40)


def test_one_line_in_another_set_is_told() -> None:
    decoded = to_unicode(f"{ARTICLE}\n{spell(ARTICLE[:200], TCVN3)}\n{ARTICLE}", "utf-8")
    assert "khác bảng mã, cần đọc lại: 2" in decoded.note


def test_the_official_files_are_what_they_say(tmp_path: Path) -> None:
    folder = ROOT / "tests" / "unit" / "knowledge" / "official"
    found = {path.name: decode(path.read_bytes()).encoding for path in folder.glob("*.txt")}
    assert found == {"nghi-dinh-05-1999.txt": "tcvn3", "luat-60-2014.txt": "vni", "khai-bao-tam-vang.txt": "utf-8"}
