"""Facts: each is used by a passage, or listed with the reason why not."""

from pathlib import Path

import pytest
from checked_base import findings, lay, line

from knowledge.check import facts_used
from knowledge.schema import KnowledgeError

MORE = {"CC-2": {"fact": "Điều khác."}}
ROW = {"fact": "CC-2", "reason": "Trùng CC-1."}


def test_used_and_listed_facts_pass(tmp_path: Path) -> None:
    assert findings(facts_used.check, lay(tmp_path)) == []
    assert findings(facts_used.check, lay(tmp_path, facts=MORE, unused_facts=[ROW])) == []


def test_a_fact_neither_used_nor_listed_is_found(tmp_path: Path) -> None:
    folder = lay(tmp_path, facts=MORE)
    (found,) = findings(facts_used.check, folder)
    assert (found.file, found.line, found.found) == ("facts.jsonl", 2, "CC-2 không đoạn nào dùng")
    assert "CC-2" in line(folder, found)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"fact": "CC-9", "reason": "x"}, "CC-9 không có"),
        ({"fact": "CC-1", "reason": "x"}, "CC-1 đang dùng ở le_phi.cap_lai"),
        (ROW, "CC-2 ghi hai lần"),
    ],
)
def test_a_wrong_row_is_found(tmp_path: Path, row: dict[str, str], found: str) -> None:
    folder = lay(tmp_path, facts=MORE, unused_facts=[ROW, row])
    (finding,) = findings(facts_used.check, folder)
    assert (finding.file, finding.line, finding.found) == ("unused_facts.yml", 3, found)


@pytest.mark.parametrize("content", [{"CC-2": "x"}, [{"fact": "CC-2"}], ["CC-2"], [ROW | {"why": "x"}]])
def test_a_list_of_another_form_is_named(tmp_path: Path, content: object) -> None:
    folder = lay(tmp_path, facts=MORE, unused_facts=content)
    with pytest.raises(
        KnowledgeError, match=r"^unused_facts\.yml.*: thấy .*, cần một danh sách, mỗi dòng có fact, reason"
    ):
        findings(facts_used.check, folder)
