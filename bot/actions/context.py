"""What a message is about where it does not say so: the talk before it.

A message goes on about the matter at hand when it names no other matter and speaks no words that this matter's own
questions and answers never use ("thế giá vàng bao nhiêu" after the fee of a card does not). Whoever names another
matter but asks nothing of it ("còn hộ chiếu?") asks the question before again; whoever says "lúc nãy" goes back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.aspects import PERSONS, aspects_of, content_words, function_words, names_nothing, without_aspects
from knowledge.passage import Passage
from knowledge.reading import KnowledgeBase
from knowledge.subjects import named_in, subjects_of
from knowledge.vietnamese.unicode import strip_accents

SURE = 0.5
"""Share of `follow_up` from which one strange word is let pass."""
LIKELY = 0.1
"""Share of `follow_up` that a message of several known words needs."""
FEW_WORDS = 2
"""So few words, all of the matter at hand, are about it."""
OUTSIDE = 0.5
"""Share of what is declined from which a message with strange words is not about the matter at hand."""
NOT_OURS = 0.6
"""Share of `out_of_scope` from which no message goes on but one that names nothing, or points to something or somebody
("con em học lớp 5 thì sao")."""
MOST_STRANGE = 3
"""Strange words, names of places for instance, in what may be about the matter at hand."""
MOST_WORDS = 14
"""A longer message says itself what it is about …"""
MOST_LEANING = 24
"""… unless it opens like an answer, points to something said before, or tells who it is asked for."""
_TIMES = "sau|trước|lúc|hồi|khi|từ|ngày|hôm|năm|tháng|tuần|buổi|đợt|kỳ|mùa|giờ|xưa|bữa|mới|lâu|dạo|bây"
_REFERS = re.compile(
    rf"\bnó\b|\b(?!(?:{_TIMES}|do|bên|như|thế|vậy|cho|tới|đến) )\w+ (?:đó|ấy|nớ|đấy|này|kia)\b(?! (?:giờ|nay|mai)\b)"
)
_OPENS = re.compile(r"(?:dạ |à |ờ |ủa )?(?:thế|vậy|rứa|còn|rồi|nhưng|nếu|lỡ|nhỡ|mà)\b")
_SUPPOSES = re.compile(r"(?:dạ |à |thế |vậy |còn |nhưng )?(?:nếu|lỡ|nhỡ|mà|giả sử)\b")
"""What is supposed then was mostly named in the answer ("nếu có thẻ tạm trú thì làm ở đâu")."""
_ASKS_ON = re.compile(r"\b(?:thì sao|thì thế nào|thì như nào|sao nữa|gì nữa|rõ hơn|cụ thể)\b")
_BY_MEANS_OF = re.compile(r"\b(?:bằng|qua|trên|lên|vào|trong)(?: (?:app|ứng dụng|trang|cổng|tài khoản))? $")
_BACK = re.compile(r"\b(?:(?:quay|trở) lại|nãy|hỏi lại (?:về|vụ|chuyện|cái|việc))\b")
_TURNS_BACK = re.compile(r"\b(?:quay|trở) lại (?:về )?(?:vụ|chuyện|cái|việc|câu)\b")


@dataclass(frozen=True)
class Said:
    """A message as the dialogue has it."""

    typed: str
    """As typed, masked."""
    normalised: str
    shares: Mapping[str, float]
    """Blended share by intent."""
    outside: float
    """Share of what is declined, 0 to 1, as the search sees the message alone."""

    @property
    def read(self) -> str:
        """The message in small letters with its accents; "the" in front is "thế" to whoever goes on."""
        return re.sub(r"^(?:the|thẻ)\b", "thế", self.normalised.lower()) if _bare(self.typed) else self.typed.lower()


@dataclass(frozen=True)
class Matter:
    """What the talk is about: the passage last read, and the question that it answered, if one was asked."""

    passage: Passage
    question: str | None

    @property
    def named(self) -> str:
        """What it is called, for a search."""
        return self.question or f"{self.passage.label}:"


def words_by_topic(knowledge: KnowledgeBase) -> dict[str, frozenset[str]]:
    """Return the words, in small letters, that the questions and answers of each topic use."""
    words: dict[str, set[str]] = {}
    for passage in knowledge.passages:
        texts = (passage.label, passage.full_text, *passage.questions)
        words.setdefault(passage.topic, set()).update(*(re.findall(r"\w+", text.lower()) for text in texts))
    return {topic: frozenset(found) for topic, found in words.items()}


def goes_on(said: Said, matter: Matter, words: frozenset[str]) -> bool:
    """Tell whether a message is about the matter at hand.

    :param words: those of the topic at hand (`words_by_topic`).
    """
    text = said.read
    refers, opens, person = bool(_REFERS.search(text)), bool(_OPENS.match(text)), names_person(text)
    if len(text.split()) > (MOST_LEANING if refers or person or opens else MOST_WORDS):
        return False
    if names_nothing(text) or names_nothing(said.normalised):
        return True
    asks_on, follow_up = bool(_ASKS_ON.search(text)), said.shares.get("follow_up", 0.0)
    not_ours = said.shares.get("out_of_scope", 0.0) >= NOT_OURS and not (person and asks_on)
    if new_subjects(said, matter) or not_ours:
        return refers
    leans = refers or person or opens or asks_on
    strange = len(_strange(said, words))
    if not strange:
        return leans or len(content_words(text)) <= FEW_WORDS or follow_up >= LIKELY
    points = (refers and said.outside < OUTSIDE) or (person and asks_on)
    return (points and strange <= MOST_STRANGE) or (strange == 1 and follow_up >= SURE)


def leaves_open(said: Said) -> bool:
    """Tell whether a message with no talk before it leaves open what it is about."""
    nothing = names_nothing(said.read) or said.outside < OUTSIDE
    return nothing and said.shares.get("follow_up", 0.0) >= SURE


def may_go_on(said: Said, matter: Matter, words: frozenset[str]) -> bool:
    """Tell whether a message that means nothing by itself may be about the matter at hand.

    :param words: those of the topic at hand (`words_by_topic`).
    """
    not_ours = said.shares.get("out_of_scope", 0.0) >= NOT_OURS
    if len(said.read.split()) > MOST_WORDS or new_subjects(said, matter) or not_ours:
        return False
    strange = len(_strange(said, words))
    return not strange or (strange <= MOST_STRANGE and said.outside < OUTSIDE and bool(aspects_of(said.read)))


def is_strange(said: Said, words: frozenset[str]) -> bool:
    """Tell whether a message is of another world: strange to the matter at hand, and mostly declined.

    :param words: those of the topic at hand (`words_by_topic`).
    """
    return said.outside >= OUTSIDE and len(_strange(said, words)) > 1


def names_person(text: str) -> bool:
    """Tell whether a text names another kind of person."""
    return bool(set(aspects_of(text)) & set(PERSONS))


def new_subjects(said: Said, matter: Matter) -> frozenset[str]:
    """Return the subjects that a message names and the matter at hand does not; what is only a means does not count."""
    text = without_aspects(said.normalised, PERSONS)
    named = {name.subject for name in named_in(text) if not _BY_MEANS_OF.search(text[: name.start])}
    supposes = _SUPPOSES.match(said.read)
    return frozenset(named) - _subjects(matter) - (subjects_of(matter.passage.full_text) if supposes else set())


def asked_again(said: Said, matter: Matter) -> str | None:
    """Return the question before with its subject changed for the one that a message only names ("còn hộ chiếu?")."""
    text = said.typed if _bare(said.typed) else said.normalised  # the question as a whole is read better
    names = named_in(text)
    if not matter.question or len(names) != 1 or not new_subjects(said, matter):
        return None
    left = text[: names[0].start] + text[names[0].end :]
    if set(aspects_of(left)) - set(PERSONS) or len(content_words(left)) > 1 or _REFERS.search(text.lower()):
        return None
    before = named_in(matter.question)
    if not before:
        return None
    name = text[names[0].start : names[0].end]
    return matter.question[: before[0].start] + name + matter.question[before[0].end :]


def called_back(said: Said, matters: Sequence[Matter]) -> Matter | None:
    """Return the matter that a message goes back to.

    :param matters: those talked about, the one at hand last.
    """
    if not _BACK.search(said.read):
        return None
    named = subjects_of(said.normalised)
    if not named:
        return matters[-2] if len(matters) > 1 and _TURNS_BACK.search(said.read) else None
    matching = (matter for matter in reversed(matters) if named & _subjects(matter))
    return next(matching, None)


def _subjects(matter: Matter) -> frozenset[str]:
    return subjects_of(f"{matter.question or ''} {matter.passage.label}")


def _strange(said: Said, words: frozenset[str]) -> list[str]:
    """Return the words of a message that the matter at hand never uses; names of places and people do not count.

    Accents were restored without the talk before: a word that may be one that names nothing ("nợ": "nó") is none.
    """
    own = content_words(said.read)
    if _bare(said.typed):
        return [word for word in own if word not in words and strip_accents(word) not in function_words()]
    names = () if said.typed.isupper() else tuple(w.lower() for w in said.typed.split()[1:] if w[0].isupper())
    known = words.union(*(re.findall(r"\w+", name) for name in names))
    return [word for word in own if word not in known]


def _bare(text: str) -> bool:
    return strip_accents(text) == text
