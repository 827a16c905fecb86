"""An answer as Telegram messages: warnings, text, numbered steps, sources; buttons under the last one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.answer import Answer, Source
from bot.channels.telegram import wording
from bot.channels.telegram.splitting import LIMIT, Line, Run, messages
from bot.channels.terminal import vietnamese_day
from bot.payload import Payload

PARAGRAPH = "\n\n"


class Part(NamedTuple):
    """One message to send."""

    html: str
    keyboard: InlineKeyboardMarkup | None


def render(answer: Answer, limit: int = LIMIT) -> list[Part]:
    """Return the messages that show an answer.

    :param limit: UTF-16 code units of a message after its markup is read.
    """
    texts = messages(_lines(answer), limit)
    return [Part(text, keyboard(answer) if number == len(texts) else None) for number, text in enumerate(texts, 1)]


def keyboard(answer: Answer) -> InlineKeyboardMarkup | None:
    """Return one wide button a row, which older hands hit, and the rating under what was answered."""
    rows = [[InlineKeyboardButton(button.title, callback_data=button.payload)] for button in answer.buttons]
    if answer.status == "answered" and answer.answer_id:
        rows.append(
            [
                _rating(wording.HELPFUL, "helpful", answer.answer_id),
                _rating(wording.NOT_HELPFUL, "not_helpful", answer.answer_id),
            ]
        )
    return InlineKeyboardMarkup(rows) if rows else None


def _rating(title: str, verdict: str, answer_id: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(title, callback_data=str(Payload("rate", (verdict, answer_id))))


def _lines(answer: Answer) -> Iterator[Line]:
    for warning in answer.warnings:
        if warning in wording.WARNINGS:
            yield Line((Run(wording.WARNINGS[warning]),))
    yield Line((Run(answer.text),), PARAGRAPH)
    for number, step in enumerate(answer.steps, 1):
        yield Line((Run(f"{number}. {step}"),), PARAGRAPH if number == 1 else "\n")
    for number, source in enumerate(answer.sources, 1):
        yield Line(_source(source, "Nguồn: " if number == 1 else "– "), PARAGRAPH if number == 1 else "\n")
    if answer.verified_on:
        gap = "\n" if answer.sources else PARAGRAPH
        yield Line((Run(f"Kiểm tra ngày {vietnamese_day(answer.verified_on)}"),), gap)


def _source(source: Source, lead: str) -> tuple[Run, ...]:
    runs = [Run(lead), Run(source.title, source.url)]
    if source.article:
        runs.append(Run(f", {source.article}"))
    if source.effective_from:
        runs.append(Run(f", hiệu lực từ {vietnamese_day(source.effective_from)}"))
    elif source.issued_on:
        runs.append(Run(f", ngày {vietnamese_day(source.issued_on)}"))
    if source.effective_to:
        runs.append(Run(f", hết hiệu lực {vietnamese_day(source.effective_to)}"))
    return tuple(runs)
