"""Two knowledge bases compared, passage by passage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from knowledge.compare.marks import marked
from knowledge.compare.model import ASPECT_KINDS, Change, Comparison, Entry, Group
from knowledge.compare.passages import changes
from knowledge.passage import Passage
from knowledge.reading import KnowledgeBase, survey
from knowledge.schema import KnowledgeError
from knowledge.vietnamese.sentences import sentences
from knowledge.views.chapters import chapters_of
from knowledge.views.heading import heading_of
from knowledge.views.names import period


def compare_folders(old: Path, new: Path, day: dt.date) -> Comparison:
    """Compare two folders; what cannot be read in either is left out and named.

    :param old: folder of a knowledge base, perhaps of an older format.
    :param new: as `old`.
    :param day: answers that had ended by then count as the past.
    :raises KnowledgeError: where topics, facts or sources of either cannot be read.
    """
    (before, old_errors), (after, new_errors) = _read(old), _read(new)
    entries = [
        *_come(before, after, _Unread(old_errors), day),
        *_gone_or_changed(before, after, _Unread(new_errors), day),
    ]
    pairs = [(before.by_id[p.id], p) for p in after.passages if p.id in before.by_id]
    silent = [(a, b) for a, b in pairs if a != b and not changes(a, b)]
    wordings = [(set(a.questions), set(b.questions)) for a, b in pairs]
    return Comparison(
        groups=_grouped(entries, before, after),
        wordings_only=sum(a.questions != b.questions for a, b in silent),
        wordings_added=sum(len(b - a) for a, b in wordings),
        wordings_dropped=sum(len(a - b) for a, b in wordings),
        checked_again=sum(a.questions == b.questions for a, b in silent),
        unreadable=(*_told("bản cũ", old_errors), *_told("bản mới", new_errors)),
    )


def _read(folder: Path) -> tuple[KnowledgeBase, list[KnowledgeError]]:
    try:
        return survey(folder)
    except OSError as error:
        name = Path(str(error.filename)).name
        raise KnowledgeError(f"không thấy {name}, cần một phiên bản có đủ chủ đề, dữ kiện và nguồn") from error


class _Unread:
    """What one side could not read; whether it is new or gone cannot be told."""

    def __init__(self, errors: list[KnowledgeError]) -> None:
        self._passages = {error.passage for error in errors if error.passage}
        self._files = {Path(error.file).stem for error in errors if not error.passage}

    def holds(self, passage: Passage) -> bool:
        return passage.id in self._passages or passage.topic in self._files


def _told(side: str, errors: list[KnowledgeError]) -> Iterator[str]:
    return (f"{side}: {error}" for error in errors)


def _come(before: KnowledgeBase, after: KnowledgeBase, unread: _Unread, day: dt.date) -> Iterator[Entry]:
    for new in after.passages:
        if new.id not in before.by_id and not unread.holds(new):
            old = _predecessor(new, before)
            yield _pair(old, new, "replaced", day) if old else _single(new, "new", day)


def _gone_or_changed(before: KnowledgeBase, after: KnowledgeBase, unread: _Unread, day: dt.date) -> Iterator[Entry]:
    for old in before.passages:
        present = after.by_id.get(old.id)
        if present is None:
            if not unread.holds(old):
                yield _single(old, "withdrawn", day)
            continue
        found = changes(old, present)
        if found and not _only_ended(old, present, before, after):
            yield _pair(old, present, "changed", day)


def _only_ended(old: Passage, present: Passage, before: KnowledgeBase, after: KnowledgeBase) -> bool:
    """Tell whether a passage only ended because a new one replaces it: that is told with the new one."""
    replaced = any(new.id not in before.by_id for new in after.successors.get(old.id, ()))
    return replaced and all(change.kind == "validity" for change in changes(old, present))


def _predecessor(new: Passage, before: KnowledgeBase) -> Passage | None:
    """Return the latest passage of the old base that a new passage replaces."""
    named = [before.by_id[key] for key in new.replaces if key in before.by_id]
    return max(named, key=lambda passage: passage.effective_from, default=None)


def _single(passage: Passage, status: str, day: dt.date) -> Entry:
    kind = _past(passage, day) or ("safety" if passage.warning else ASPECT_KINDS.get(passage.aspect, status))
    first = sentences(passage.answer)[0]
    said = f"{first} ({period(passage.effective_from, passage.effective_to)})"
    return _entry(passage, status, (Change(kind, said),))


def _pair(old: Passage, new: Passage, status: str, day: dt.date) -> Entry:
    found = changes(old, new)
    if _past(new, day) and _past(old, day):
        found = tuple(Change("past", change.sentence) for change in found)
    if status == "replaced":
        found = tuple(change for change in found if change.kind != "filing")
        found = found or (Change("new", sentences(new.answer)[0]),)
    texts = marked(old.full_text, new.full_text) if old.full_text != new.full_text else ((), ())
    return _entry(new, status, found, *texts)


def _past(passage: Passage, day: dt.date) -> str:
    return "past" if passage.effective_to and passage.effective_to < day else ""


def _entry(passage: Passage, status: str, found: tuple[Change, ...], *texts: tuple[tuple[str, bool], ...]) -> Entry:
    return Entry(passage.id, passage.topic, passage.label, heading_of(passage), status, found, *texts)


def _grouped(entries: list[Entry], before: KnowledgeBase, after: KnowledgeBase) -> tuple[Group, ...]:
    """Group by topic: the topic with the weightiest change first, then in reading order."""
    labels = {topic.key: topic.label for topic in (*before.topics, *after.topics)}
    reading = [topic.key for base in (after, before) for chapter in chapters_of(base) for topic in chapter.topics]
    by_topic: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: (entry.weight, entry.id)):
        by_topic.setdefault(entry.topic, []).append(entry)
    order = sorted(by_topic, key=lambda key: (by_topic[key][0].weight, reading.index(key)))
    return tuple(Group(key, labels[key], tuple(by_topic[key])) for key in order)
