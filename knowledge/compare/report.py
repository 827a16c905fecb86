"""A comparison as text for the terminal, or as Markdown for officers and the changelog."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.compare.model import KINDS, Comparison, Entry, Marked

STATUSES = {
    "new": "Câu trả lời mới",
    "withdrawn": "Bỏ câu trả lời",
    "replaced": "Quy định mới thay quy định cũ",
    "changed": "Thay đổi",
}


@dataclass(frozen=True)
class Style:
    """How a format writes a title, a topic, an entry, a detail, and words gone and come."""

    title: str
    topic: str
    entry: str
    detail: str
    gone: tuple[str, str]
    come: tuple[str, str]
    escape: str = ""
    """Characters that a format would take for its own."""


STYLES = {
    "text": Style("{}", "\n{}", "  {status}: {label} [{id}]", "      {}", ("«", "»"), ("«", "»")),
    "markdown": Style(
        "# {}", "\n## {}\n", "- **{status}: {label}** (`{id}`)", "  - {}", ("~~", "~~"), ("**", "**"), "*_~`<>#"
    ),
}


def render(comparison: Comparison, old: str, new: str, style: Style) -> str:
    """Return the whole comparison.

    :param old: name of the older version, as its reader knows it.
    :param new: name of the newer one.
    """
    lines = [style.title.format(f"Kho kiến thức: thay đổi từ {old} đến {new}"), "", *_summary(comparison)]
    for group in comparison.groups:
        lines.append(style.topic.format(group.label))
        for entry in group.entries:
            lines += _entry(entry, style)
    if comparison.unreadable:
        lines.append(style.topic.format(f"Không so sánh được ({len(comparison.unreadable)})"))
        lines += [style.detail.format(_escaped(reason, style)) for reason in comparison.unreadable]
    return "\n".join(lines)


def _summary(comparison: Comparison) -> Iterator[str]:
    statuses = Counter(entry.status for entry in comparison.entries)
    kinds = Counter(kind for entry in comparison.entries for kind in {change.kind for change in entry.changes})
    told = [f"{name[0].lower()}{name[1:]} {statuses[status]}" for status, name in STATUSES.items() if statuses[status]]
    yield f"Với người dân: {', '.join(told)}." if told else "Không có câu trả lời nào thay đổi."
    about = [
        f"{name} {kinds[kind]}" for kind, name in KINDS.items() if kinds[kind] and kind not in ("new", "withdrawn")
    ]
    if about:
        yield f"Nói về: {'; '.join(about)}."
    silent = []
    if comparison.wordings_added or comparison.wordings_dropped:
        silent.append(
            f"thêm {comparison.wordings_added}, bớt {comparison.wordings_dropped} cách hỏi "
            f"({comparison.wordings_only} đoạn chỉ đổi cách hỏi)"
        )
    if comparison.checked_again:
        silent.append(f"{comparison.checked_again} đoạn chỉ kiểm tra lại hoặc đổi dữ kiện, nút hỏi tiếp")
    if silent:
        yield f"Người dân không thấy: {'; '.join(silent)}."


def _entry(entry: Entry, style: Style) -> Iterator[str]:
    status = STATUSES[entry.status]
    yield style.entry.format(status=status, label=_escaped(entry.label, style), id=entry.id)
    if entry.status in ("new", "withdrawn"):
        yield style.detail.format(f"Hỏi: {_escaped(entry.question, style)}")
    for change in entry.changes:
        sentence = _escaped(change.sentence, style)
        yield style.detail.format(f"{sentence[0].upper()}{sentence[1:]}")
    for name, words, marks in (("trước", entry.before, style.gone), ("nay", entry.after, style.come)):
        if words:
            yield style.detail.format(f"{name}: {_marked(words, marks, style)}")


def _marked(words: Marked, marks: tuple[str, str], style: Style) -> str:
    runs = (f"{marks[0]}{_escaped(t, style)}{marks[1]}" if changed else _escaped(t, style) for t, changed in words)
    return " ".join(runs)


def _escaped(text: str, style: Style) -> str:
    return "".join(f"\\{letter}" if letter in style.escape else letter for letter in text)
