"""What dies by a day: named with its last day, the days left and what follows."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from checked_base import DAY, ID, lay, passage

from knowledge.reading import load_knowledge
from knowledge.stale import Ending, endings

LAST = dt.date(2027, 2, 28)
BY = dt.date(2027, 3, 1)


def of(folder: Path, *passages: dict[str, Any], today: dt.date = DAY, day: dt.date = BY) -> tuple[Ending, ...]:
    return endings(load_knowledge(lay(folder, *passages)), today, day)


def test_a_passage_that_ends_is_told_with_what_follows(tmp_path: Path) -> None:
    newer = passage(id="le_phi.moi", replaces=ID, effective_from=BY)
    (found,) = of(tmp_path, passage(effective_to=LAST), newer)
    assert (found.kind, found.id, found.topic, found.label) == ("passage", ID, "Lệ phí", "Lệ phí cấp lại thẻ")
    assert (found.last_day, found.days_left, found.successors) == (LAST, 96, ("le_phi.moi",))


def test_nothing_known_to_follow_is_told(tmp_path: Path) -> None:
    (found,) = of(tmp_path, passage(effective_to=LAST))
    assert (found.successors, found.without_successor) == ((), "")
    (found,) = of(tmp_path, passage(effective_to=LAST, without_successor="Chuyện đã qua."))
    assert found.without_successor == "Chuyện đã qua."


@pytest.mark.parametrize(
    ("last", "count"), [(DAY, 1), (DAY - dt.timedelta(days=1), 0), (LAST, 1), (BY, 0), (dt.date(2028, 1, 1), 0)]
)
def test_only_what_holds_today_and_no_more_on_the_day(tmp_path: Path, last: dt.date, count: int) -> None:
    assert len(of(tmp_path, passage(effective_to=last))) == count


def test_a_dated_figure_ends_before_its_passage(tmp_path: Path) -> None:
    figures = [{"text": "35.000 đồng", "effective_to": dt.date(2026, 12, 31)}]
    found = of(tmp_path, passage(effective_to=LAST, figures=figures))
    assert [(e.kind, e.figure, e.last_day) for e in found] == [
        ("figure", "35.000 đồng", dt.date(2026, 12, 31)),
        ("passage", "", LAST),
    ]


def test_a_verification_that_will_be_too_old_is_told(tmp_path: Path) -> None:
    day = dt.date(2027, 5, 24)
    (found,) = of(tmp_path, passage(), day=day)
    assert (found.kind, found.last_day, found.days_left) == ("verification", dt.date(2027, 5, 23), 180)
    assert of(tmp_path, passage(), day=dt.date(2027, 5, 23)) == ()
