"""The held-out part stays as it was frozen, and nothing that is learned comes near it."""

from pathlib import Path

import pytest
from asked import row, write

from bot.cli.main import main
from bot.evaluation.guard import groups_in_both, near_copies
from bot.evaluation.held_out import HeldOutError, freeze, verify
from bot.evaluation.parts import FOLDER, load_part
from bot.evaluation.taught import Taught, taught_texts
from knowledge.reading import load_knowledge

SECRET = "ví rơi mất thẻ thì làm lại ở đâu hả cháu"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "held_out" / "topics.jsonl", row("H1", SECRET), row("H2", "cảm ơn cháu nhé"))
    write(tmp_path / "development" / "topics.jsonl", row("D1", "chuyện khác hẳn"))
    return tmp_path


def test_frozen_questions_are_read_and_changed_ones_are_not(folder: Path) -> None:
    with pytest.raises(HeldOutError, match=r"found no held_out\.sha256.*dean06 evaluate freeze"):
        load_part("held_out", folder=folder)
    assert freeze(folder) == 1
    assert len(load_part("held_out", folder=folder).questions) == 2
    assert load_part(files=[folder / "held_out" / "topics.jsonl"], folder=folder).name == "held_out"
    write(folder / "held_out" / "more.jsonl", row("H3", "x"))
    write(folder / "held_out" / "topics.jsonl", row("H1", SECRET))
    with pytest.raises(HeldOutError, match=r"^held_out/more\.jsonl, held_out/topics\.jsonl: found another checksum"):
        load_part("held_out", folder=folder)


def test_a_missing_file_is_a_change(folder: Path) -> None:
    write(folder / "held_out" / "more.jsonl", row("H3", "x"))
    freeze(folder)
    (folder / "held_out" / "more.jsonl").unlink()
    with pytest.raises(HeldOutError, match=r"^held_out/more\.jsonl: "):
        verify(folder)


def test_the_checksum_is_written_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["evaluate", "freeze", "--questions", str(folder)]
    assert main(command) == 0
    first = (folder / "held_out.sha256").read_text()
    assert first.endswith("  held_out/topics.jsonl\n")
    write(folder / "held_out" / "topics.jsonl", row("H1", "x"))
    assert main(command) == 1
    assert (folder / "held_out.sha256").read_text() == first
    assert "found held_out.sha256, expected none" in capsys.readouterr().err
    assert main([*command, "--again"]) == 0
    verify(folder)


def test_nothing_to_freeze_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "freeze", "--questions", str(tmp_path)]) == 1
    assert "expected held-out questions to freeze" in capsys.readouterr().err


def test_what_comes_near_is_named_by_its_place_only(folder: Path) -> None:
    taught = [
        Taught("passage a, wording 1", "Ví rơi mất thẻ thì xin lại ở đâu hả cháu?"),
        Taught("passage a, wording 2", "thẻ mất rồi đến chỗ nào làm"),
        Taught("act thanks, example 1", "cảm ơn cháu nhé", small=True),
        Taught("out_of_scope.yml, question 1", "cam on chau nhe"),
    ]
    findings = near_copies(taught, [folder / "held_out" / "topics.jsonl"])
    assert findings == [
        "passage a, wording 1 is like the question at held_out/topics.jsonl, dòng 1 (83% of the words)",
        "out_of_scope.yml, question 1 is like the question at held_out/topics.jsonl, dòng 2 (100% of the words)",
    ]


def test_a_group_stands_in_one_part(folder: Path) -> None:
    assert groups_in_both(folder) == []
    write(folder / "development" / "more.jsonl", row("D2", "x", group="ho_chieu.H2"))
    write(folder / "held_out" / "more.jsonl", row("H3", "x", group=""))
    assert groups_in_both(folder) == [
        "held_out/more.jsonl, line 1: found no group, expected the meaning that it is a wording of",
        "held_out/topics.jsonl, line 2: the group ho_chieu.H2 stands in development too",
    ]


def test_all_that_is_learned_is_looked_at() -> None:
    knowledge = load_knowledge()
    places = {taught.place: taught for taught in taught_texts(knowledge)}
    first = knowledge.passages[0]
    assert places[f"passage {first.id}, wording 1"].text == first.questions[0]
    assert places["out_of_scope.yml, question 1"].text == knowledge.out_of_scope[0]
    assert places["Rasa's intent greet, example 1"].small
    assert not places["Rasa's intent out_of_scope, example 1"].small
    assert not places[f"Rasa's intent {first.topic}, example 1"].small


def test_our_held_out_part_is_the_frozen_one() -> None:
    verify(FOLDER)


def test_no_group_of_ours_stands_in_both_parts() -> None:
    findings = groups_in_both(FOLDER)
    assert not findings, "\n".join(findings)


def test_nothing_that_we_teach_comes_near_our_held_out_questions() -> None:
    findings = near_copies(taught_texts(load_knowledge()), sorted((FOLDER / "held_out").glob("*.jsonl")))
    assert not findings, "\n".join(findings)
