"""`dean06 knowledge check` on language: from outside, on the committed knowledge base."""

import json
import sys
from pathlib import Path

import pytest

from bot.cli.knowledge import check
from bot.cli.main import main
from knowledge.check.run import CHECKS
from knowledge.reading import load_knowledge


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEAN06_TODAY", "2026-11-24")


def report(capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, dict[str, dict[str, float]]]:
    main(["knowledge", "check", "--json", *options])
    found: dict[str, dict[str, dict[str, float]]] = json.loads(capsys.readouterr().out)["checks"]
    return found


def test_the_help_lists_all_checks(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["knowledge", "check", "--help"])
    shown = capsys.readouterr().out
    assert all(f"  {key:<15} {name}" in shown for key, (name, _) in CHECKS.items())


def test_our_own_questions_are_compared_and_more_may_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    few = report(capsys, "--only", "copies")["copies"]
    wording = load_knowledge().passages[0].questions[0]
    more = tmp_path / "them.jsonl"
    more.write_text(json.dumps({"question": wording}) + "\n", encoding="utf-8")
    many = report(capsys, "--only", "copies", "--questions", str(more))["copies"]
    assert many["figures"]["số câu hỏi đánh giá"] == few["figures"]["số câu hỏi đánh giá"] + 1
    assert len(many["findings"]) == len(few["findings"]) + 1
    assert main(["knowledge", "check", "--only", "copies", "--questions", str(more)]) == 1
    shown = capsys.readouterr().out
    assert f"thấy: cách hỏi này trùng câu đánh giá ở {tmp_path.name}/them.jsonl, dòng 1" in shown
    assert wording not in shown


def test_a_missing_file_of_questions_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["knowledge", "check", "--questions", "khong_co.jsonl"])
    assert stopped.value.code == 2
    assert "không thấy tệp khong_co.jsonl, cần một tệp JSONL" in capsys.readouterr().err


def test_whoever_watches_a_terminal_is_told_what_takes_long(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check, "_NOTICE_AFTER", 0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    main(["knowledge", "check", "--only", "wordings"])
    assert f"… đang kiểm tra: {CHECKS['wordings'][0]}" in capsys.readouterr().err


def test_every_wording_finds_its_own_passage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["knowledge", "check", "--only", "self_retrieval"]) == 0
    assert f"✓     {CHECKS['self_retrieval'][0]}: số cách hỏi " in capsys.readouterr().out
