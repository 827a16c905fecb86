"""Drafts become passages only when a person has filled them in and every check is content."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from checked_base import DAY, FILE, TOPIC, lay, passage

from bot.settings import ROOT
from knowledge.ingest.accept import Acceptance, accept
from knowledge.ingest.draft_file import render
from knowledge.ingest.propose import propose
from knowledge.ingest.stuck import StuckWords
from knowledge.reading import load_knowledge
from knowledge.schema import KnowledgeError
from knowledge.vietnamese.normalise import MODEL_FILE

DECREE = """CHÍNH PHỦ
Số: 7/2025/NĐ-CP
Hà Nội, ngày 02 tháng 6 năm 2025
NGHỊ ĐỊNH
VỀ TRẢ THẺ
Điều 1. Nơi trả thẻ
Công an cấp xã trả thẻ căn cước cho công dân trong giờ hành chính tại trụ sở.
Điều 2. Người nhận thẻ
Công dân tự đến nhận thẻ căn cước, xuất trình giấy hẹn đã được cấp khi nộp hồ sơ.
Điều 3. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2025.
"""
FILLED = """\
    aspect: where
    label: Nơi nhận thẻ
    # tám cách hỏi, gom từ buổi trực
    questions:
      - Đi đâu để lấy thẻ đã làm xong?
      - chỗ nào trả thẻ cho dân
      - cho bác hỏi lấy thẻ ở xã hay lên tỉnh
      - tới mô để nhận thẻ hè
      - công an xã có phát thẻ không cháu
      - giờ nào ra lấy được thẻ
      - thẻ làm xong rồi thì ra đâu cầm về
      - qua chỗ nào lãnh thẻ vậy con
    answer: Bác nhận thẻ ở công an xã. Bác đến trong giờ làm việc.
"""
GAPS = "    aspect:\n    label:\n    questions: []\n    answer:\n"
FIRST, SECOND, THIRD = (f"nd_7_2025.d{number}" for number in (1, 2, 3))
FACTS = {"CC-2": {"fact": "Công an cấp xã trả thẻ căn cước trong giờ làm việc (Nghị định 7/2025/NĐ-CP, Điều 1)."}}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Lay a knowledge base of one passage, a comment in its file, and the drafts of a decree."""
    lay(tmp_path, passage(), facts=FACTS)
    topic = tmp_path / FILE
    topic.write_text(f"# Soát ngày 24/11\n{topic.read_text(encoding='utf-8')}", encoding="utf-8")
    (tmp_path / "sources" / "decrees.yml").write_text(
        "# Sources by id.\nnd-1-2020:\n  title: Nghị định 1/2020/NĐ-CP\n  issued_on: 2020-01-02\n"
        "nd-9-2024:\n  title: Nghị định 9/2024/NĐ-CP\n  issued_on: 2024-01-02\n",
        encoding="utf-8",
    )
    document = tmp_path / "nghi-dinh.txt"
    document.write_text(DECREE, encoding="utf-8")
    proposal = propose(document, StuckWords.load(ROOT / "models" / MODEL_FILE))
    (tmp_path / "drafts").mkdir()
    drafts = render(proposal, document.read_bytes(), DAY, "nghi-dinh.yml")
    (tmp_path / "drafts" / "nghi-dinh.yml").write_text(drafts, encoding="utf-8")
    return tmp_path


def draft(base: Path) -> Path:
    return base / "drafts" / "nghi-dinh.yml"


def fill(base: Path, *changes: tuple[str, str], facts: str = "[CC-2]") -> None:
    """Fill in the first draft and the topic as a person does in an editor, then change something."""
    text = draft(base).read_text(encoding="utf-8")
    text = text.replace("topic:  # điền", f"topic: {TOPIC}", 1).replace(GAPS, FILLED, 1)
    text = text.replace("    facts: []", f"    facts: {facts}", 1).replace(
        "    confidence:\n", "    confidence: text\n", 1
    )
    text = text.replace("    verified_on:\n", "    verified_on: 2026-11-24\n", 1)
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    draft(base).write_text(text, encoding="utf-8")


def everything(base: Path) -> dict[str, str]:
    return {str(path.relative_to(base)): path.read_text(encoding="utf-8") for path in base.rglob("*.yml")}


def take(base: Path, *ids: str, topic: str | None = None) -> Acceptance:
    return accept(draft(base), base, DAY, ids, topic)


def test_what_is_filled_in_is_taken_over_and_the_rest_stays(base: Path) -> None:
    fill(base)
    before = everything(base)
    done = take(base)
    assert (done.accepted, done.findings, done.left) == ((FIRST,), (), 2)
    assert done.written == (FILE, "sources/decrees.yml")
    taken = load_knowledge(base).by_id[FIRST]
    assert taken.answer == "Bác nhận thẻ ở công an xã. Bác đến trong giờ làm việc."
    assert (taken.citations[0].id, taken.citations[0].article) == ("nd-7-2025", "Điều 1")
    assert taken.effective_from.isoformat() == "2025-07-01"
    assert taken.origin is not None
    assert (taken.origin.document, DECREE[taken.origin.start : taken.origin.start + 7]) == ("nghi-dinh.txt", "Điều 1.")
    after = everything(base)
    assert after[FILE].startswith(before[FILE].rstrip())  # every byte before it as it was, the comment too
    assert "source_text" not in after[FILE]
    assert list(done.lacking) == [SECOND, THIRD]
    left = yaml.safe_load(after["drafts/nghi-dinh.yml"])
    assert [row["id"] for row in left["passages"]] == [SECOND, THIRD]
    assert "# BẢN NHÁP" in after["drafts/nghi-dinh.yml"]
    assert "# Điều 2. Người nhận thẻ" in after["drafts/nghi-dinh.yml"]


def test_it_is_written_in_the_style_of_the_house(base: Path) -> None:
    fill(base)
    take(base)
    text = (base / FILE).read_text(encoding="utf-8")
    lines = text[text.index(f"- id: {FIRST}") :].splitlines()
    assert lines[:4] == [f"- id: {FIRST}", "  aspect: where", "  label: Nơi nhận thẻ", "  questions:"]
    assert "  answer: >-\n    Bác nhận thẻ ở công an xã.\n    Bác đến trong giờ làm việc.\n  steps: []\n" in text
    assert "  facts: [CC-2]\n  sources:\n    - {id: nd-7-2025, article: Điều 1}\n  confidence: text\n" in text


def test_a_new_source_stands_in_its_place_among_the_others(base: Path) -> None:
    fill(base)
    take(base)
    text = (base / "sources" / "decrees.yml").read_text(encoding="utf-8")
    assert text.startswith("# Sources by id.\nnd-1-2020:")
    assert list(yaml.safe_load(text)) == ["nd-1-2020", "nd-7-2025", "nd-9-2024"]
    days = "  issued_on: 2025-06-02\n  effective_from: 2025-07-01\n"
    assert f"nd-7-2025:\n  title: Nghị định 7/2025/NĐ-CP về trả thẻ\n{days}nd-9-2024:" in text


def test_the_style_is_that_of_the_house_or_of_the_file(base: Path) -> None:
    fill(base)
    (base / FILE).unlink()
    take(base)
    assert (
        (base / FILE).read_text(encoding="utf-8").startswith(f"topic: {TOPIC}\npassages:\n  - id: {FIRST}\n    aspect:")
    )


def test_a_topic_file_that_cannot_be_read_takes_nothing(base: Path) -> None:
    fill(base)
    (base / FILE).write_text("topic: [\n", encoding="utf-8")
    before = everything(base)
    assert take(base).findings
    assert everything(base) == before


@pytest.mark.parametrize(
    ("change", "line", "found"),
    [
        (("aspect: where", "aspect: place"), "aspect: place", "'place'"),
        (("[CC-2]", "[CC-7]"), "facts: [CC-7]", "CC-7"),
        (("verified_on: 2026-11-24", "verified_on: hôm nay"), "verified_on: hôm nay", "'hôm nay'"),
        (("label: Nơi nhận thẻ", f"label: {'x' * 31}"), f"label: {'x' * 31}", "31 ký tự"),
        (("công an xã. Bác đến", "công an xã, mất 90.000 đồng. Bác đến"), "answer: Bác nhận", "90000"),
        (("      - giờ nào ra lấy được thẻ\n", ""), "- Đi đâu", "7"),
    ],
)
def test_with_a_finding_nothing_is_written_and_its_line_is_that_of_the_draft(
    base: Path, change: tuple[str, str], line: str, found: str
) -> None:
    fill(base, change)
    before = everything(base)
    done = take(base)
    assert (done.accepted, done.written) == ((), ())
    assert everything(base) == before
    assert any(found in finding.found for finding in done.findings)
    for finding in done.findings:
        assert (finding.file, finding.passage) == ("drafts/nghi-dinh.yml", FIRST)
        assert finding.expected
    lines = draft(base).read_text(encoding="utf-8").splitlines()
    assert any(line in lines[finding.line - 1] for finding in done.findings)


def test_the_words_of_the_law_are_no_answer(base: Path) -> None:
    fill(base)
    content = yaml.safe_load(draft(base).read_text(encoding="utf-8"))
    content["passages"][0]["answer"] = content["passages"][0]["source_text"]
    draft(base).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    assert [finding.found for finding in take(base).findings] == ["nguyên văn của văn bản"]


def test_an_id_that_is_in_use_is_found(base: Path) -> None:
    fill(base, (f"id: {FIRST}", "id: le_phi.cap_lai"))
    assert any(finding.passage == "le_phi.cap_lai" for finding in take(base).findings)


def test_nothing_filled_in_is_no_error_and_says_what_lacks(base: Path) -> None:
    done = accept(draft(base), base, DAY, topic=TOPIC)
    assert (done.accepted, done.findings, done.left) == ((), (), 3)
    assert done.lacking[FIRST] == ("aspect", "label", "questions", "answer", "facts", "confidence", "verified_on")


def test_a_draft_that_is_named_must_be_filled_in(base: Path) -> None:
    fill(base)
    done = take(base, SECOND)
    assert {finding.found for finding in done.findings} == {"chỗ trống"}
    assert {finding.passage for finding in done.findings} == {SECOND}
    assert take(base, FIRST).accepted == (FIRST,)


def test_what_cannot_be_understood_is_said(base: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"nghi-dinh\.yml, topic: thấy chỗ trống, cần một khóa của topics\.yml"):
        take(base)
    with pytest.raises(KnowledgeError, match=r"topic: thấy 'x', cần một khóa"):
        take(base, topic="x")
    fill(base)
    with pytest.raises(KnowledgeError, match=r"nghi-dinh\.yml: thấy a\.b, cần id của một đoạn nháp"):
        take(base, "a.b")
    with pytest.raises(KnowledgeError, match=r"le_phi\.yml: không thấy `status: draft`"):
        accept(base / FILE, base, DAY)
    with pytest.raises(KnowledgeError, match=r"khong_co\.yml: không thấy tệp này"):
        accept(base / "khong_co.yml", base, DAY)


def test_drafts_answer_nobody(base: Path) -> None:
    fill(base)
    assert set(load_knowledge(base).by_id) == {"le_phi.cap_lai"}
