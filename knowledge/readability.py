"""How easy a passage is to read: lengths, short forms, and steps that ask for more than one thing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.passage import Passage
from knowledge.vietnamese.sentences import sentences

MAX_MEAN = 20
"""Words a sentence on average; words are what stands between spaces, so a third less in words of a dictionary."""
MAX_LONGEST = 30
"""Words of the longest sentence: half as much again as the mean may be; 1 passage in 65 was above when it was set."""
MAX_FIRST = 25
"""Words of the first sentence, which is read aloud first and must answer."""
MAX_ACTIONS = 2
"""Things done in one step: one, and the tap that ends it ("điền tên rồi bấm gửi")."""

_SPACED = re.compile(r"\S*\w\S*")
_CITES = re.compile(
    r"(?:Theo|Căn cứ|Tại|Chiếu theo) (?:quy định (?:tại|của|ở) )?(?:các )?"
    r"(?:Điều|điều|[Kk]hoản|[Đđ]iểm|Bộ luật|Luật|Nghị định|Nghị quyết|Thông tư|Quyết định|Chỉ thị|Công văn) "
)
_LAW_NUMBER = re.compile(r"\d+(?:\.\d+)?/\S+")
_CAPITALS = re.compile(r"(?<![\w.-])[A-ZĐ][A-ZĐ-]*[A-ZĐ](?![\w-])")
_EXPANDED = r"(?:\({0}\)|{0} \(|gọi tắt là {0})"
ALLOWED = frozenset((
    "CCCD", "CMND", "OTP", "QR", "NFC", "SIM", "UBND", "TP", "HCM", "CH", "AI", "ADN", "CSGT", "BHYT", "PLO", "PDF",
    "USB", "TV", "ATM", "ID", "SMS", "APK", "COVID", "II", "III", "IV", "CE", "DE", "BE",
))  # fmt: skip
"""Short forms that stand on cards, signs and shops, names of licence classes, and numerals."""

_PATH = r"(?:mở|vào|chọn|bấm|nhấn|gõ)"
_DO = (
    r"(?:nhập|nộp|điền|gửi|chụp|đến|đưa|mang|kiểm tra|ký|tìm|đăng nhập|theo dõi|lấy|chờ|hỏi|xin|gọi|nhờ|khai|trả|"
    r"đặt|tắt|xóa|lưu|cập nhật|nhận|giữ|đính kèm|tải|cài|quét|đọc|viết|chép|khám|báo|trình báo|đổi|khóa|cất|"
    r"chuẩn bị|xem|ghi|rút)"
)
_LINK = re.compile(r"\s*(?:[,;.]|(?:^|\s)(?:rồi|và|sau đó|xong)(?=\s))+\s*", re.IGNORECASE)
_ADVERB = r"(?:(?:rồi|sau đó|xong|thì|tự|tự tay|hãy|nên|mới|và) )*"
_IS_PATH = re.compile(rf"{_ADVERB}{_PATH}(?!\w)", re.IGNORECASE)
_IS_ACTION = re.compile(rf"{_ADVERB}{_DO}(?!\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Readability:
    """The figures of one passage; lengths of sentences are those of its answer."""

    characters: int
    sentences: int
    mean: float
    """Words a sentence."""
    longest: int
    longest_sentence: str
    first: int
    cites_first: bool
    """Whether it opens with a law instead of the answer."""
    short_forms: tuple[str, ...]
    """Those nobody can be expected to know and that are not written out."""
    crowded_steps: tuple[int, ...]
    """Steps, from 0, that ask for more than one thing."""


def measure(passage: Passage) -> Readability:
    """Measure a passage."""
    parts = sentences(passage.answer)
    lengths = [words(part) for part in parts] or [0]
    longest = max(range(len(lengths)), key=lengths.__getitem__)
    return Readability(
        characters=len(passage.answer),
        sentences=len(parts),
        mean=sum(lengths) / len(lengths),
        longest=lengths[longest],
        longest_sentence=parts[longest] if parts else "",
        first=lengths[0],
        cites_first=bool(_CITES.match(passage.answer)),
        short_forms=short_forms(passage.full_text),
        crowded_steps=tuple(n for n, step in enumerate(passage.steps) if actions(step) > MAX_ACTIONS),
    )


def words(text: str) -> int:
    """Count what stands between spaces and has a letter or a digit: "35.000" and "31/12/2026" are one each."""
    return len(_SPACED.findall(text))


def short_forms(text: str) -> tuple[str, ...]:
    """Return the short forms in capitals that are neither common, nor written out, nor part of a law's number."""
    found = dict.fromkeys(_CAPITALS.findall(_LAW_NUMBER.sub("", text)))
    return tuple(
        form for form in found if form not in ALLOWED and not re.search(_EXPANDED.format(re.escape(form)), text)
    )


def actions(step: str) -> int:
    """Count the things a step asks for; a way through menus ("mở VNeID, vào Cài đặt, chọn …") is one."""
    count, on_path = 0, False
    for clause in _LINK.split(step):
        if _IS_PATH.match(clause):
            count += not on_path
            on_path = True
        elif _IS_ACTION.match(clause):
            count += 1
            on_path = False
    return count
