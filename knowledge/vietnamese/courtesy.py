"""Takes the politeness off a question before it is compared with others: "dạ cho cháu hỏi … vậy ạ, cảm ơn nhiều".

What is said to be polite stands in front of any question and behind it. It makes questions about different things
look alike, and the encoder reads it for nothing: a fifth of the pieces of the bench's messages, nearly all of which are
dressed so, but 1 % of our 380 development questions, of which 44 have any. What names somebody the question may be
about ("con tôi", "mẹ em") is not touched.
"""

from __future__ import annotations

import re

_WHO = r"(?:tôi|tui|mình|em|anh|chị|bác|cháu|con|cô|chú|ông|bà|bạn|ad|admin|shop|mọi người|anh chị|cán bộ)"
_OPENINGS = (
    r"(?:dạ|vâng|thưa|alo|a lô|ủa|này|à|ừm)",
    rf"xin chào|chào(?: {_WHO})+",
    rf"{_WHO}(?: {_WHO})? (?:ơi|à)",
    rf"(?:xin )?(?:{_WHO} )?(?:xin )?(?:cho|muốn|cần)(?: {_WHO})?(?: được)? hỏi"
    r"(?: (?:chút|tí|xíu|cái|nhờ|thăm|là|với|về việc))*",
    r"hỏi (?:thật|chút|tí|xíu|cái)",
    r"làm phiền(?: chút| tí)?",
    rf"(?:{_WHO} )?đang (?:cần|muốn) (?:biết|hỏi)",
    rf"(?:nhà )?{_WHO} hỏi",
)
_ENDINGS = (
    r"(?:ạ|vậy|nhỉ|nhé|nha|nhá|á|thế)",
    rf"(?:hả|hở|ha|hử)(?: {_WHO})?",
    rf"(?:xin )?(?:cảm ơn|cám ơn|thanks?)(?: {_WHO})*(?: nhiều| trước)*",
    rf"giúp(?: {_WHO})?",
    r"với",
    r"gấp lắm",
    rf"{_WHO} ơi",
    r"(?:ad|admin|mọi người)",
)
_OPENING = re.compile(rf"\s*(?:{'|'.join(_OPENINGS)})(?=[\s,.:;!?]|$)[\s,.:;!?]*")
# Looked for at the beginning of a run only: a flood of commas is no reason to look at each of them.
_ENDING = re.compile(rf"(?<![\s,.:;!?])[\s,.:;!?]+(?:{'|'.join(_ENDINGS)})[\s,.:;!?]*$")
FEWEST = 3
"""Words that must be left: of less than a question, nothing is taken."""


def without_courtesy(text: str) -> str:
    """Return a question without polite openings and endings; unchanged where hardly anything else is said.

    :param text: repaired text in small letters.
    """
    left = text
    while match := _OPENING.match(left):
        left = left[match.end() :]
    while match := _ENDING.search(left):
        left = left[: match.start()]
    return left if len(left.split()) >= FEWEST else text
