"""`dean06 evaluate run`, `score` and `compare` from outside, on a served stand-in."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from asked import row, write
from stand_in.app import StandIn, build, served
from stand_in.parts import UNANSWERED, richest

from bot.cli.main import main
from bot.evaluation.held_out import freeze
from bot.stack.rasa_process import free_port
from knowledge.passage import Passage


@pytest.fixture(scope="module")
def stand_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    with served(build(tmp_path_factory.mktemp("app"))) as app:
        yield app


@pytest.fixture(scope="module")
def best(stand_in: StandIn) -> Passage:
    """Give a passage, its first wording finds it."""
    return richest(stand_in.knowledge)


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DEAN06_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("DEAN06_TODAY", "2026-11-24")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123456789:" + "a" * 35)
    return tmp_path / "var" / "runs"


@pytest.fixture
def folder(tmp_path: Path, best: Passage) -> Path:
    """Give a folder of questions: one that is answered rightly, one wrongly, one that is declined as it should be."""
    rows = [
        row("A1", best.questions[0], topic=best.topic),
        row("A2", best.questions[0], topic="no_such_topic", kind="typo", must_mention=["điều không có"]),
        row("A3", UNANSWERED, topic="ngoai_pham_vi", kind="outofscope", answerable=False, near=True),
    ]
    write(tmp_path / "questions" / "development" / "a.jsonl", *rows)
    write(tmp_path / "questions" / "held_out" / "h.jsonl", *({**line, "id": f"H{n}"} for n, line in enumerate(rows)))
    freeze(tmp_path / "questions")
    return tmp_path / "questions"


def evaluate(capsys: pytest.CaptureFixture[str], *argv: str) -> Any:
    assert main(["evaluate", *argv, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_run_is_kept_with_all_that_came_back_and_how(
    stand_in: StandIn, best: Passage, folder: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = evaluate(capsys, "run", "--url", stand_in.url, "--questions", str(folder))
    assert report["kinds"]["all"]["right"] == 2
    assert {key: (aim["part"], aim["whole"]) for key, aim in report["aims"].items()} == {
        "in_scope": (1, 2), "noisy": (0, 1), "out_of_scope": (1, 1), "near": (1, 1), "needless": (0, 2),
        "cited_dated": (2, 2),
    }  # fmt: skip
    (kept,) = data.iterdir()
    assert kept.name == report["run"]
    assert kept.name.endswith("Z-development")
    lines = [json.loads(line) for line in (kept / "answers.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["question"]["id"] for line in lines] == ["A1", "A2", "A3"]
    reply = lines[0]["replies"][0]
    assert reply["answers"][0]["passages"] == [best.id]
    assert reply["elapsed_ms"] > 0
    assert reply["cpu_ms"]["app"] > 0  # the stand-in is this process
    header = json.loads((kept / "run.json").read_text(encoding="utf-8"))
    assert header["url"] == stand_in.url
    configuration = header["configuration"]
    assert configuration["day"] == "2026-11-24"
    assert configuration["commit"]
    assert configuration["thresholds"]["knowledge.search"]["VECTOR_WEIGHT"] > 0
    assert configuration["stack"]["this_checkout"]
    assert configuration["settings"]["telegram"] is True
    assert "123456789" not in (kept / "run.json").read_text(encoding="utf-8")


def test_failing_questions_come_first_with_what_came_and_why(
    stand_in: StandIn, best: Passage, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", "run", "--url", stand_in.url, "--questions", str(folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"✗ A2 typo [no_such_topic] {best.questions[0]}"
    assert lines[1].startswith(f"    got: answered {best.topic} {best.id}: {best.answer[:40]}")
    topics = ", ".join(sorted({best.topic, *best.touches}))
    assert lines[2] == f"    why: other topic: {topics}; fact missing /điều không có/"
    assert lines[4].startswith("1 of 3 wrong (development, commit ")
    (noisy,) = (line.split() for line in lines if line.startswith("noisy"))
    assert noisy[:4] == ["noisy", "1", "0.0", "%"]


def test_only_some_kinds_and_without_accents(
    stand_in: StandIn, folder: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ("--url", stand_in.url, "--questions", str(folder))
    report = evaluate(capsys, "run", "--strip", *options)
    assert report["kinds"]["all"]["n"] == 2
    first = (data / report["run"] / "answers.jsonl").read_text(encoding="utf-8").splitlines()[0]
    assert json.loads(first)["replies"][0]["message"].isascii()
    assert evaluate(capsys, "run", "--kinds", "typo", *options)["kinds"]["all"]["n"] == 1
    assert main(["evaluate", "run", "--kinds", "none", *options]) == 2
    assert "found the kinds none, expected some of outofscope" in capsys.readouterr().err


def test_held_out_failures_are_shown_on_demand_only_and_each_reading_is_noted(
    stand_in: StandIn, best: Passage, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question, readings = best.questions[0], tmp_path / "readings.md"
    command = [
        "run",
        "--part",
        "held_out",
        "--url",
        stand_in.url,
        "--questions",
        str(folder),
        "--readings",
        str(readings),
    ]
    assert main(["evaluate", *command]) == 0
    shown = capsys.readouterr().out
    assert "1 of 3 wrong (held_out" in shown
    assert question not in shown
    assert "wrong" not in evaluate(capsys, *command)
    assert main(["evaluate", *command, "--show-failures"]) == 0
    assert question in capsys.readouterr().out
    file = str(folder / "held_out" / "h.jsonl")
    assert main(["evaluate", "run", file, *command[3:]]) == 0
    assert question not in capsys.readouterr().out
    page = readings.read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| 20")]
    assert [(cells[2], cells[3], cells[4]) for cells in rows] == [("as typed", "3", "50.0 % (9.5–90.5)")] * 4
    assert question not in page
    for command in (["score"], ["compare", "latest", "latest"]):
        assert main(["evaluate", *command, *(["--questions", str(folder)] if command == ["score"] else [])]) == 0
        assert question not in capsys.readouterr().out


def test_held_out_questions_that_were_changed_are_not_asked(
    stand_in: StandIn, folder: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder / "held_out" / "h.jsonl", row("H1", "x"))
    assert main(["evaluate", "run", "--part", "held_out", "--url", stand_in.url, "--questions", str(folder)]) == 1
    assert "held_out/h.jsonl: found another checksum" in capsys.readouterr().err
    assert not data.exists()


def test_stored_answers_are_graded_by_todays_question_files(
    stand_in: StandIn, best: Passage, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = evaluate(capsys, "run", "--url", stand_in.url, "--questions", str(folder))
    mended = row("A2", best.questions[0], topic=best.topic, kind="typo")
    reworded = row("A1", "Một câu khác hẳn?", topic="no_such_topic")
    write(folder / "development" / "a.jsonl", mended, reworded)
    options = ("--questions", str(folder))
    again = evaluate(capsys, "score", report["run"], *options)
    assert (again["kinds"]["all"]["right"], again["changed_questions"]) == (3, 1)
    assert evaluate(capsys, "score", *options)["kinds"]["all"]["right"] == 3
    assert evaluate(capsys, "score", "--as-asked", *options)["kinds"] == report["kinds"]


def test_two_runs_are_compared_by_the_questions_of_the_later(
    stand_in: StandIn, best: Passage, folder: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options, path = ("--url", stand_in.url, "--questions", str(folder)), folder / "development" / "a.jsonl"
    asked, right = best.questions[0], {"topic": best.topic}
    write(path, row("A1", asked, **right), row("A2", UNANSWERED, **right), row("A3", asked), row("A4", asked))
    before = evaluate(capsys, "run", *options)["run"]
    write(path, row("A1", UNANSWERED, **right), row("A2", asked, **right), row("A3", asked, **right))
    after = evaluate(capsys, "run", *options)["run"]
    everything = evaluate(capsys, "compare", before, after)["all"]
    assert (everything["n"], everything["before"], everything["after"]) == (3, 2, 2)
    assert (everything["gained"], everything["lost"], everything["p"]) == (["A2"], ["A1"], 1.0)
    assert main(["evaluate", "compare", str(data / before), after]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"lost: 1\n  A1 real [{best.topic}] {asked}\n")
    assert "(declined)" in shown
    assert "1 questions are in one of the runs only" in shown


def test_a_question_that_fails_is_a_wrong_answer(
    stand_in: StandIn, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder / "development" / "a.jsonl", row("A1", "x" * 70_000), row("A2", "y", turns=["a b c", "x" * 70_000]))
    report = evaluate(capsys, "run", "--url", stand_in.url, "--questions", str(folder))
    assert [wrong["why"][0][:15] for wrong in report["wrong"]] == ["error: HTTP 413"] * 2
    assert len(report["wrong"][1]["replies"]) == 2


def test_what_does_not_answer_is_told(
    stand_in: StandIn, folder: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}"
    assert main(["evaluate", "run", "--url", nowhere, "--questions", str(folder)]) == 1
    assert "hãy chạy `make run`" in capsys.readouterr().err
    stand_in.dialogue.down = True
    try:
        assert main(["evaluate", "run", "--url", stand_in.url, "--questions", str(folder)]) == 1
    finally:
        stand_in.dialogue.down = False
    assert "hệ thống chưa sẵn sàng" in capsys.readouterr().err
    assert main(["evaluate", "score"]) == 2
    assert "found no run, expected one: `dean06 evaluate run`" in capsys.readouterr().err


def test_an_unreadable_run_is_told(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "20261124-development").mkdir(parents=True)
    (data / "20261124-development" / "run.json").write_text("{}", encoding="utf-8")
    assert main(["evaluate", "score"]) == 2
    assert "20261124-development: found no readable run (KeyError), expected" in capsys.readouterr().err
