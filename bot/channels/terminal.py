"""The terminal's renderer: readable in a plain window, sources and numbered buttons included."""

from __future__ import annotations

import textwrap

from bot.answer import Answer, Source

WIDTH = 88
WARNINGS = {
    "scam": "⚠ Coi chừng lừa đảo.",
    "outdated": "⚠ Câu trả lời này đã hơn 180 ngày chưa được kiểm tra lại, nên hỏi lại cơ quan trước khi đi.",
    "changes_soon": "⚠ Quy định này sắp thay đổi, hãy xem ngày hết hiệu lực bên dưới.",
}
"""`personal_data` needs no line: the text itself says it."""


def render(answer: Answer) -> str:
    """Return the answer as lines for a terminal."""
    blocks = [WARNINGS[warning] for warning in answer.warnings if warning in WARNINGS]
    blocks.append(textwrap.fill(answer.text, WIDTH))
    blocks += [
        textwrap.fill(step, WIDTH, initial_indent=f"  {number}. ", subsequent_indent="     ")
        for number, step in enumerate(answer.steps, 1)
    ]
    if answer.sources:
        blocks.append("Nguồn: " + "\n       ".join(source_line(source) for source in answer.sources))
        if answer.verified_on:
            blocks.append(f"Kiểm tra ngày {vietnamese_day(answer.verified_on)}.")
    if answer.buttons:
        blocks.append("\n".join(f"  [{number}] {button.title}" for number, button in enumerate(answer.buttons, 1)))
    return "\n".join(blocks)


def source_line(source: Source) -> str:
    """Return a source as one line: article, title, dates, address."""
    parts = [f"{source.article}, {source.title}" if source.article else source.title]
    if source.effective_from and source.effective_to:
        parts.append(f"hiệu lực từ {vietnamese_day(source.effective_from)} đến {vietnamese_day(source.effective_to)}")
    elif source.effective_from:
        parts.append(f"hiệu lực từ {vietnamese_day(source.effective_from)}")
    elif source.issued_on:
        parts.append(f"ngày {vietnamese_day(source.issued_on)}")
    if source.url:
        parts.append(source.url)
    return " · ".join(parts)


def vietnamese_day(iso: str) -> str:
    """Return `YYYY-MM-DD` as dd/mm/yyyy."""
    year, month, day = iso.split("-")
    return f"{day}/{month}/{year}"
