"""The text layer of a PDF, a form feed between pages."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from knowledge.ingest.read.errors import UnreadableError
from knowledge.ingest.read.limits import MAX_CHARACTERS, MAX_PAGES

_FEWEST_LETTERS = 40
"""A page with less is a picture: a scan, a form, a cover."""


def read(path: Path) -> tuple[str, tuple[str, ...]]:
    """Return the text and what a person should know about it.

    :raises UnreadableError: where it is encrypted, damaged, too long, or has no text layer.
    """
    try:
        reader = PdfReader(path)
        if reader.is_encrypted:
            raise UnreadableError(
                "PDF có mật khẩu hoặc khóa sao chép", "PDF không khóa: xin bản khác, hoặc in ra tệp PDF mới rồi nạp lại"
            )
        count = len(reader.pages)
        if count > MAX_PAGES:
            raise UnreadableError(f"{count} trang", f"nhiều nhất {MAX_PAGES}: tách tệp rồi nạp từng phần")
        pages: list[str] = []
        for page in reader.pages:
            pages.append(page.extract_text())
            if sum(map(len, pages)) > MAX_CHARACTERS:
                raise UnreadableError(f"hơn {MAX_CHARACTERS} ký tự", "văn bản ngắn hơn: tách tệp rồi nạp từng phần")
    except (PyPdfError, RecursionError) as error:
        reason = "các trang trỏ vòng vào nhau" if isinstance(error, RecursionError) else str(error)[:100]
        raise UnreadableError(f"PDF hỏng ({reason})", "PDF mở được: tải lại từ nơi công bố") from error
    return _checked(pages)


def _checked(pages: list[str]) -> tuple[str, tuple[str, ...]]:
    pictures = [number for number, text in enumerate(pages, 1) if sum(map(str.isalpha, text)) < _FEWEST_LETTERS]
    if len(pictures) == len(pages):
        raise UnreadableError(
            f"{len(pages)} trang đều là ảnh chụp (bản scan), không có lớp chữ",
            "bản có chữ: tìm bản DOCX hoặc PDF gốc ở nơi công bố, hoặc nhận dạng chữ (OCR) rồi soát lại từng câu",
        )
    notes = [f"trang không có lớp chữ, nội dung không được đọc: {', '.join(map(str, pictures))}"] if pictures else []
    return "\f".join(pages), tuple(notes)
