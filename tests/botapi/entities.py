"""Telegram's HTML: what remains after parsing, and what it refuses (after tdlib's documented behaviour)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from botapi.errors import bad_request

TYPES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "a": "text_link", "tg-spoiler": "spoiler", "span": "spoiler", "blockquote": "blockquote",
}  # fmt: skip
_TAG = re.compile(r"<(/?)([^\s>]*)([^>]*)(>?)")
_CHARACTER = re.compile(r"&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_HREF = re.compile(r"""href=(?:"([^"]*)"|'([^']*)')""")


def units(text: str) -> int:
    """UTF-16 code units, in which Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


@dataclass
class _Reader:
    source: str
    text: str = ""
    open: list[tuple[str, int, str]] = field(default_factory=list)
    entities: list[dict[str, Any]] = field(default_factory=list)

    def read(self) -> None:
        at = 0
        for match in _TAG.finditer(self.source):
            self.text += _decoded(self.source[at : match.start()])
            self._tag(match, len(self.source[: match.start()].encode()))
            at = match.end()
        self.text += _decoded(self.source[at:])
        if self.open:
            raise _error(f'Can\'t find end tag corresponding to start tag "{self.open[-1][0]}"')

    def _tag(self, match: re.Match[str], offset: int) -> None:
        closing, name, attributes, end = match.groups()
        name = name.lower()
        if not end:
            raise _error(f"Unclosed {'end' if closing else 'start'} tag at byte offset {offset}")
        if closing:
            self._close(name, offset)
        elif name not in TYPES:
            raise _error(f'Unsupported start tag "{name}" at byte offset {offset}')
        else:
            href = _HREF.search(attributes)
            url = _decoded(href[1] or href[2] or "") if href else ""
            self.open.append((name, units(self.text), url))

    def _close(self, name: str, offset: int) -> None:
        if not self.open:
            raise _error(f"Unexpected end tag at byte offset {offset}")
        expected, start, url = self.open.pop()
        if name not in ("", expected):
            raise _error(f'Unmatched end tag at byte offset {offset}, expected "</{expected}>", found "</{name}>"')
        length = units(self.text) - start
        if length and (expected != "a" or url.startswith(("http://", "https://", "tg://"))):
            entity = {"type": TYPES[expected], "offset": start, "length": length}
            self.entities.append({**entity, "url": url} if expected == "a" else entity)


def parse(text: str, mode: str | None) -> tuple[str, list[dict[str, Any]]]:
    """Return the text without markup, and its entities.

    :raises ApiError: where Telegram would not take the markup.
    """
    if mode is None:
        return text, []
    if mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    reader = _Reader(text)
    reader.read()
    return reader.text, reader.entities


def mentions(text: str) -> list[dict[str, Any]]:
    """The entities that Telegram finds by itself in what somebody types: commands and names."""
    found = []
    for match in re.finditer(r"(?<!\S)(/\w+(?:@\w+)?|@\w{3,})", text):
        kind = "bot_command" if match[0].startswith("/") else "mention"
        found.append({"type": kind, "offset": units(text[: match.start()]), "length": units(match[0])})
    return found


def _decoded(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        decimal, hexadecimal, name = match.groups()
        return _NAMED[name] if name else chr(int(decimal) if decimal else int(hexadecimal, 16))

    return _CHARACTER.sub(character, text)


def _error(what: str) -> Exception:
    return bad_request(f"can't parse entities: {what}")
