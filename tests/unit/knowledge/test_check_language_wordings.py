"""Wordings must be many, and a question or an answer may stand in one passage of its time only."""

import datetime as dt
from pathlib import Path
from typing import Any

from laid import FILE, ID, findings, lay, line, passage

from knowledge.check.wordings import check

EIGHT = ["mất thẻ làm lại ở đâu", "chỗ nào làm lại", "đến đâu xin thẻ khác", "ra xã hay lên tỉnh", "nơi cấp lại",
         "công an nào nhận", "đi đâu bây giờ", "huyện còn làm không"]  # fmt: skip
OTHERS = ["hộ chiếu mấy tiền", "lệ phí ra sao", "nộp nhiêu", "có được miễn không", "phí cấp đổi", "tiền bưu chính",
          "tốn kém không", "đóng ở quầy hay qua mạng"]  # fmt: skip
LONG = "Người dân mang thẻ cũ và giấy hẹn ra công an xã, nộp lệ phí tại quầy rồi chờ bảy ngày làm việc."


def first(**changes: Any) -> dict[str, Any]:
    return passage(questions=EIGHT) | changes


def second(**changes: Any) -> dict[str, Any]:
    return passage(id="le_phi.khac", answer="Hộ chiếu mất tiền.", questions=OTHERS) | changes


def found(folder: Path, *passages: dict[str, Any]) -> list[str]:
    return [finding.found for finding in findings(check, lay(folder, *passages))]


def test_enough_different_wordings_pass(tmp_path: Path) -> None:
    assert found(tmp_path, first(), second()) == []


def test_fewer_than_eight_are_named(tmp_path: Path) -> None:
    folder = lay(tmp_path, first(questions=[*EIGHT[:7], "Ra xã, hay lên tỉnh?"]))
    few, twice = findings(check, folder)
    assert (few.file, few.passage, few.gates) == (FILE, ID, True)
    assert line(folder, few) == "- mất thẻ làm lại ở đâu"
    assert (few.found, few.expected) == ("7 cách hỏi khác nhau", "ít nhất 8 cách hỏi")
    assert line(folder, twice) == "- Ra xã, hay lên tỉnh?"
    assert twice.found == f"“Ra xã, hay lên tỉnh?” trùng “ra xã hay lên tỉnh” của {ID}"


def test_one_question_in_two_passages_is_named_where_it_stands_again(tmp_path: Path) -> None:
    folder = lay(tmp_path, first(), second(questions=[*OTHERS[:7], "Mat the lam lai o dau?"]))
    (finding,) = findings(check, folder)
    assert (finding.file, finding.passage) == (FILE, "le_phi.khac")
    assert line(folder, finding) == "- Mat the lam lai o dau?"
    assert finding.found == f"“Mat the lam lai o dau?” trùng “mất thẻ làm lại ở đâu” của {ID}"


def test_nearly_one_question_is_named_with_its_share(tmp_path: Path) -> None:
    near = second(questions=[*OTHERS[:7], "mất thẻ rồi làm lại ở đâu ạ"])
    assert found(tmp_path, first(), near) == [
        f"“mất thẻ rồi làm lại ở đâu ạ” giống 75% “mất thẻ làm lại ở đâu” của {ID}"
    ]


def test_two_things_asked_in_the_same_words_pass(tmp_path: Path) -> None:
    birth = first(questions=[*EIGHT[:7], "từ năm nay đăng ký khai sinh ở xã nào cũng được phải không"])
    death = second(questions=[*OTHERS[:7], "từ năm nay đăng ký khai tử ở xã nào cũng được phải không"])
    assert found(tmp_path, birth, death) == []


def test_passages_of_different_times_may_share_all(tmp_path: Path) -> None:
    old = first(effective_to=dt.date(2026, 6, 30))
    new = second(questions=EIGHT, answer=old["answer"], effective_from=dt.date(2026, 7, 1))
    assert found(tmp_path, old, new) == []
    new["effective_from"] = dt.date(2026, 6, 30)
    assert len(found(tmp_path, old, new)) == 9


def test_one_answer_in_two_passages_is_named(tmp_path: Path) -> None:
    folder = lay(tmp_path, first(answer=LONG), second(answer=LONG.replace("bảy", "07")))
    (finding,) = findings(check, folder)
    assert finding.passage == "le_phi.khac"
    assert line(folder, finding).startswith("answer: Người dân")
    assert finding.found == f"câu trả lời giống 83% câu trả lời của {ID}"
    assert finding.expected.startswith("một đoạn cho một câu trả lời")
