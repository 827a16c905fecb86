"""Cutting lines into messages that Telegram accepts, before anything is escaped.

Telegram counts a message in UTF-16 code units after it has read the markup, so a tag costs nothing and
an emoji costs two. Cutting here, on plain text, can hit neither a tag nor half of a surrogate pair.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, chain, takewhile

from telegram.constants import MessageLimit

LIMIT = int(MessageLimit.MAX_TEXT_LENGTH)
_STICKY = {"\u200d", "\ufe0e", "\ufe0f"}
"""Joiner and variation selectors: they belong to the character before them."""


@dataclass(frozen=True)
class Run:
    """Text that is a link as a whole, or none."""

    text: str
    url: str | None = None

    @property
    def html(self) -> str:
        """The run in Telegram's HTML."""
        escaped = html.escape(self.text, quote=False)
        return f'<a href="{html.escape(self.url)}">{escaped}</a>' if self.url else escaped


@dataclass(frozen=True)
class Line:
    """Runs that stay together where they can, and what separates them from the line before."""

    runs: tuple[Run, ...]
    gap: str = "\n"

    @property
    def size(self) -> int:
        """UTF-16 code units of the line without its gap."""
        return sum(units(run.text) for run in self.runs)


def units(text: str) -> int:
    """Return the length of a text in UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def messages(lines: Iterable[Line], limit: int = LIMIT) -> list[str]:
    """Return the lines as HTML messages of at most `limit` UTF-16 code units each.

    :param limit: at least 2, the size of one emoji.
    """
    found: list[str] = []
    used = 0
    for line in chain.from_iterable(_pieces(line, limit) for line in lines):
        content = "".join(run.html for run in line.runs)
        if found and used + units(line.gap) + line.size <= limit:
            found[-1] += line.gap + content
            used += units(line.gap) + line.size
        else:
            found.append(content)
            used = line.size
    return found


def _pieces(line: Line, limit: int) -> Iterator[Line]:
    """Yield the line, cut where it is longer than a message."""
    room = limit
    runs: list[Run] = []
    for run in line.runs:
        rest = run.text
        while units(rest) > room:
            cut = _cut(rest, room, whole_room=room == limit)
            if rest[:cut].strip():
                runs.append(replace(run, text=rest[:cut].rstrip()))
            if runs:
                yield Line(tuple(runs), line.gap)
            runs, rest, room = [], rest[cut:].lstrip(), limit
        if rest:
            runs.append(replace(run, text=rest))
            room -= units(rest)
    if runs:
        yield Line(tuple(runs), line.gap)


def _cut(text: str, room: int, whole_room: bool) -> int:
    """Return where to cut: after a space if there is one, never before a mark of the last character.

    :param whole_room: an empty message is no place to give up; cut inside a word then.
    """
    sizes = accumulate(units(character) for character in text)
    end = sum(1 for _ in takewhile(lambda size: size <= room, sizes))
    space = text.rfind(" ", 0, end) + 1
    if space > end // 2 or not whole_room:
        return space
    start = end
    while start > 1 and (unicodedata.combining(text[start]) or {text[start], text[start - 1]} & _STICKY):
        start -= 1
    return start if start > 1 else max(end, 1)
