"""What is read of a document and what is left out, kind by kind."""

from pathlib import Path

import pytest
from docx_bytes import body, docx, paragraph
from pdf_bytes import CATALOG, PAGE, PAGES, pdf, stream
from pypdf import PdfWriter

from bot.settings import ROOT
from knowledge.ingest.read.reading import Reading, read_document

OFFICIAL = ROOT / "tests" / "unit" / "knowledge" / "official"
LINE = "Công dân đến Công an cấp xã nộp hồ sơ đăng ký cư trú."


def read_html(folder: Path, page: str, encoding: str = "utf-8") -> Reading:
    path = folder / "trang.html"
    path.write_bytes(page.encode(encoding))
    return read_document(path)


def test_docx_paragraphs_and_rows_stand_in_their_order(tmp_path: Path) -> None:
    cell = "<w:tc>{}</w:tc>".format
    layout = (
        f"<w:tbl><w:tr>{cell(paragraph('BỘ CÔNG AN') + paragraph('Số: 1'))}{cell(paragraph('Độc lập'))}</w:tr></w:tbl>"
    )
    fees = f"<w:tbl><w:tr>{cell(paragraph('Lần đầu'))}{cell(paragraph('miễn lệ phí'))}</w:tr></w:tbl>"
    path = docx(tmp_path / "a.docx", body(layout + paragraph(LINE) + fees + paragraph("Hết.")))
    lines = ["BỘ CÔNG AN", "Số: 1", "Độc lập", LINE, "Lần đầu | miễn lệ phí", "Hết."]
    assert read_document(path).text.split("\n") == lines


def test_docx_deleted_words_are_gone_and_inserted_and_controlled_ones_are_there(tmp_path: Path) -> None:
    runs = (
        "<w:r><w:t>Nộp hồ sơ </w:t></w:r><w:del><w:r><w:delText>tại huyện</w:delText></w:r></w:del>"
        '<w:ins><w:r><w:t xml:space="preserve">tại xã, </w:t></w:r></w:ins>'
        "<w:sdt><w:sdtContent><w:r><w:t>lệ phí</w:t><w:tab/><w:t>đóng ở quầy</w:t></w:r></w:sdtContent></w:sdt>"
    )
    read = read_document(docx(tmp_path / "a.docx", body(f"<w:p>{runs}</w:p>" + paragraph(LINE))))
    assert read.text.split("\n")[0] == "Nộp hồ sơ tại xã, lệ phí\tđóng ở quầy"


def test_docx_fonts_tell_the_legacy_sets_for_certain(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Dau"><w:rPr><w:rFonts w:ascii=".VnTimeH"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Dau"/></w:style>'
    )
    blocks = (
        paragraph("céng hßa x· héi", style="Con") + paragraph("C«ng d©n nép hå s¬", font=".VnTime")
        + paragraph("Coâng an xaõ", font="VNI-Times") + paragraph(LINE)
    )  # fmt: skip
    read = read_document(docx(tmp_path / "a.docx", body(blocks), styles))
    assert read.text.split("\n") == ["CỘNG HÒA XÃ HỘI", "Công dân nộp hồ sơ", "Công an xã", LINE]


def test_html_keeps_the_main_text_only(tmp_path: Path) -> None:
    read = read_html(
        tmp_path,
        f"""<html><head><title>Đăng ký cư trú | Công an tỉnh</title></head><body><header>Cổng thông tin</header>
        <div class="main-menu">Trang chủ</div><div role="navigation">Mục lục</div>
        <main><h1>Đăng ký
        cư trú</h1><p>{LINE}<br>Mang theo <b>thẻ</b> căn&nbsp;cước.</p><script>alert("xã")</script>
        <table><tr><th>Việc</th><th>Lệ phí</th></tr><tr><td><p>Tách hộ</p></td><td>10.000 đồng</td></tr></table>
        <ul><li>Một</li><li>Hai</li></ul></main><aside>Tin khác</aside><footer>Bản quyền</footer></body></html>""",
    )
    assert read.text.split("\n") == [
        "Đăng ký cư trú", LINE, "Mang theo thẻ căn cước.", "Việc | Lệ phí", "Tách hộ | 10.000 đồng", "Một", "Hai",
    ]  # fmt: skip
    assert (read.title, read.site) == ("Đăng ký cư trú", "Công an tỉnh")


def test_html_in_a_legacy_set_is_converted_with_its_title(tmp_path: Path) -> None:
    page = "<title>C«ng an x·</title><p>C«ng d©n ®Õn C«ng an cÊp x· nép hå s¬ ®¨ng ký c\u00ad tró.</p>"
    read = read_html(tmp_path, page, "cp1252")
    assert (read.title, read.text, read.encoding) == ("Công an xã", LINE, "tcvn3")


def test_html_entities_are_letters(tmp_path: Path) -> None:
    page = "".join(letter if letter.isascii() else f"&#{ord(letter)};" for letter in f"<p>{LINE}</p>")
    assert read_html(tmp_path, page).text == LINE


def test_pdf_pages_without_text_are_named(tmp_path: Path) -> None:
    (tmp_path / "blank.pdf").write_bytes(pdf(CATALOG, PAGES, PAGE, stream(b"")))
    writer = PdfWriter()
    writer.append(OFFICIAL / "nghi-dinh-63-2010.pdf")
    writer.append(tmp_path / "blank.pdf")
    writer.write(tmp_path / "both.pdf")
    read = read_document(tmp_path / "both.pdf")
    assert read.notes == ("trang không có lớp chữ, nội dung không được đọc: 5",)
    assert read.text.count("\f") == 4


@pytest.mark.parametrize("suffix", [".TXT", ".txt"])
def test_line_ends_of_every_system_are_one(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(f"{LINE}\r\n{LINE}\r{LINE}\n".encode())
    assert read_document(path).text == f"{LINE}\n" * 3
