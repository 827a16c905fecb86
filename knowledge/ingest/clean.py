"""Repairs typing defects of a text, each repair recorded with its place.

Three kinds: words stuck together ("vàkết", "BCĐĐề"), a space missing after or standing before punctuation
("số.Các", "tỉnh , huyện"), and more than one space. Wording, spelling and figures are never touched.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from knowledge.ingest.stuck import StuckWords
from knowledge.vietnamese.tokens import Token, tokenise

_NO_SPACE_AFTER = re.compile(r"[,;:!?]|(?:\.\.\.|…)[,;]?")
_SPACE_BEFORE = re.compile(r"\s+([,;:.!?])(?=\s|$)")
_SPACES = re.compile(r"[^\S\n]{2,}|[^\S\n ]")


@dataclass(frozen=True)
class Repair:
    """One change: what stood at `start`–`end` of the original text, and what stands there now."""

    kind: str
    """`stuck`, `punctuation`, `spaces`, `left_out` where the manifest drops words; of pages (`layout`) `running_head`,
    `page_number`, `line_break`, `hyphen`."""
    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True)
class Cleaned:
    """A text after its repairs, which knows where each of its characters stood before."""

    text: str
    repairs: tuple[Repair, ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the original a stretch of the cleaned text stood; a repair belongs to it whole.

        :param start: characters from the beginning of `text`.
        :param end: the character behind the stretch, after `start`.
        """
        return self._original(start, last=False), self._original(end - 1, last=True)

    def _original(self, position: int, *, last: bool) -> int:
        at = bisect_right(self._starts, position) - 1
        if at < 0:
            return position + last
        repair, start = self.repairs[at], self._starts[at]
        if position < start + len(repair.after):
            return repair.end if last else repair.start
        return repair.end + position - start - len(repair.after) + last

    @cached_property
    def _starts(self) -> list[int]:
        """Where each repair begins in the cleaned text."""
        starts, shift = [], 0
        for repair in self.repairs:
            starts.append(repair.start + shift)
            shift += len(repair.after) - len(repair.before)
        return starts


def clean(text: str, stuck: StuckWords, left_out: tuple[str, ...] = ()) -> Cleaned:
    """Repair a paragraph.

    :param text: a paragraph in NFC.
    :param stuck: knows which words are two.
    :param left_out: pieces of the text to replace by "[…]"; each must occur in it.
    """
    dropped = [_left_out(text, piece) for piece in left_out]
    repairs = list(dropped)
    tokens = list(tokenise(text))
    words = ["", *(token.text for token in tokens if token.kind == "word"), ""]
    start = number = 0
    for at, token in enumerate(tokens):
        if token.kind == "word":
            number += 1
            found = _word(words[number - 1 : number + 2], stuck)
        else:
            found = _gap(tokens, at)
        end = start + len(token.text)
        if found and found[1] != token.text and not any(r.start < end and start < r.end for r in dropped):
            repairs.append(Repair(found[0], start, end, token.text, found[1]))
        start = end
    repairs.sort(key=lambda repair: repair.start)
    return Cleaned(apply(text, repairs), tuple(repairs))


def _left_out(text: str, piece: str) -> Repair:
    start = text.index(piece)
    return Repair("left_out", start, start + len(piece), piece, "[…] " if piece.endswith(" ") else "[…]")


def _word(around: list[str], stuck: StuckWords) -> tuple[str, str] | None:
    """Split the middle one of three words, the outer ones empty at the edges of the text."""
    before, word, after = around
    parts = stuck.split(word, before, after)
    return ("stuck", " ".join(parts)) if parts else None


def _gap(tokens: list[Token], at: int) -> tuple[str, str] | None:
    token = tokens[at]
    if token.kind != "gap":
        return None
    spaced = _SPACES.sub(" ", token.text)
    mended = _SPACE_BEFORE.sub(r"\1", spaced) if at else spaced
    if 0 < at < len(tokens) - 1 and _lacks_space(tokens[at - 1].text, mended, tokens[at + 1]):
        mended += " "
    return ("spaces" if mended == spaced else "punctuation", mended)


def _lacks_space(before: str, gap: str, after: Token) -> bool:
    """Tell whether words on both sides of punctuation lack the space between.

    A full stop counts between a small letter and a capitalised word only: "TP.HCM" and "v.v" stay.
    """
    if after.kind != "word" or not before[-1].isalpha():
        return False
    if gap == ".":
        begins_sentence = after.text[0].isupper() and not after.text.isupper()
        return len(before) > 1 and before[-1].islower() and begins_sentence
    return _NO_SPACE_AFTER.fullmatch(gap) is not None


def apply(text: str, repairs: list[Repair]) -> str:
    """Return a text with its repairs done; they stand in its order and do not overlap."""
    pieces, end = [], 0
    for repair in repairs:
        pieces += [text[end : repair.start], repair.after]
        end = repair.end
    return "".join([*pieces, text[end:]])
