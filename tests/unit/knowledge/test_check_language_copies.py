"""No wording may be an evaluation question, nor one with a word changed."""

import json
from pathlib import Path
from typing import Any

import pytest
from laid import DAY, FILE, ID, findings, lay, line, passage

from knowledge.check.copies import check
from knowledge.check.material import Material
from knowledge.schema import KnowledgeError

QUESTION = "ví rơi mất thẻ thì làm lại ở đâu hả cháu"


def asked(folder: Path, *rows: Any) -> tuple[Path]:
    path = folder / "asked.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return (path,)


def found(folder: Path, wording: str, question: str = QUESTION) -> list[str]:
    base = lay(folder, passage(questions=["a", "b", "c", "d", wording]))
    return [finding.found for finding in findings(check, base, questions=asked(folder, {"question": question}))]


def test_a_copy_is_named_with_its_line_and_file(tmp_path: Path) -> None:
    wordings = ["a", "b", "c", "d", "Ví rơi mất thẻ, thì làm lại ở đâu hả cháu?"]
    folder = lay(tmp_path, passage(questions=wordings))
    (finding,) = findings(check, folder, questions=asked(tmp_path, {"question": QUESTION}))
    assert (finding.file, finding.passage, finding.gates) == (FILE, ID, True)
    assert line(folder, finding) == f"- {wordings[4]}"
    assert finding.found == f"cách hỏi này trùng câu đánh giá ở {tmp_path.name}/asked.jsonl, dòng 1"
    assert finding.expected == "một lời khác hẳn: câu đánh giá chỉ để đo"


def test_what_a_question_says_is_never_printed(tmp_path: Path) -> None:
    held_out = tmp_path / "held_out"
    held_out.mkdir()
    near = "ví rơi mất thẻ thì xin lại ở đâu hả cháu"
    base = lay(tmp_path, passage(questions=["a", "b", "c", "d", near]))
    questions = asked(held_out, {"question": "chuyện khác hẳn"}, {"question": QUESTION})
    (finding,) = findings(check, base, questions=questions)
    assert finding.found == "cách hỏi này giống 83% câu đánh giá ở held_out/asked.jsonl, dòng 2"
    assert QUESTION not in repr(finding)


@pytest.mark.parametrize(
    ("wording", "question"),
    [
        ("vi roi mat the thi lam lai o dau ha chau", QUESTION),
        ("ví rơi mất thẻ thì xin lại ở đâu hả cháu", QUESTION),
        ("ví rơi mất thẻ thì làm lại ở đâu hả", QUESTION),
        ("đổi thẻ hết bao tiền", "đổi thẻ mất bao tiền"),
        ("mất thẻ", "Mất thẻ?"),
    ],
)
def test_a_copy_without_accents_or_with_a_word_changed_is_named(tmp_path: Path, wording: str, question: str) -> None:
    assert len(found(tmp_path, wording, question)) == 1


@pytest.mark.parametrize(
    ("wording", "question"),
    [
        ("bị mất thẻ, muốn xin thẻ mới thì đến chỗ nào", QUESTION),
        ("mất thẻ rồi", "mất ví rồi"),
        ("làm thẻ ở đâu", "làm hộ chiếu mất bao lâu"),
    ],
)
def test_another_wording_passes(tmp_path: Path, wording: str, question: str) -> None:
    assert found(tmp_path, wording, question) == []


def test_every_turn_of_a_conversation_counts(tmp_path: Path) -> None:
    base = lay(tmp_path, passage(questions=["a", "b", "c", "d", QUESTION]))
    rows = [{"question": "thế mất bao lâu"}, {"question": "x", "turns": [QUESTION, "x"]}]
    assert len(findings(check, base, questions=asked(tmp_path, *rows))) == 1


def test_the_figures_say_how_near_the_wordings_come(tmp_path: Path) -> None:
    base = lay(tmp_path, passage(questions=["mất thẻ ở đâu", "lạ a", "lạ b", "lạ c", "lạ d"]))
    questions = asked(tmp_path, {"question": "mất thẻ ở xã"}, {"text": "chuyện khác hẳn"})
    figures = dict(check(Material.read(DAY, base, questions=questions)).figures)
    assert figures == {
        "số câu hỏi đánh giá": 2,
        "giống nhất": pytest.approx(0.6),
        "câu gần nhất giống, trung bình": pytest.approx(0.12),
    }


def test_without_questions_nothing_is_compared(tmp_path: Path) -> None:
    assert findings(check, lay(tmp_path, passage())) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [('{"question": "ví r', "thấy 18 ký tự, cần một câu hỏi dạng JSON"), ('{"câu": "a"}', "không thấy câu hỏi")],
)
def test_a_line_without_a_question_is_named(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "asked.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=rf"^{tmp_path.name}/asked\.jsonl, dòng 1: {said}"):
        findings(check, lay(tmp_path, passage()), questions=(path,))
