"""Numbers of a text with what they count: money, days, ages, articles."""

from __future__ import annotations

import re
from dataclasses import dataclass

MONEY, ARTICLE, CLAUSE = "đồng", "Điều", "khoản"

_TIMES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9}
_WRITTEN = r"(?<![\w.,])(?<!\d/)\d+(?:[.,/:-]\d+)*"
_JOIN = r"\s?(?:[,–/]|và|đến(?: dưới| tối đa)?|hoặc|hay)\s?"
_UNIT = rf"(?:{'|'.join(_TIMES)})(?:\s(?:đồng|đ))?|đồng|đ|%|ngày|tuần|tháng|năm|tuổi|giờ|phút|lần"
_RUN = re.compile(
    rf"(?:\b(?P<before>Điều|Đ|khoản|k)\.?\s?)?(?P<numbers>(?:(?<=[Đđk])\d+|{_WRITTEN})(?:{_JOIN}{_WRITTEN})*)"
    rf"(?:\s?(?P<unit>{_UNIT})(?!\w)(?!\s\d))?",
    re.IGNORECASE,
)
"""Numbers in a row with what they share: "14, 25 và 40 tuổi", "Điều 10, 12"; "30 tháng 6" is a date, no months."""
_ONE = r"\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?"
_VALUES = re.compile(rf"(?:{_ONE})(?:/(?:{_ONE}))*")
_RANGE = re.compile(r"(\d+)\s?(?:–|-|đến)\s?(\d+)")
_DATE = re.compile(r"(?:\d+/)+\d{4}")
_PERHAPS_DATE = re.compile(r"(?:\d{1,2}/)+\d{1,2}")


@dataclass(frozen=True, order=True)
class Amount:
    """A number and what it counts."""

    kind: str
    """`đồng`, `%`, `ngày`, …, `Điều`, `khoản`; empty where the text does not say."""
    value: float

    def __str__(self) -> str:
        number = f"{self.value:,.10g}".translate(str.maketrans(",.", ".,"))
        return f"{self.kind} {number}" if self.kind in (ARTICLE, CLAUSE) else f"{number} {self.kind}".strip()


def amounts(text: str) -> set[Amount]:
    """Return the numbers of a text but for dates, times of day, phone numbers and numbers of documents.

    A range of articles stands for each of them.
    """
    found: set[Amount] = set()
    for run in _RUN.finditer(text):
        kind, times = _kind((run["before"] or "").lower(), (run["unit"] or "").lower())
        values = [value * times for value in _values(run["numbers"], kind)]
        if kind in (ARTICLE, CLAUSE):
            values += [n for low, high in _RANGE.findall(run["numbers"]) for n in range(int(low), int(high))]
        found |= {Amount(kind, value) for value in values}
    return found


def _kind(before: str, unit: str) -> tuple[str, int]:
    if before:
        return (ARTICLE if before.startswith("đ") else CLAUSE), 1
    times = _TIMES.get(unit.split(" ", maxsplit=1)[0], 1)
    return (MONEY if times > 1 or unit in ("đồng", "đ") else unit), times


def _values(numbers: str, kind: str) -> list[float]:
    values = []
    for written in re.findall(r"\d+(?:[.,/:-]\d+)*", numbers):
        date = _DATE.fullmatch(written) or (not kind and _PERHAPS_DATE.fullmatch(written))
        if _VALUES.fullmatch(written) and not date:
            values += [float(one.replace(".", "").replace(",", ".")) for one in written.split("/")]
    return values
