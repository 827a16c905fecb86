"""Small natural variations of a question, as citizens type them."""

from __future__ import annotations

import random
import re

from knowledge.vietnamese.unicode import strip_accents

OPENINGS = (
    "", "cho tôi hỏi", "cho em hỏi chút,", "dạ", "ad ơi", "bạn ơi", "cháu ơi cho bác hỏi", "alo,", "mình muốn hỏi",
    "anh chị cho hỏi", "hỏi thật,", "làm phiền chút,", "tôi đang cần biết", "nhà tôi hỏi", "con ơi", "ủa",
)  # fmt: skip
ENDINGS = (
    "", "ạ", "vậy", "vậy ạ", "nhỉ", "hả bạn", "với ạ", "giúp tôi", "giúp em với", "nhé", "nha", "hở cháu",
    "mọi người", "cảm ơn nhiều", "gấp lắm", "ad",
)  # fmt: skip
SHORT = {
    "không": "ko", "được": "dc", "gì": "j", "vậy": "z", "biết": "bít", "rồi": "r", "với": "vs", "làm": "lm",
    "bao nhiêu": "bn", "mình": "mk", "cũng": "cx", "người": "ng", "tài khoản": "tk", "điện thoại": "đt",
    "đăng ký": "đk", "trước": "trc", "muốn": "mún", "thế nào": "tnao", "bây giờ": "bjo", "căn cước": "cc",
}  # fmt: skip
_SHORT = re.compile(r"\b(" + "|".join(sorted(SHORT, key=len, reverse=True)) + r")\b")


def dressed(text: str, chance: random.Random) -> str:
    """Return the text with an opening and an ending, either of which may be empty."""
    opening, ending = chance.choice(OPENINGS), chance.choice(ENDINGS)
    body = text.rstrip(" ?.!…")
    if opening and not body[:2].isupper():
        body = body[:1].lower() + body[1:]
    mark = chance.choice(("?", "", ""))
    return " ".join(part for part in (opening, body, ending) if part) + mark


def unaccented(text: str) -> str:
    """Return the text as typed on a keyboard without Vietnamese letters."""
    return strip_accents(text).lower()


def teencode(text: str) -> str:
    """Return the text with the short forms of chats; without accents where it holds none of their words."""
    shortened = _SHORT.sub(lambda match: SHORT[match[0]], text.lower())
    return shortened if shortened != text.lower() else f"{strip_accents(shortened)} z ad"


def typo(text: str, chance: random.Random) -> str:
    """Return the text with two neighbouring letters of one word swapped, or one letter left out."""
    words = text.split()
    long = [index for index, word in enumerate(words) if len(word) >= 4 and word.isalpha()]
    if not long:
        return f"{text} hoir"
    at = chance.choice(long)
    word = words[at]
    cut = chance.randrange(1, len(word) - 1)
    swapped = word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :]
    words[at] = swapped if swapped != word and chance.random() < 0.6 else word[:cut] + word[cut + 1 :]
    return " ".join(words)
