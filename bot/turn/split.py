"""Two questions in one message: each gets its answer, in order.

People hardly type question marks. A message is cut between two clauses of which each asks by itself; what tells a
story before a question stays with it. A question that names nothing ("… và tốn bao nhiêu") takes along what the one
before was about, and one question about two things ("hộ chiếu và lý lịch tư pháp bao nhiêu tiền") becomes two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.turn.asking import asks
from knowledge.aspects import content_words, without_aspects
from knowledge.subjects import named_in

MOST = 2
"""Questions of one message that are answered; the citizen is told about the rest."""
_OWN_WORDS = 4
"""Words that say what it is about with which a question without a subject stands on its own feet."""
_ASKED_ABOUT = ("fee", "duration", "where", "papers", "online", "difference", "what", "how", "who", "benefit")
"""Aspects that say what is asked, not what about."""
_READ = 6
"""Questions that are told apart at all; nobody is offered more."""
_AND = r"và|với(?: lại| cả)?|rồi|đồng thời|ngoài ra|thêm nữa|tiện thể|nhân tiện|à mà"
_BORDER = re.compile(
    rf"[.!?;\n]+(?=\s|$)|,(?=\s)|\b(?:{_AND})\b"
    r"|(?<!không )(?<!chưa )(?<!vẫn )(?<!có )(?<!đang )(?<!giờ )(?<!cũng )\bcòn\b"
    r"(?! (?:được|dùng|hạn|hiệu|giá|đúng|nữa|gì|ai|lại|phải|thiếu|nhỏ|nợ|trẻ|sống|ở|ra|kịp|bị|thì|bé|nguyên|sử|tồn)\b)"
)
"""Where one clause may end and the next begin."""
_FRAUD = re.compile(
    r"\b(?:xưng|tự nhận|otp|link|chuyển khoản|kết bạn|lừa|giả danh|giả mạo|dọa|vay app|tài khoản ngân hàng)\b"
    r"|\bmã xác nhận\b"
    r"|\b(?:gọi|nhắn)(?: \w+){0,3} (?:bảo|báo|đòi|nói|yêu cầu|dọa|kêu|hỏi|video)\b"
    r"|\bgọi (?:điện )?cho (?:tôi|em|mình|mẹ|bố)\b"
)
"""A story of fraud is answered as a whole: what to do now may follow from any of its parts."""
_LINK = re.compile(r"\s*(?:,|và|với(?: lại| cả)?|lẫn|lần|cùng với|cùng|cũng như)\s+(.*)", re.IGNORECASE)
"""What stands between two subjects of one question, with what belongs to the second."""
_VERBS = re.compile(r"(?:(?:cả|làm|đổi|mất|cấp lại|cấp|xin|đăng ký|cái|tờ)\s+)*", re.IGNORECASE)
_VERB = re.compile(r"\b(?:(?:làm|đổi|mất|cấp lại|cấp|xin|đăng ký)\s+)+$", re.IGNORECASE)
_AS_ONE = re.compile(
    r"\b(?:khác|giống|so với|phân biệt|cái nào|là một|một không|cùng lúc|một lần|một lượt|gộp|liên thông)\b"
)
"""One question about both of two subjects."""
_BROUGHT = re.compile(
    r"\b(?:mang|cầm|đem|cần|nộp|kèm|có|đưa|bằng|dùng|ghi|in|giữa)(?: theo| thẻ| số)*\s+$", re.IGNORECASE
)
"""Before papers that are only brought along."""
_OPENING = re.compile(
    rf"^(?:[\s,.?!;]|\b(?:{_AND}|còn|luôn|thêm|nữa là|(?:cho|xin)(?: (?:em|tôi|mình|cháu|con|bác))? hỏi)\b)+"
)
_YES_OR_NO = re.compile(
    r"\b(?:được|phải|đúng) (?:không|chưa)\b|(?<!chưa )(?<!không )(?<!đã )\bcó (?:\w+ ){1,4}(?:không|chưa)\b"
)
_LEFT_OVER = re.compile(
    r"(?:\b(?:thì(?: làm)?|có|cần|phải|được|là|mà|và|với|hết|mất|tốn|nên|ở|đi|gì|nào|đâu|(?<!bản )sao|không|chưa"
    r"|bao nhiêu|khi|lúc|(?:hỏi|báo|gọi) ai)\b\s*)+$"
)


class Question(NamedTuple):
    """One question of a message."""

    text: str
    """As it is asked."""
    own: str = ""
    """What it says itself, where it was given what the one before it was about."""
    with_before: str = ""
    """As it may be asked again, with what the one before it was about; empty for the first and for another subject."""


def split_questions(text: str) -> list[Question]:
    """Return the questions of a message in order, each complete; the message itself where it asks only one.

    :param text: the message with its accents restored.
    """
    if _FRAUD.search(text.lower()):
        return [Question(text)]
    questions: list[Question] = []
    for question, as_one in _completed(_cut(text)[:_READ]):
        each = [question.text] if as_one else _by_subject(question.text)
        questions += [question] if len(each) == 1 else map(Question, each)
    return questions if len(questions) > 1 else [Question(text)]


def _cut(text: str) -> list[str]:
    """Cut after each clause that asks and has another one that asks behind it."""
    parts: list[str] = []
    begin = after = 0
    for start, end, opens in _clauses(text):
        if asks(text[start:end], opens):
            if after:
                parts.append(text[begin:after])
                begin = after
            after = end
    return [*parts, text[begin:]]


def _clauses(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where clauses begin and end, and whether they begin a sentence."""
    start, opens = 0, True
    for border in _BORDER.finditer(text.lower()):
        closes = border[0][0] in ".!?;\n"
        end = border.end() if closes else border.start()
        yield start, end, opens
        start, opens = end, closes
    yield start, len(text), opens


def _completed(parts: list[str]) -> list[tuple[Question, bool]]:
    """Give each part that names nothing what the part before was about.

    :returns: the questions, and whether each asks about all its subjects as one.
    """
    completed: list[tuple[Question, bool]] = []
    for part in parts:
        as_one = bool(_AS_ONE.search(part.lower()))
        own = (_OPENING.sub("", part.lower()) if completed else part).strip()
        question = Question(own)
        if completed and not named_in(own):
            before, before_as_one = completed[-1]
            carried, as_one = f"{_about(before.text)} {own}", as_one or before_as_one
            few = len(content_words(own)) < _OWN_WORDS
            question = Question(carried, own, carried) if few else Question(own, "", carried)
        completed.append((question, as_one))
    return completed


def _about(question: str) -> str:
    """Return a question without what it asks: "đăng ký tạm trú cần giấy gì" is about "đăng ký tạm trú"."""
    left = _YES_OR_NO.sub(" ", without_aspects(question, _ASKED_ABOUT))
    return _LEFT_OVER.sub("", " ".join(left.split()) + " ").strip()


def _by_subject(question: str) -> list[str]:
    """Ask once for each of two subjects or more that stand side by side, where no other is named."""
    names = named_in(question)
    lead = question[: names[0].start] if names else ""
    links = [_LINK.fullmatch(question, a.end, b.start) for a, b in zip(names, names[1:], strict=False)]
    own = [_own_lead(lead, link[1]) for link in links if link]
    listed = all(link and link[0].strip() == "," for link in links)
    alike = len({name.subject for name in names}) < len(names)
    if listed or alike or len(own) < len(links) or None in own or _BROUGHT.search(lead):
        return [question]
    rest = question[names[-1].end :]
    leads = [lead, *(each or "" for each in own)]
    return [each + question[name.start : name.end] + rest for name, each in zip(names, leads, strict=True)]


def _own_lead(lead: str, between: str) -> str | None:
    """Return what the second of two subjects is led in by; None where the two do not stand side by side."""
    if between and lead.lower().rstrip().endswith(between.lower().rstrip()):
        return lead
    if not _VERBS.fullmatch(between):
        return None
    return _VERB.sub("", lead) + between if _VERB.fullmatch(between) else lead
