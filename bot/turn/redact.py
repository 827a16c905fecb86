"""Masking what is personal before a message reaches Rasa, a log, a database or an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.turn.masking.harmless import hold_certain, hold_likely
from bot.turn.masking.numbers import mask_accounts_and_phones, mask_long
from bot.turn.masking.papers import mask_lettered, mask_papers, mask_registered
from bot.turn.masking.password import mask_passwords
from bot.turn.masking.people import mask_emails, mask_people
from bot.turn.masking.plates import mask_called_plates, mask_shaped_plates
from bot.turn.masking.secret import mask_bare_codes, mask_secrets
from bot.turn.masking.work import Span, Work


@dataclass(frozen=True)
class Redacted:
    """A message without what is personal in it."""

    text: str
    """In clean NFC, with a mask such as `[SỐ GIẤY TỜ]` in place of each: safe to store."""
    bare: str
    """With the masks taken out: what is understood."""
    kinds: tuple[str, ...]
    """Names of what was masked, in order, without repetition."""


_NUMBER_STEPS = (
    mask_registered,
    hold_certain,
    mask_secrets,
    mask_called_plates,
    mask_papers,
    mask_accounts_and_phones,
    hold_likely,
    mask_shaped_plates,
    mask_lettered,
    mask_long,
    mask_bare_codes,
)
"""In this order: what is certain, what is called by its name, what only looks like something."""
_FEWEST_DIGITS = 3
"""No number that is personal has fewer."""


def redact(text: str) -> Redacted:
    """Mask personal numbers, codes, addresses and names of a message.

    :param text: as typed, any Unicode form.
    """
    work = Work.of(text)
    mask_emails(work)
    mask_passwords(work)
    if sum(map(work.key.count, "0123456789")) >= _FEWEST_DIGITS:
        for step in _NUMBER_STEPS:
            step(work)
    mask_people(work)
    if not work.spans:
        return Redacted(work.text, work.text, ())
    spans = _apart(work.spans)
    masked = _replaced(work.text, spans, lambda span: f"[{span.kind.upper()}]")
    bare = " ".join(_replaced(work.text, spans, lambda _: " ").split())
    return Redacted(masked, bare, tuple(dict.fromkeys(span.kind for span in spans)))


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that overlap made one."""
    apart: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if apart and span.start < apart[-1].end:
            last = apart.pop()
            span = Span(last.start, max(last.end, span.end), last.kind)
        apart.append(span)
    return apart


def _replaced(text: str, spans: Iterable[Span], by: Callable[[Span], str]) -> str:
    parts, end = [], 0
    for span in spans:
        parts += [text[end : span.start], by(span)]
        end = span.end
    return "".join((*parts, text[end:]))
