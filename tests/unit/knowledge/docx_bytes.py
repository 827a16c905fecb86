"""Word documents written by hand: only the parts that are read."""

from __future__ import annotations

import zipfile
from pathlib import Path

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(path: Path, document: str | bytes, styles: str = "") -> Path:
    """Write a document from its XML."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("word/document.xml", document)
        if styles:
            archive.writestr("word/styles.xml", f"<w:styles {NAMESPACE}>{styles}</w:styles>")
    return path


def body(blocks: str) -> str:
    """Give the XML of a document with some blocks."""
    return f"<w:document {NAMESPACE}><w:body>{blocks}</w:body></w:document>"


def paragraph(text: str, font: str = "", style: str = "") -> str:
    """Give a paragraph of one run."""
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>' if font else ""
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{styled}<w:r>{fonts}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
