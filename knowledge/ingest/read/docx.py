"""The text of a Word document (DOCX): paragraphs and table rows in their order, headers and footers left out.

Read from its two XML parts directly: content controls and accepted insertions, of which official forms are full,
count as text, deleted words do not, and the font of each run tells TCVN3 and VNI for certain.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from knowledge.ingest.legacy import tcvn3, vni
from knowledge.ingest.read.errors import UnreadableError
from knowledge.ingest.read.limits import MAX_XML_BYTES

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_SAVE_AGAIN = "tệp .docx mở được: mở bằng Word hoặc LibreOffice rồi lưu lại thành .docx"


def read(path: Path) -> str:
    """Return the text, a paragraph or a table row a line.

    :raises UnreadableError: where it is encrypted, damaged, or larger when unpacked than any document is.
    """
    with path.open("rb") as file:
        if file.read(len(_OLE)) == _OLE:
            raise UnreadableError(
                "tệp Word có mật khẩu, hoặc là .doc đời cũ đổi tên",
                "tệp .docx không mật khẩu: mở, bỏ mật khẩu, lưu lại",
            )
    try:
        with zipfile.ZipFile(path) as archive:
            body = _part(archive, "word/document.xml")
            fonts = _style_fonts(_part(archive, "word/styles.xml")) if _has(archive, "word/styles.xml") else {}
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:  # the last: a packing unknown to zipfile
        raise UnreadableError(f"tệp .docx hỏng ({error})", _SAVE_AGAIN) from error
    return "\n".join(_lines(body, fonts))


def _has(archive: zipfile.ZipFile, name: str) -> bool:
    return name in archive.namelist()


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    """Unpack and parse one part; its size is counted while it is unpacked, whatever the archive claims."""
    if not _has(archive, name):
        raise UnreadableError(f"tệp .zip không có {name}", _SAVE_AGAIN)
    if archive.getinfo(name).flag_bits & 1:
        raise UnreadableError("tệp có mật khẩu", "tệp .docx không mật khẩu: mở, bỏ mật khẩu, lưu lại")
    with archive.open(name) as part:
        data = part.read(MAX_XML_BYTES + 1)
    if len(data) > MAX_XML_BYTES:
        raise UnreadableError(
            f"{name} bung ra hơn {MAX_XML_BYTES // 2**20} MB", "một văn bản cỡ thường: có thể tệp bị cài bẫy, đừng mở"
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"{name} hỏng hoặc quá lớn ({str(error)[:80]})", _SAVE_AGAIN) from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableError(
            f"{name} khai báo DOCTYPE, điều Word không bao giờ ghi", f"{_SAVE_AGAIN}; có thể tệp bị cài bẫy"
        )
    return root


def _lines(body: etree._Element, fonts: dict[str, str]) -> Iterator[str]:
    """Yield paragraphs and rows. Tables inside a cell come with its row."""
    for block in body.iter(f"{_W}p", f"{_W}tr"):
        row = next(block.iterancestors(f"{_W}tr"), None)
        if block.tag == f"{_W}tr" and row is None:
            yield from _row(block, fonts)
        elif block.tag == f"{_W}p" and row is None:
            yield _paragraph(block, fonts)


def _row(row: etree._Element, fonts: dict[str, str]) -> list[str]:
    """Return a row as one line, or as its paragraphs where it only lays text out side by side."""
    cells = [[_paragraph(p, fonts) for p in cell.iter(f"{_W}p")] for cell in row.iterchildren(f"{_W}tc")]
    cells = [[text for text in cell if text.strip()] for cell in cells]
    if any(len(cell) > 1 for cell in cells):
        return [text for cell in cells for text in cell]
    return [" | ".join(text for cell in cells for text in cell)]


def _paragraph(paragraph: etree._Element, fonts: dict[str, str]) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    default = fonts.get(style.get(f"{_W}val", "") if style is not None else "", fonts.get("", ""))
    return "".join(_run(run, default) for run in paragraph.iter(f"{_W}r")).replace("\n", " ")


def _run(run: etree._Element, default: str) -> str:
    text = "".join(
        (piece.text or "") if piece.tag == f"{_W}t" else _BREAKS.get(str(piece.tag), "") for piece in run.iterchildren()
    )
    font = _font(run.find(f"{_W}rPr")) or default
    if font.startswith(".Vn"):
        return tcvn3.decode(text, capital_font=font.endswith("H"))
    return vni.decode(text) if font.upper().startswith("VNI-") else text


def _style_fonts(styles: etree._Element) -> dict[str, str]:
    """Return the font of each style by its id, that of the default style under the empty name."""
    rows = {style.get(f"{_W}styleId", ""): style for style in styles.iterchildren(f"{_W}style")}
    fonts = {}
    for name, style in rows.items():
        seen: set[str] = set()
        current: etree._Element | None = style
        while current is not None and not _font(current.find(f"{_W}rPr")):
            based = current.find(f"{_W}basedOn")
            parent = based.get(f"{_W}val", "") if based is not None else ""
            current = rows.get(parent) if parent not in seen else None
            seen.add(parent)
        font = _font(current.find(f"{_W}rPr")) if current is not None else ""
        fonts[name] = font or _font(styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr"))
        if style.get(f"{_W}default") == "1" and style.get(f"{_W}type") == "paragraph":
            fonts[""] = fonts[name]
    return fonts


def _font(properties: etree._Element | None) -> str:
    fonts = properties.find(f"{_W}rFonts") if properties is not None else None
    return fonts.get(f"{_W}ascii", "") if fonts is not None else ""
