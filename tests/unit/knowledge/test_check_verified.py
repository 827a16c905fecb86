"""Verified: not too long ago, and not on a day to come."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from checked_base import FILE, ID, findings, lay, line, passage

from knowledge.check import verified

VERIFIED = dt.date(2020, 1, 1)
LAST_GOOD = dt.date(2020, 6, 29)


def lay_one(folder: Path, **changes: Any) -> Path:
    return lay(folder, passage(**{"verified_on": VERIFIED, "effective_from": dt.date(2019, 1, 1)} | changes))


@pytest.mark.parametrize("day", [dt.date(2019, 3, 1), VERIFIED, LAST_GOOD])
def test_up_to_180_days_and_on_days_past_it_passes(tmp_path: Path, day: dt.date) -> None:
    assert findings(verified.check, lay_one(tmp_path), day) == []


def test_after_180_days_it_is_found(tmp_path: Path) -> None:
    folder = lay_one(tmp_path)
    (found,) = findings(verified.check, folder, LAST_GOOD + dt.timedelta(days=1))
    assert (found.file, found.passage, found.found) == (FILE, ID, "kiểm lần cuối 01/01/2020")
    assert (line(folder, found), found.gates) == ("verified_on: 2020-01-01", True)
    assert "29/06/2020" in found.expected


def test_what_is_no_longer_in_force_needs_no_new_check(tmp_path: Path) -> None:
    folder = lay_one(tmp_path, effective_to=dt.date(2020, 12, 31))
    assert findings(verified.check, folder, dt.date(2021, 1, 1)) == []
    assert len(findings(verified.check, folder, dt.date(2020, 12, 31))) == 1


def test_a_day_to_come_is_found(tmp_path: Path) -> None:
    (found,) = findings(verified.check, lay_one(tmp_path, verified_on=dt.date(9998, 1, 1)))
    assert found.found == "kiểm lần cuối 01/01/9998"
    assert found.expected.startswith("ngày đã kiểm, muộn nhất ")
