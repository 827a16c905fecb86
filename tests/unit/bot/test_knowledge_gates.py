"""`dean06 knowledge check` and `stale` from outside, on the committed knowledge base."""

import datetime as dt
import json

import pytest

from bot.actions.compose import OUTDATED_DAYS
from bot.cli.main import main
from knowledge.check.run import CHECKS
from knowledge.check.verified import LONGEST
from knowledge.reading import load_knowledge

MINE = "schema,sources,links,confidence,contradictions,facts_used"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEAN06_TODAY", "2026-11-24")


def test_checks_without_findings_let_a_release_go(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["knowledge", "check", "--only", MINE]) == 0
    shown = capsys.readouterr().out
    for key in MINE.split(","):
        assert f"✓     {CHECKS[key][0]}" in shown
    assert shown.endswith("Không có lỗi nào chặn phát hành.\n")


def test_a_day_long_after_the_last_verification_stops_a_release(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["knowledge", "check", "--only", "verified", "--on", "2028-01-01"]) == 1
    shown = capsys.readouterr().out
    assert "(verified)\n      thấy: kiểm lần cuối 24/11/2026\n      cần:  kiểm lại với nguồn" in shown
    assert main(["knowledge", "check", "--only", "verified", "--on", "2023-03-01"]) == 0


def test_findings_as_json_name_their_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["knowledge", "check", "--only", "verified", "--on", "2028-01-01", "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["on"], report["ok"], list(report["checks"])) == ("2028-01-01", False, ["verified"])
    finding = report["checks"]["verified"]["findings"][0]
    assert set(finding) == {"check", "file", "line", "passage", "found", "expected", "gates"}
    assert finding["passage"] in load_knowledge().by_id
    assert finding["line"] > 1


def test_an_unknown_check_is_wrong_use() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["knowledge", "check", "--only", "khong_co"])
    assert stopped.value.code == 2


def test_stale_lists_what_ends_in_the_order_of_the_days(capsys: pytest.CaptureFixture[str]) -> None:
    day = dt.date(2027, 3, 1)
    ends = {p.id: p.effective_to for p in load_knowledge().passages if p.effective_to}
    dying = {i for i, last in ends.items() if dt.date(2026, 11, 24) <= last < day}
    assert main(["knowledge", "stale", "--on", "2027-03-01", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    passages = [ending for ending in report["endings"] if ending["kind"] == "passage"]
    assert {ending["id"] for ending in passages} == dying
    assert "cancuoc_le_phi.cap_lai" in dying
    assert [e["last_day"] for e in report["endings"]] == sorted(e["last_day"] for e in report["endings"])
    assert main(["knowledge", "stale", "--on", "2027-03-01"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"Từ 24/11/2026 đến 01/03/2027: {len(dying)} đoạn hết hiệu lực, ")
    assert "31/12/2026 (còn 37 ngày)\n" in shown
    assert "[cancuoc_le_phi.cap_lai]\n      sau đó: cancuoc_le_phi.cap_lai_2027\n" in shown


def test_stale_looks_60_days_ahead_and_knows_old_verifications(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["knowledge", "stale", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["on"] == "2027-01-23"
    assert main(["knowledge", "stale", "--on", "2027-05-24"]) == 0
    assert "\n23/05/2027 (còn 180 ngày)\n" in capsys.readouterr().out


def test_release_and_answer_call_a_verification_old_after_the_same_time() -> None:
    assert LONGEST.days == OUTDATED_DAYS
