"""An answer as Telegram messages, measured by the server's own count."""

from __future__ import annotations

import html

import pytest
from botapi.entities import parse, units

from bot.answer import Answer, Button, Source
from bot.channels.telegram.render import render

FULL = Answer(
    "answered",
    "Đổi thẻ ở công an xã <gần nhà> & không mất tiền.",
    steps=("Mang thẻ cũ", "Đến công an xã"),
    sources=(
        Source("a", "Luật Căn cước 2023", "Điều 24", "https://a.vn/?x=1&y=2", effective_from="2024-07-01"),
        Source("b", "Báo Nhân Dân", issued_on="2025-02-03", effective_to="2027-03-01"),
    ),
    verified_on="2026-11-24",
    warnings=("personal_data", "scam", "outdated", "changes_soon"),
    buttons=(Button("Mất bao nhiêu tiền?", "v1:passage:x"),),
    answer_id="0123456789abcdef",
)


def plain(answer: Answer, limit: int = 4096) -> list[str]:
    return [parse(part.html, "HTML")[0] for part in render(answer, limit)]


def test_layout_puts_warnings_first_then_text_steps_sources_and_the_day_of_the_check() -> None:
    (text,) = plain(FULL)
    lines = [line for line in text.splitlines() if line]
    assert [line[0] for line in lines[:3]] == ["⚠", "🕒", "📅"]
    assert lines[3:] == [
        "Đổi thẻ ở công an xã <gần nhà> & không mất tiền.",
        "1. Mang thẻ cũ",
        "2. Đến công an xã",
        "Nguồn: Luật Căn cước 2023, Điều 24, hiệu lực từ 01/07/2024",
        "– Báo Nhân Dân, ngày 03/02/2025, hết hiệu lực 01/03/2027",
        "Kiểm tra ngày 24/11/2026",
    ]


def test_a_source_with_an_address_is_a_link() -> None:
    _, entities = parse(render(FULL)[0].html, "HTML")
    assert [entity["url"] for entity in entities] == ["https://a.vn/?x=1&y=2"]


def test_buttons_are_one_a_row_and_the_rating_stands_under_what_was_answered() -> None:
    keyboard = render(FULL)[0].keyboard
    assert keyboard is not None
    assert [[(b.text, b.callback_data) for b in row] for row in keyboard.inline_keyboard] == [
        [("Mất bao nhiêu tiền?", "v1:passage:x")],
        [
            ("👍 Hữu ích", "v1:rate:helpful:0123456789abcdef"),
            ("👎 Chưa đúng", "v1:rate:not_helpful:0123456789abcdef"),
        ],
    ]


@pytest.mark.parametrize("status", ["clarify", "no_answer", "refused", "smalltalk", "error"])
def test_what_is_no_answer_is_not_rated(status: str) -> None:
    assert render(Answer(status, "Chào bạn", answer_id="x"))[0].keyboard is None


TEXTS = {
    "words": "thẻ căn cước công dân " * 60,
    "emoji": "😀" * 3000,
    "family": "👨‍👩‍👧‍👦" * 300,
    "marks": "e\u0302\u0301" * 900,
    "markup": "<b>&amp;</b>" * 200,
    "one word": "x" * 3000,
}


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("limit", [64, 1000, 4096])
def test_long_answers_are_cut_so_that_every_message_is_accepted_and_nothing_is_lost(kind: str, limit: int) -> None:
    steps = (TEXTS[kind], "ngắn", TEXTS[kind])
    source = Source("a", "Tên rất dài " * 30, url="https://a.vn/")
    answer = Answer("answered", "Có.", steps=steps, sources=(source,), answer_id="x")
    parts = render(answer, limit)
    texts = [parse(part.html, "HTML")[0] for part in parts]
    assert max(units(text) for text in texts) <= limit
    assert all(text.strip() for text in texts)
    expected = "Có." + "".join(f"{n}. {step}" for n, step in enumerate(steps, 1)) + f"Nguồn: {source.title}"
    assert "".join("".join(texts).split()) == "".join(expected.split())
    assert [part.keyboard is not None for part in parts] == [False] * (len(parts) - 1) + [True]


def test_a_cut_never_parts_a_letter_from_its_marks() -> None:
    texts = plain(Answer("answered", ".", steps=(TEXTS["marks"],)), 64)
    assert all(text[0] not in "\u0301\u0302" for text in texts)


def test_a_cut_prefers_the_gap_between_words() -> None:
    texts = plain(Answer("answered", ".", steps=("Căn cước " * 50,)), 64)
    assert {word for text in texts for word in text.split()} == {".", "1.", "Căn", "cước"}


def test_a_message_that_just_fits_is_not_cut() -> None:
    step = "y" * (4096 - len("Có.\n\n1. "))
    assert len(render(Answer("answered", "Có.", steps=(step,)))) == 1
    assert len(render(Answer("answered", "Có.", steps=(step + "y",)))) == 2


def test_the_address_of_a_link_cannot_leave_its_quotes() -> None:
    source = Source("a", "T", url='https://a.vn/"><b>')
    (part,) = render(Answer("answered", "Có.", sources=(source,)))
    assert parse(part.html, "HTML")[1][0]["url"] == source.url
    assert html.escape(source.url or "") in part.html
