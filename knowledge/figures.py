"""The figures of a passage: sums, time limits and shares, each with the days on which it holds."""

from __future__ import annotations

import re

from knowledge.passage import Figure, Passage

_AMOUNT = r"\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?"
_UNIT = (
    r"(?:nghìn|triệu|tỷ)? ?đồng|nghìn|triệu|%|"
    r"ngày(?: làm việc)?(?! \d)|tháng(?! \d)|năm(?! \d)|tuổi|giờ(?: làm việc)?|phút|lần"
)
FIGURE = re.compile(rf"(?<![\d/.,])(?:{_AMOUNT})(?: (?:đến|–) (?:{_AMOUNT}))? ?(?:{_UNIT})(?!\w)")
"""A number with its unit. Dates, article numbers and phone numbers are none."""


def figures_of(passage: Passage) -> tuple[Figure, ...]:
    """Return all figures of a passage in the order of the text; each holds as long as the passage,
    unless the passage gives it days of its own under `figures`.
    """
    own = {figure.text: figure for figure in passage.dated_figures}
    days = (passage.effective_from, passage.effective_to, passage.verified_on)
    texts = dict.fromkeys(found.group() for found in FIGURE.finditer(passage.full_text))
    return tuple(own.get(text, Figure(text, *days)) for text in dict.fromkeys((*texts, *own)))
