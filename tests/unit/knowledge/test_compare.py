"""Two versions of the knowledge base compared: what a citizen will notice, the weightiest first."""

import datetime as dt
import subprocess
from pathlib import Path
from typing import Any

import pytest
from small_base import FEE, lay, passage

from knowledge.compare.bases import compare_folders
from knowledge.compare.model import Comparison
from knowledge.compare.report import STYLES, render
from knowledge.compare.revision import opened
from knowledge.schema import KnowledgeError

DAY = dt.date(2026, 11, 24)
HALVED = {"answer": "Cấp lại thẻ nộp 35.000 đồng. Nộp tại Công an cấp xã.", "effective_to": dt.date(2026, 12, 31)}
Rows = list[dict[str, Any]]


@pytest.fixture
def compared(tmp_path: Path) -> Any:
    def compare(old: Rows, new: Rows, topic: str = FEE) -> Comparison:
        return compare_folders(lay(tmp_path / "old", {topic: old}), lay(tmp_path / "new", {topic: new}), DAY)

    return compare


def told(comparison: Comparison) -> list[tuple[str, str]]:
    """The changes of the only entry."""
    (entry,) = comparison.entries
    return [(change.kind, change.sentence) for change in entry.changes]


def test_nothing_changed(compared: Any) -> None:
    comparison = compared([passage("a")], [passage("a")])
    assert comparison == Comparison(())
    assert "Không có câu trả lời nào thay đổi." in render(comparison, "cũ", "mới", STYLES["text"])


def test_a_changed_sum_is_said_with_its_days(compared: Any) -> None:
    comparison = compared([passage("a")], [passage("a", **HALVED, effective_from=dt.date(2025, 7, 1))])
    assert told(comparison)[0] == (
        "money", "trước 70.000 đồng, nay 35.000 đồng, từ 01/07/2025 đến hết 31/12/2026"
    )  # fmt: skip
    (entry,) = comparison.entries
    assert ("70.000", True) in entry.before
    assert ("35.000", True) in entry.after


def test_a_rule_that_replaces_another_is_told_once(compared: Any) -> None:
    ended = passage("a", effective_to=dt.date(2025, 6, 30))
    new = passage("b", **HALVED, label="Phí mới", effective_from=dt.date(2025, 7, 1), replaces="le_phi.a")
    comparison = compared([passage("a")], [ended, new])
    (entry,) = comparison.entries
    assert (entry.id, entry.status) == ("le_phi.b", "replaced")
    assert ("money", "trước 70.000 đồng, nay 35.000 đồng, từ 01/07/2025 đến hết 31/12/2026") in told(comparison)
    assert "filing" not in [kind for kind, _ in told(comparison)]


def test_the_answering_sum_leads_even_where_the_old_one_is_still_named(compared: Any) -> None:
    new = passage("a", answer="35.000 đồng, bằng một nửa mức 70.000 đồng. Nộp tại Công an cấp xã.")
    assert told(compared([passage("a")], [new]))[0] == (
        "money", "trước 70.000 đồng, nay 35.000 đồng, từ 21/10/2024"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "kind", "sentence"),
    [
        ({"answer": "Cấp lại thẻ nộp 70.000 đồng, xong trong 7 ngày làm việc. Nộp tại Công an cấp xã."}, "deadline",
         "nay nêu thêm 7 ngày làm việc, từ 21/10/2024"),
        ({"answer": "Cấp lại thẻ nộp 70.000 đồng, đến 31/12/2026. Nộp tại Công an cấp xã."}, "deadline",
         "mốc ngày: nay nêu thêm 31/12/2026"),
        ({"answer": "Cấp lại thẻ nộp 70.000 đồng. Nộp tại Công an huyện."}, "place",
         "nơi làm, nơi hỏi: trước Công an cấp xã, nay Công an huyện"),
        ({"warning": "scam"}, "safety", "có thêm lời dặn tránh bị lừa"),
        ({"steps": ["Mở ứng dụng.", "Nộp tiền."]}, "steps", "các bước: trước không có, nay 2"),
        ({"effective_to": dt.date(2026, 12, 31)}, "validity",
         "thời gian áp dụng: trước từ 21/10/2024, nay từ 21/10/2024 đến hết 31/12/2026"),
        ({"figures": [{"text": "70.000 đồng", "effective_to": dt.date(2026, 12, 31)}]}, "validity",
         "70.000 đồng: trước từ 21/10/2024, nay từ 21/10/2024 đến hết 31/12/2026"),
        ({"region": "Hòa Bình (cũ)"}, "validity", "phạm vi: trước cả nước, nay Hòa Bình (cũ)"),
        ({"answer": "Làm lại thẻ nộp 70.000 đồng. Nộp tại Công an cấp xã."}, "text",
         "viết lại; con số, nơi làm và các bước vẫn như cũ"),
        ({"sources": [{"id": "tt-2"}]}, "sources", "nguồn thêm: Thông tư 2"),
        ({"confidence": "press"}, "sources", "căn cứ: trước là lời văn của văn bản, nay là báo chí"),
        ({"label": "Phí làm lại"}, "filing", "tên trên nút: trước “Lệ phí cấp lại thẻ”, nay “Phí làm lại”"),
    ],
)  # fmt: skip
def test_each_kind_of_change_is_said_in_words(compared: Any, changed: dict[str, Any], kind: str, sentence: str) -> None:
    assert told(compared([passage("a")], [passage("a", **changed)]))[0] == (kind, sentence)


def test_what_citizens_do_not_see_is_counted(compared: Any) -> None:
    asked = ["hỏi một kiểu", "hỏi hai kiểu", "hỏi ba kiểu", "hỏi bốn kiểu", "hỏi năm kiểu", "hỏi sáu kiểu"]
    checked = passage("b", verified_on=dt.date(2026, 11, 25))
    comparison = compared([passage("a"), passage("b")], [passage("a", questions=asked), checked])
    assert comparison.entries == ()
    assert (comparison.wordings_only, comparison.wordings_added, comparison.wordings_dropped) == (1, 6, 5)
    assert comparison.checked_again == 1


def test_the_weightiest_comes_first_and_the_past_last(compared: Any) -> None:
    past = {"effective_from": dt.date(2021, 7, 1), "effective_to": dt.date(2024, 10, 20)}
    new = [
        passage("a_cu", aspect="what", **past),
        passage("b_moi", aspect="what"),
        passage("c_noi", aspect="where"),
        passage("d_phi"),
        passage("e_sua", aspect="what", label="Tên khác"),
    ]
    comparison = compared([passage("e_sua", aspect="what"), passage("f_bo", aspect="what")], new)
    assert [(e.id, e.status) for e in comparison.entries] == [
        ("le_phi.d_phi", "new"), ("le_phi.c_noi", "new"), ("le_phi.b_moi", "new"), ("le_phi.f_bo", "withdrawn"),
        ("le_phi.e_sua", "changed"), ("le_phi.a_cu", "new"),
    ]  # fmt: skip


def test_topics_with_weightier_changes_come_first(tmp_path: Path) -> None:
    hotline = passage("so.a", aspect="what")
    old = lay(tmp_path / "old", {FEE: [], "duong_day_nong": []})
    new = lay(tmp_path / "new", {FEE: [passage("a", aspect="what")], "duong_day_nong": [hotline, passage("so.b")]})
    groups = compare_folders(old, new, DAY).groups
    assert [group.topic for group in groups] == ["duong_day_nong", FEE]
    assert [entry.id for entry in groups[0].entries] == ["so.b", "so.a"]


def test_what_one_side_could_not_read_is_named_and_is_not_called_new(compared: Any) -> None:
    comparison = compared([passage("a", colour="red"), passage("b")], [passage("a"), passage("b")])
    assert comparison.entries == ()
    assert len(comparison.unreadable) == 1
    assert "bản cũ: cancuoc_le_phi_thoi_han.yml, đoạn le_phi.a, colour" in comparison.unreadable[0]


def test_a_version_without_topics_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(KnowledgeError, match=r"không thấy topics.yml, cần một phiên bản có đủ"):
        compare_folders(tmp_path / "empty", lay(tmp_path / "new", {}), DAY)


def test_markdown_keeps_its_own_signs_apart(compared: Any) -> None:
    new = passage("a", answer="Làm lại thẻ *nhanh* nộp 35.000 đồng. Nộp tại Công an cấp xã.")
    shown = render(compared([passage("a")], [new]), "v1", "v2", STYLES["markdown"])
    assert shown.startswith("# Kho kiến thức: thay đổi từ v1 đến v2\n")
    assert "\n## Lệ phí, thời hạn thẻ\n\n- **Thay đổi: Lệ phí cấp lại thẻ** (`le_phi.a`)\n" in shown
    assert "  - Trước 70.000 đồng, nay 35.000 đồng, từ 21/10/2024\n" in shown
    assert "~~Cấp~~" in shown
    assert r"\*nhanh\*" in shown


def git(folder: Path, *arguments: str) -> None:
    author = ("-c", "user.name=t", "-c", "user.email=t@example.invalid")
    subprocess.run(["git", "-C", str(folder), *author, *arguments], check=True, capture_output=True)


def test_a_revision_of_git_is_unpacked(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "empty")
    lay(tmp_path / "knowledge", {FEE: [passage("a")]})
    git(tmp_path, "add", "knowledge")
    git(tmp_path, "commit", "-q", "-m", "base")
    lay(tmp_path / "knowledge", {FEE: [passage("a", **HALVED)]})
    with opened("HEAD", tmp_path) as old, opened(str(tmp_path), tmp_path) as new:
        assert [entry.id for entry in compare_folders(old, new, DAY).entries] == ["le_phi.a"]
    with (
        pytest.raises(KnowledgeError, match=r"phiên bản git 'HEAD~1' không có thư mục knowledge/"),
        opened("HEAD~1", tmp_path),
    ):
        pass


@pytest.mark.parametrize("name", ["nope", "--all"])
def test_what_is_neither_folder_nor_revision_is_refused(name: str, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    message = r"cần thư mục của một kho kiến thức"
    with pytest.raises(KnowledgeError, match=message), opened(name, tmp_path):
        pass
