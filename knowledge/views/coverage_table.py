"""Coverage as a table for the terminal, at most 120 columns wide."""

from __future__ import annotations

from knowledge.passage import ASPECTS
from knowledge.views.coverage import FEW_ASPECTS, Coverage
from knowledge.views.names import ASPECT_NAMES, in_words, with_thousands

HOLE = "·"
HEADS = {
    "what": "gì", "who": "ai", "condition": "đk", "papers": "gt", "how": "làm", "online": "web", "where": "nơi",
    "fee": "phí", "duration": "lâu", "validity": "hạn", "problem": "lỗi", "child": "trẻ", "elderly": "già",
    "no_phone": "máy", "far_away": "xa", "foreigner": "nn", "overseas": "vk", "benefit": "lợi", "difference": "so",
    "safety": "lừa", "contact": "gọi", "history": "cũ",
}  # fmt: skip
"""Column heads of at most three letters."""
_NAME, _CELL, _TOTAL = 28, 4, 4
_LEGEND_COLUMNS = 4


def table(coverage: Coverage, least: int = FEW_ASPECTS) -> str:
    """Return table, legend and figures as text.

    :param least: topics with fewer aspects are named.
    """
    return "\n".join((*_rows(coverage), "", *_legend(), "", *figures(coverage, least)))


def figures(coverage: Coverage, least: int) -> list[str]:
    """Return the figures in words, a line each."""
    thin = coverage.thin(least)
    pairs = len(coverage.topics) * len(ASPECTS)
    lines = [
        f"Ngày {in_words(coverage.day)}: {coverage.in_force} đoạn đang có hiệu lực trong {coverage.passages} đoạn, "
        f"{with_thousands(coverage.wordings)} cách hỏi, {len(coverage.topics)} chủ đề.",
        f"{len(coverage.counts)} trong {with_thousands(pairs)} ô có đoạn trả lời; "
        f"ô trống ({HOLE}) là khía cạnh chưa có đoạn nào.",
        f"Chủ đề có ít hơn {least} khía cạnh: {len(thin)}" + ("." if not thin else ""),
    ]
    return lines + [f"  {topic.label} ({topic.key}): {coverage.aspects_of_topic(topic.key)}" for topic in thin]


def _rows(coverage: Coverage) -> list[str]:
    width = _NAME + _CELL * len(ASPECTS) + _TOTAL
    rows = [_row("", [HEADS[aspect] for aspect in ASPECTS], "cả")]
    for chapter in coverage.chapters:
        rows.append(f"── {chapter.title} ".ljust(width, "─"))
        for topic in chapter.topics:
            counts = [coverage.count(topic.key, aspect) for aspect in ASPECTS]
            rows.append(_row(topic.label, [str(n or HOLE) for n in counts], str(sum(counts) or HOLE)))
    totals = [coverage.of_aspect(aspect) for aspect in ASPECTS]
    return [*rows, "─" * width, _row("Cộng", [str(n or HOLE) for n in totals], str(sum(totals)))]


def _row(name: str, cells: list[str], total: str) -> str:
    short = name if len(name) < _NAME else f"{name[: _NAME - 2]}…"
    return short.ljust(_NAME) + "".join(cell.rjust(_CELL) for cell in cells) + total.rjust(_TOTAL)


def _legend() -> list[str]:
    items = [f"{HEADS[aspect]:<3} {ASPECT_NAMES[aspect]}" for aspect in ASPECTS]
    lines = [items[start : start + _LEGEND_COLUMNS] for start in range(0, len(items), _LEGEND_COLUMNS)]
    return ["".join(f"{item:<30}" for item in line).rstrip() for line in lines]
