"""Which pieces of a multilingual vocabulary Vietnamese text uses."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from tokenizers import Tokenizer

from knowledge.vietnamese.unicode import strip_accents

MIN_COUNT = 3
"""A piece seen less often is left out, unless its form says that Vietnamese text may need it."""

NOISE = 0.03
"""Share of letters that the noisy copy drops, doubles or swaps."""

_BATCH = 1000
_SPACE = "\u2581"
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?"
    r"(?:oai|oay|oeo|uay|uoi|uou|uya|uye|uyu|ieu|yeu|uao|ai|ao|au|ay|eo|eu|ia|ie|iu|"
    r"oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ye|[aeiouy])"
    r"(?:ch|ng|nh|[cmnpt])?"
)
_VIETNAMESE_MARKS = frozenset("\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b")


def noisy(text: str, source: random.Random) -> str:
    """Make the slips of a hurried typist: a letter dropped, doubled or swapped with the one before.

    :param text: Any text.
    :param source: Source of chance; the same seed gives the same slips.
    :return: The text with about ``NOISE`` of its letters hit.
    """
    letters: list[str] = []
    for letter in text:
        draw = source.random() if letter.isalpha() else 1.0
        if draw < NOISE / 3:
            continue
        if draw < NOISE * 2 / 3:
            letters.append(letter)
        elif draw < NOISE and letters:
            letters[-1], letter = letter, letters[-1]
        letters.append(letter)
    return "".join(letters)


def count_pieces(tokenizer: Tokenizer, texts: Sequence[str], seed: int = 6) -> Counter[int]:
    """Count pieces over the texts and their lower-cased, unaccented and noisy copies.

    :param tokenizer: The uncut tokenizer.
    :param texts: Vietnamese texts.
    :param seed: Seed of the slips.
    :return: Token id to how often it was seen.
    """
    source = random.Random(seed)  # noqa: S311  # typing slips, not secrets
    copies: list[Callable[[str], str]] = [
        str,
        str.lower,
        strip_accents,
        lambda text: strip_accents(text.lower()),
        lambda text: noisy(text, source),
    ]
    counts: Counter[int] = Counter()
    for copy in copies:
        for start in range(0, len(texts), _BATCH):
            batch = [copy(text) for text in texts[start : start + _BATCH]]
            for encoding in tokenizer.encode_batch(batch, add_special_tokens=False):
                counts.update(encoding.ids)
    return counts


def is_wanted_form(piece: str) -> bool:
    """Say whether a piece is kept for its form alone, seen or not.

    Kept are pieces of up to two Vietnamese or Latin letters, digits or ASCII marks, which spell out what
    else was cut, and whole Vietnamese syllables, because the corpora are official prose and citizens
    also write "nhỉ" and "thánh".

    :param piece: A SentencePiece piece; U+2581 marks a word's beginning.
    """
    body = piece.removeprefix(_SPACE)
    if not body:
        return piece == _SPACE
    if _is_vietnamese(body):
        return len(body) <= 2 or _SYLLABLE.fullmatch(strip_accents(body.lower())) is not None
    return len(body) <= 2 and all(0x20 < ord(letter) < 0x7F for letter in body)


def choose(pieces: Iterable[str], counts: Counter[int]) -> list[int]:
    """Choose the ids to keep, in their old order.

    :param pieces: All pieces; the index is the id.
    :param counts: How often each was seen.
    :return: Ids of pieces seen at least ``MIN_COUNT`` times or wanted for their form, ascending.
    """
    return [i for i, piece in enumerate(pieces) if counts[i] >= MIN_COUNT or is_wanted_form(piece)]


def _is_vietnamese(body: str) -> bool:
    if not (plain := strip_accents(body)).isascii() or not plain.isalpha():
        return False
    marks = {letter for letter in unicodedata.normalize("NFD", body) if unicodedata.combining(letter)}
    return marks <= _VIETNAMESE_MARKS
