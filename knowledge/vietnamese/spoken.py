"""The name of the application as it is heard and spelled out: ``vê nê ai đi``, ``vi en i ai đi``, ``vn eid``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from knowledge.vietnamese.spelling import is_one_edit

_NAME = "VNeID"
# How each letter is called in Vietnamese, by its sound, and in English; "E" is often swallowed.
_V, _N = "v|vê|ve|vi|ví|vy|vờ", "n|nê|ne|nờ|en|en nờ|e nờ|ên"
_E, _I = "e|ê|i|y|é", "i|ai|y|í|ay"
_D = "d|đ|đê|dê|de|đi|di|đy|dy|đờ|ddi"
_SPELLED = re.compile(
    rf"(?:{_V}) ?(?:{_N}) (?:(?:{_E}) )?(?:(?:{_I}) ?(?:{_D})|id)|(?:{_V}) (?:{_N}) ?(?:{_E})? ?(?:id|eid)"
    r"|(?:v|vê|ve|vi|ví) e ?id"
)
MOST_WORDS = 7
_SHORTEST = 4
# Written out, these are something else.
_OTHER = frozenset(["neid"])


def spoken_name(words: Sequence[str]) -> tuple[str, int] | None:
    """Recognise a name that begins with the first of some words.

    :param words: Lower-case words that follow each other in a message, with only spaces, dots or hyphens between.
    :return: The name and the number of words it takes, or None.
    """
    name = _NAME.lower()
    if not words or not words[0].startswith("v") or words[0] == name:
        return None
    for count in range(min(MOST_WORDS, len(words)), 1, -1):
        joined = "".join(words[:count])
        if (
            _SPELLED.fullmatch(" ".join(words[:count]))
            or joined == name
            or (len(joined) < len(name) and _is_slip(joined))
        ):
            return _NAME, count
    return (_NAME, 1) if _is_slip(words[0]) else None


@lru_cache(maxsize=2_000)
def _is_slip(word: str) -> bool:
    """Tell whether a word is the name with one slip of a finger."""
    name = _NAME.lower()
    return word != name and word not in _OTHER and len(word) >= _SHORTEST and is_one_edit(word, name)
