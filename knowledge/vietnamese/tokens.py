"""Cuts a message into words that may be repaired, pieces nobody may touch, and the gaps between."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_DOMAIN_ENDS = "vn|com|net|org|gov|info|app|apk|xyz|top|io|me|link|site|online|shop"
_TOKEN = re.compile(
    rf"""
    (?P<fixed>
        (?-i:\[[^\W\d_a-z][^\[\]\na-z]{{0,40}}\])        # masks of personal numbers: [SỐ-CĂN-CƯỚC]
      | (?:https?://|www\.)\S+
      | \S{{1,64}}@\S+                                    # e-mail addresses, handles
      | [\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,5}}\.(?:{_DOMAIN_ENDS})\b(?:/\S*)?
      | \d+/\d{{4}}/\w+(?:-\w+)*                        # 69/2024/NĐ-CP
      | \d+/(?:nđ|nd|qđ|qd|tt|ct|nq)-\w+                # 06/QĐ-TTg
      | [^\W_]*\d[^\W_]*(?:[.,/:\-]\d[^\W_]*)*          # 35.000đ, 1.004222, 15/6/2025, CT01
      | [#/_@]\S+                                       # commands and tags
    )
    | (?P<word>[^\W\d_]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.?!;:\n…()]")


class Token(NamedTuple):
    """One piece of a message.

    :param text: The characters as they stand in the message.
    :param kind: ``word`` (letters only), ``fixed`` (never changed) or ``gap`` (all between).
    """

    text: str
    kind: str


def tokenise(text: str) -> Iterator[Token]:
    """Cut a text into tokens whose texts joined give the text again.

    :param text: Text in NFC.
    """
    end = 0
    for found in _TOKEN.finditer(text):
        if found.start() > end:
            yield Token(text[end : found.start()], "gap")
        yield Token(found[0], str(found.lastgroup))
        end = found.end()
    if end < len(text):
        yield Token(text[end:], "gap")


def ends_sentence(gap: str) -> bool:
    """Tell whether a gap separates two sentences, so that no syllable pair reaches across it."""
    return _SENTENCE_END.search(gap) is not None
