"""Sources: each says what it is and from when."""

import datetime as dt
from pathlib import Path

import pytest
from checked_base import findings, lay, line

from knowledge.check import sources


@pytest.mark.parametrize("day", ["issued_on", "effective_from", "seen_on"])
def test_any_of_three_days_will_do(tmp_path: Path, day: str) -> None:
    folder = lay(tmp_path, sources={"trang-1": {"title": "Trang", day: dt.date(2026, 1, 1)}})
    assert findings(sources.check, folder) == []


def test_a_source_without_a_day_is_found(tmp_path: Path) -> None:
    folder = lay(tmp_path, sources={"trang-1": {"title": "Trang", "effective_to": dt.date(2026, 1, 1)}})
    (found,) = findings(sources.check, folder)
    assert (found.file, line(folder, found)) == ("sources/law.yml", "trang-1:")
    assert found.found == "nguồn trang-1 không có ngày nào"
    assert found.gates


def test_a_source_without_a_title_is_found(tmp_path: Path) -> None:
    folder = lay(tmp_path, sources={"trang-1": {"title": " ", "seen_on": dt.date(2026, 1, 1)}})
    (found,) = findings(sources.check, folder)
    assert (found.found, line(folder, found)) == ("nguồn trang-1 không có tên", "title: ' '")
