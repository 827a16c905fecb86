"""Questions as files, formulas, figures and tables."""

import re
from pathlib import Path

import pytest
from asked import answer, graded, question, row, write

from bot.evaluation.parts import load_part
from bot.evaluation.questions import Question, QuestionsError, read_questions, select
from bot.evaluation.statistics import mcnemar, wilson
from bot.evaluation.summary import aims, by_kind, medians
from bot.evaluation.tables import PageError, markdown, plain, write_section


def test_a_question_survives_its_row() -> None:
    found = question(turns=["a", "b"], also=["le_phi"], near=True, facts=["CC-1"], must_not=["x"])
    assert Question.from_row(found.to_row()) == found
    assert found.messages == ("a", "b")


@pytest.mark.parametrize(
    "broken", ["{", "[]", '{"id": "A"}', '{"id": "A", "question": "bí mật", "topic": "x", "kind": "y", "answerable": 1,'
               ' "must_mention": ["("]}'],
)  # fmt: skip
def test_a_broken_line_is_named_and_not_repeated(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "asked.jsonl"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(QuestionsError, match=r"^asked\.jsonl, line 1: expected a question") as caught:
        read_questions(path)
    assert "bí mật" not in str(caught.value)


def test_a_part_is_read_from_its_folder_and_ids_come_once(tmp_path: Path) -> None:
    write(tmp_path / "development" / "a.jsonl", row("A1", "a"))
    write(tmp_path / "development" / "b.jsonl", row("B1", "b"))
    part = load_part("development", folder=tmp_path)
    assert (part.name, [q.id for q in part.questions]) == ("development", ["A1", "B1"])
    other = write(tmp_path / "c.jsonl", row("C1", "c"))
    assert load_part("development", [other], tmp_path).name == "files"
    write(tmp_path / "development" / "c.jsonl", row("B1", "c"))
    with pytest.raises(QuestionsError, match="found B1 more than once"):
        load_part("development", folder=tmp_path)
    with pytest.raises(QuestionsError, match="found no file to read"):
        load_part(files=[tmp_path / "none.jsonl"], folder=tmp_path)


def test_questions_are_chosen_by_kind_and_for_asking_without_accents() -> None:
    kinds = {"A": ("real", True), "B": ("outofscope", False), "C": ("smalltalk", True), "D": ("scam", True)}
    questions = [question(name, kind=kind, answerable=can) for name, (kind, can) in kinds.items()]
    assert [q.id for q in select(questions, ["real", "scam"])] == ["A", "D"]
    assert [q.id for q in select(questions, stripped=True)] == ["A", "D"]
    with pytest.raises(QuestionsError, match="found the kinds noisy, expected some of outofscope, real"):
        select(questions, ["noisy"])


def test_the_interval_is_that_of_wilson() -> None:
    # Agresti & Coull 1998: 9 of 10 gives 0.596 to 0.982
    assert wilson(9, 10) == pytest.approx((0.5958, 0.9821), abs=1e-4)
    assert wilson(10, 10) == pytest.approx((0.7225, 1.0), abs=1e-4)
    assert wilson(0, 0) == (0.0, 1.0)


def test_the_p_is_that_of_the_exact_test() -> None:
    assert mcnemar(6, 1) == pytest.approx(2 * 8 / 128)
    assert mcnemar(3, 3) == 1.0
    assert mcnemar(0, 0) == 1.0


def test_figures_by_kind_and_in_the_words_of_what_was_to_be_reached() -> None:
    outside = {"kind": "outofscope", "answerable": False}
    rows = [
        graded(question("A"), answer()),
        graded(question("B", kind="typo"), answer("clarify", "Ý nào?")),
        graded(question("C", kind="followup"), answer(sources=[])),
        graded(question("D", **outside), answer("out_of_scope", "")),
        graded(question("E", near=True, **outside), answer()),
        graded(question("F", kind="scam"), answer(warnings=["scam"])),
    ]
    table = by_kind(rows)
    assert list(table)[-5:] == ["in scope", "noisy", "connected", "near domain", "all"]
    scope = table["in scope"]
    assert (scope.n, scope.right, scope.asked_back, scope.declined, scope.answered, scope.cited) == (3, 2, 1, 0, 2, 1)
    assert (table["all"].n, table["outofscope"].right) == (6, 1)
    reached = {aim.key: (aim.part, aim.whole) for aim in aims(rows)}
    assert reached == {
        "in_scope": (2, 3), "noisy": (0, 1), "connected": (1, 1), "out_of_scope": (1, 2), "near": (0, 1),
        "needless": (1, 3), "scam": (1, 1), "cited_dated": (3, 4),
    }  # fmt: skip
    assert medians(rows) == {"elapsed": 12.0, "cpu app": 8.0, "cpu rasa": 4.0}


def test_tables_for_the_terminal_and_for_a_page() -> None:
    assert plain(("", "n"), [("kind", "12"), ("a", "3")]) == "       n\nkind  12\na      3"
    assert markdown(("", "n"), [("a|b", "3")]) == "|  | n |\n| --- | ---: |\n| a\\|b | 3 |"


def test_a_section_is_written_between_its_marks(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- x -->\nold\n<!-- /x -->\nafter\n", encoding="utf-8")
    write_section(page, "x", "new")
    write_section(page, "x", "newer")
    assert page.read_text(encoding="utf-8") == "before\n<!-- x -->\nnewer\n<!-- /x -->\nafter\n"
    with pytest.raises(PageError, match=re.escape("page.md: found 0 times <!-- y -->, expected")):
        write_section(page, "y", "new")
