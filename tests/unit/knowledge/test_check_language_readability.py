"""Long sentences, unexplained short forms and crowded steps are named; what reads well passes."""

from pathlib import Path
from typing import Any

import pytest
from laid import FILE, ID, findings, lay, line, passage

from knowledge.check.material import Material
from knowledge.check.readability import check
from knowledge.readability import Readability, actions, measure, words
from knowledge.reading import load_knowledge
from knowledge.vietnamese.sentences import sentences

LONG = " ".join(["Người dân mang thẻ cũ ra công an xã, phường"] * 3)


def found(folder: Path, **changes: Any) -> list[str]:
    return [finding.found for finding in findings(check, lay(folder, passage(**changes)))]


def read(folder: Path, **changes: Any) -> Readability:
    return measure(load_knowledge(lay(folder, passage(**changes))).passages[0])


def test_a_long_sentence_is_named_with_its_line(tmp_path: Path) -> None:
    folder = lay(tmp_path, passage(answer=f"Được. Không. Có. {LONG} nhé ạ."))
    (finding,) = findings(check, folder)
    assert (finding.file, finding.passage, finding.gates) == (FILE, ID, True)
    assert line(folder, finding).startswith("answer: Được.")
    assert finding.found == "câu dài 32 chữ “Người dân mang thẻ cũ ra công an xã, phường Người…”"
    assert finding.expected == "nhiều nhất 30 chữ một câu: tách làm hai"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (" ".join(["chữ"] * 26) + ". Được. Được.", "câu đầu dài 26 chữ"),
        (f"Được. {' '.join(['Chữ'] * 30)}. {' '.join(['Chữ'] * 30)}.", "trung bình 20,3 chữ một câu"),
        ("Theo Điều 10 Luật Căn cước, thẻ có hạn.", "mở đầu bằng văn bản “Theo Điều 10 Luật Căn cước, thẻ có hạn.”"),
        ("Theo quy định tại Nghị định 69/2024/NĐ-CP, thẻ có hạn.", "mở đầu bằng văn bản"),
        ("Nơi trả lời là CIC ở Hà Nội.", "chữ tắt CIC"),
    ],
)
def test_each_difficulty_is_named(tmp_path: Path, answer: str, said: str) -> None:
    (only,) = found(tmp_path, answer=answer)
    assert only.startswith(said)


@pytest.mark.parametrize(
    "answer",
    [
        "Được, nộp 35.000 đồng đến hết 31/12/2026. Quy định này theo Nghị định 69/2024/NĐ-CP.",
        "Theo báo chí, nơi làm là Trung tâm Thông tin tín dụng (CIC).",
        "Mang CMND hoặc CCCD ra UBND xã, quét mã QR.",
    ],
)
def test_plain_text_passes(tmp_path: Path, answer: str) -> None:
    assert found(tmp_path, answer=answer) == []


def test_a_crowded_step_is_named_with_its_own_line(tmp_path: Path) -> None:
    folder = lay(tmp_path, passage(steps=["Mở VNeID, vào Cài đặt, chọn Bảo mật.", "Nhập tên, nộp lệ phí, rồi chờ."]))
    (finding,) = findings(check, folder)
    assert line(folder, finding) == "- Nhập tên, nộp lệ phí, rồi chờ."
    assert finding.found == "một bước có 3 việc “Nhập tên, nộp lệ phí, rồi chờ.”"
    assert finding.expected.startswith("mỗi bước một việc")


@pytest.mark.parametrize(
    ("step", "count"),
    [
        ("Mở VNeID, vào Cài đặt, chọn Bảo mật.", 1),
        ("Chụp ảnh khuôn mặt, thẻ cũ và giấy hẹn.", 1),
        ("Tự nhập passcode rồi gửi.", 2),
        ("Mang thẻ; nộp hồ sơ. Chờ kết quả.", 3),
        ("Nộp tại công an xã, hoặc gửi trên mạng.", 1),
    ],
)
def test_actions_are_counted(step: str, count: int) -> None:
    assert actions(step) == count


def test_sentences_end_where_they_end() -> None:
    text = "Nộp 35.000 đồng ở TP. Hà Nội (Điều 1). Đến quầy v.v. rồi chờ! 1. Ở trang dichvucong.gov.vn."
    assert sentences(text) == (
        "Nộp 35.000 đồng ở TP. Hà Nội (Điều 1).",
        "Đến quầy v.v. rồi chờ!",
        "1. Ở trang dichvucong.gov.vn.",
    )
    assert words("Nộp 35.000 đồng – đến 31/12/2026 .") == 5


def test_a_passage_has_its_figures(tmp_path: Path) -> None:
    figures = read(tmp_path, answer="Được. Làm ở xã, mất 35.000 đồng.", steps=["Nộp đơn, ký tên, nhận thẻ."])
    assert (figures.characters, figures.sentences, figures.mean, figures.longest) == (32, 2, 3.5, 6)
    assert (figures.longest_sentence, figures.first) == ("Làm ở xã, mất 35.000 đồng.", 1)
    assert (figures.cites_first, figures.short_forms, figures.crowded_steps) == (False, (), (0,))


def test_quotations_from_documents_are_not_judged(tmp_path: Path) -> None:
    origin = {"document": "bai.txt", "paragraph": 1, "start": 0, "end": 9}
    quoted = passage(answer=f"{LONG}, {LONG}.", origin=origin)
    lay(tmp_path, quoted)
    assert findings(check, tmp_path) == []
    assert check(Material.read(quoted["verified_on"], tmp_path)).figures == {}
