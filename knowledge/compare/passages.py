"""What changed for a citizen from one passage to another, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.caution import warns
from knowledge.compare.amounts import amounts, dates, places
from knowledge.compare.model import Change
from knowledge.figures import figures_of
from knowledge.passage import Citation, Passage
from knowledge.views.names import ASPECT_NAMES, CONFIDENCE_NAMES, period

_MOST_NAMED = 6


def changes(old: Passage, new: Passage) -> tuple[Change, ...]:
    """Return the changes that a citizen or an officer notices, the weightiest kind first.

    Wordings, facts, next questions and the day of the check are not among them.
    """
    found = [*_figures(old, new), *_places(old, new), *_safety(old, new), *_steps(old, new), *_validity(old, new)]
    if not found and old.full_text != new.full_text:
        found.append(Change("text", "viết lại; con số, nơi làm và các bước vẫn như cũ"))
    return (*found, *_grounds(old, new), *_filing(old, new))


def before_and_now(old: Sequence[str], new: Sequence[str]) -> str:
    """Say what was there before and is there now; empty where both are the same."""
    gone, come = [x for x in old if x not in new], [x for x in new if x not in old]
    if gone and come:
        return f"trước {_listed(gone)}, nay {_listed(come)}"
    if come:
        return f"nay nêu thêm {_listed(come)}"
    return f"nay không còn nêu {_listed(gone)}" if gone else ""


def _figures(old: Passage, new: Passage) -> Iterator[Change]:
    heads = amounts(old, first_only=True), amounts(new, first_only=True)
    whole = amounts(old), amounts(new)
    for kind in whole[0]:
        (first, then), (second, now) = ((head[kind], all_of[kind]) for head, all_of in zip(heads, whole, strict=True))
        if first and second and set(first) != set(second) and then != now:
            gone = [text for text in first if text not in second] or first
            come = [text for text in second if text not in first] or second
            said = f"trước {_listed(gone)}, nay {_listed(come)}"
        else:
            said, come = before_and_now(then, now), [text for text in now if text not in then]
        if said:
            yield Change(kind, f"{said}, {_days_of(new, come)}" if come else said)
    said = before_and_now(dates(old), dates(new))
    if said:
        yield Change("deadline", f"mốc ngày: {said}")
    yield from _figure_days(old, new)


def _days_of(passage: Passage, texts: Sequence[str]) -> str:
    """Return when figures hold: their own days where they are all the same, else those of the passage."""
    days = {period(f.effective_from, f.effective_to) for f in figures_of(passage) if f.text in texts}
    return days.pop() if len(days) == 1 else period(passage.effective_from, passage.effective_to)


def _figure_days(old: Passage, new: Passage) -> Iterator[Change]:
    """Figures that stay the same and hold for another time, unless the whole passage does."""
    before = {figure.text: period(figure.effective_from, figure.effective_to) for figure in figures_of(old)}
    whole = tuple(period(p.effective_from, p.effective_to) for p in (old, new))
    for figure in figures_of(new):
        now = period(figure.effective_from, figure.effective_to)
        then = before.get(figure.text, now)
        if then != now and (then, now) != whole:
            yield Change("validity", f"{figure.text}: trước {then}, nay {now}")


def _places(old: Passage, new: Passage) -> Iterator[Change]:
    said = before_and_now(places(old), places(new))
    if said:
        yield Change("place", f"nơi làm, nơi hỏi: {said}")


def _safety(old: Passage, new: Passage) -> Iterator[Change]:
    had, has = (bool(p.warning) or warns(p.full_text) for p in (old, new))
    if had != has:
        yield Change("safety", "có thêm lời dặn tránh bị lừa" if has else "không còn lời dặn tránh bị lừa")


def _steps(old: Passage, new: Passage) -> Iterator[Change]:
    if len(old.steps) != len(new.steps):
        yield Change("steps", f"các bước: trước {len(old.steps) or 'không có'}, nay {len(new.steps) or 'không có'}")
    elif old.steps != new.steps:
        numbers = [str(n) for n, (a, b) in enumerate(zip(old.steps, new.steps, strict=True), 1) if a != b]
        yield Change("steps", f"bước {', '.join(numbers)} viết khác")


def _validity(old: Passage, new: Passage) -> Iterator[Change]:
    before, now = (period(p.effective_from, p.effective_to) for p in (old, new))
    if before != now:
        yield Change("validity", f"thời gian áp dụng: trước {before}, nay {now}")
    if old.region != new.region:
        where = [p.region or "cả nước" for p in (old, new)]
        yield Change("validity", f"phạm vi: trước {where[0]}, nay {where[1]}")


def _grounds(old: Passage, new: Passage) -> Iterator[Change]:
    cited = [{(c.id, c.article): _cited(c) for c in p.citations} for p in (old, new)]
    for name, here, there in (("nguồn thêm", cited[1], cited[0]), ("nguồn bỏ", cited[0], cited[1])):
        titles = [title for key, title in here.items() if key not in there]
        if titles:
            yield Change("sources", f"{name}: {'; '.join(titles)}")
    if old.confidence != new.confidence:
        names = [CONFIDENCE_NAMES[p.confidence] for p in (old, new)]
        yield Change("sources", f"căn cứ: trước là {names[0]}, nay là {names[1]}")


def _filing(old: Passage, new: Passage) -> Iterator[Change]:
    if old.label != new.label:
        yield Change("filing", f"tên trên nút: trước “{old.label}”, nay “{new.label}”")
    if old.aspect != new.aspect:
        yield Change("filing", f"khía cạnh: trước {ASPECT_NAMES[old.aspect]}, nay {ASPECT_NAMES[new.aspect]}")
    if old.topic != new.topic:
        yield Change("filing", f"chuyển từ chủ đề {old.topic} sang {new.topic}")


def _cited(citation: Citation) -> str:
    return f"{citation.title}, {citation.article}" if citation.article else citation.title


def _listed(texts: Sequence[str]) -> str:
    shown = list(dict.fromkeys(texts))
    more = len(shown) - _MOST_NAMED
    return ", ".join(shown[:_MOST_NAMED]) + (f" và {more} chỗ khác" if more > 0 else "")
