"""The heading of a passage for readers: the best formed of its wordings."""

from __future__ import annotations

from knowledge.passage import Passage
from knowledge.vietnamese.phrases import Piece, replace_late
from knowledge.vietnamese.restore import accent_share
from knowledge.vietnamese.tokens import tokenise

LONGEST = 100
"""Characters; longer wordings are no headings."""
_MIN_ACCENTS = 0.4
_ADDRESSES = frozenset(("cháu", "hả", "ạ", "nhỉ"))
"""Last words of a question put to somebody: it reads oddly as a heading, where there is another one."""


def heading_of(passage: Passage) -> str:
    """Return the first wording that is a well-typed question in the standard language, else the label.

    Well-typed: it does not begin in lower case, ends with a question mark, bears its accents.
    """
    formed = [question for question in passage.questions if _is_well_typed(question)]
    plain = [question for question in formed if not _is_personal(question)]
    return next(iter((*plain, *formed)), passage.label)


def _is_well_typed(question: str) -> bool:
    typed = not question[:1].islower() and question.endswith("?") and len(question) <= LONGEST
    return typed and accent_share(_words(question)) >= _MIN_ACCENTS and not _has_dialect(question)


def _is_personal(question: str) -> bool:
    words = _words(question)
    return "bác" in words or words[-1] in _ADDRESSES


def _words(question: str) -> list[str]:
    return [token.text.lower() for token in tokenise(question) if token.kind == "word"]


def _has_dialect(question: str) -> bool:
    pieces = [Piece(token.text, token.text, token.kind) for token in tokenise(question)]
    replace_late(pieces)
    return any(piece.what == "dialect" for piece in pieces)
