"""What can be asserted of a reply."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from bot.answer import STATUSES, WARNINGS, Answer
from bot.suites.drivers import Reply
from bot.suites.values import Value
from bot.turn.redact import redact

MOST = 10_000
_PERSONAL = ("số giấy tờ", "số điện thoại", "số tài khoản", "biển số", "mã bí mật")


@dataclass(frozen=True)
class Span:
    """A count from `low` to `high`, both included."""

    low: int
    high: int

    def __str__(self) -> str:
        if self.high == MOST:
            return f"at least {self.low}"
        return str(self.low) if self.low == self.high else f"{self.low} to {self.high}"


@dataclass(frozen=True)
class Check:
    """One kind of assertion.

    :param read: reads one value from the file.
    :param has: tells whether a reply has it.
    :param got: what to show of a reply that failed.
    :param one_of: whether one of several values is enough.
    :param of_answer: whether it needs the answer's fields, which a channel of messages does not show.
    """

    read: Callable[[Value], Any]
    has: Callable[[Reply, Any], bool]
    got: Callable[[Reply], object]
    one_of: bool = False
    of_answer: bool = True


def one_line(text: str) -> str:
    """Return a text as `matches` sees it: NFC, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def plain(text: str) -> str:
    """Return a text as `contains` compares it: in one line, in small letters."""
    return one_line(text).casefold()


def personal_numbers(reply: Reply) -> tuple[str, ...]:
    """Return the kinds of personal numbers that a reply shows, addresses of web pages aside."""
    shown = re.sub(r"https?://\S+", " ", "\n".join((reply.said, *reply.buttons)))
    return tuple(kind for kind in redact(shown).kinds if kind in _PERSONAL)


def _read_text(value: Value) -> str:
    text = value.text()
    if not text.strip():
        raise value.error("found empty text, expected at least one letter")
    return text


def _read_pattern(value: Value) -> re.Pattern[str]:
    try:
        return re.compile(_read_text(value), re.IGNORECASE | re.DOTALL)
    except re.error as error:
        raise value.error(f"found a regular expression that Python cannot read: {error}") from error


def _read_span(value: Value) -> Span:
    if str(value.node.tag).endswith(":int"):
        exact = value.number(0, MOST)
        return Span(exact, exact)
    row = value.fields(("min", "max"))
    low = row["min"].number(0, MOST) if "min" in row else 0
    high = row["max"].number(0, MOST) if "max" in row else MOST
    if low > high or not row:
        raise value.error(f"found min {low} and max {high}, expected min or max or both, min not above max")
    return Span(low, high)


def _listed(values: Iterable[object]) -> str:
    return ", ".join(dict.fromkeys(str(value) for value in values)) or "none"


def _field(of: Callable[[Answer], Iterable[object]], read: Callable[[Value], str], one_of: bool = False) -> Check:
    def values(reply: Reply) -> list[object]:
        return [value for answer in reply.answers for value in of(answer)]

    return Check(read, lambda reply, value: value in values(reply), lambda reply: _listed(values(reply)), one_of)


def _count(of: Callable[[Reply], int]) -> Check:
    return Check(_read_span, lambda reply, span: span.low <= of(reply) <= span.high, of)


def _longest(reply: Reply) -> int:
    return max(len(text) for text in ([answer.text for answer in reply.answers] or reply.messages))


CHECKS: dict[str, Check] = {
    "status": _field(lambda answer: (answer.status,), lambda value: value.text(STATUSES), one_of=True),
    "topic": _field(lambda answer: (answer.topic,), _read_text, one_of=True),
    "topics": _field(lambda answer: (answer.topic, *answer.topics), _read_text),
    "passage": _field(lambda answer: answer.passages, _read_text, one_of=True),
    "source": _field(lambda answer: (source.id for source in answer.sources), _read_text),
    "warnings": _field(lambda answer: answer.warnings, lambda value: value.text(WARNINGS)),
    "buttons": Check(
        _read_text,
        lambda reply, title: title in reply.buttons,
        lambda reply: _listed(reply.buttons),
        of_answer=False,
    ),
    "contains": Check(
        _read_text,
        lambda reply, text: plain(text) in plain(reply.said),
        lambda reply: reply.said,
        of_answer=False,
    ),
    "matches": Check(
        _read_pattern,
        lambda reply, pattern: bool(pattern.search(one_line(reply.said))),
        lambda reply: reply.said,
        of_answer=False,
    ),
    "steps": _count(lambda reply: sum(len(answer.steps) for answer in reply.answers)),
    "answers": _count(lambda reply: len(reply.answers)),
    "max_length": Check(
        lambda value: value.number(1, MOST),
        lambda reply, most: _longest(reply) <= most,
        _longest,
        of_answer=False,
    ),
    "personal_number": Check(
        Value.true,
        lambda reply, _true: bool(personal_numbers(reply)),
        lambda reply: _listed(personal_numbers(reply)),
        of_answer=False,
    ),
}
