"""Official words must come with their everyday meaning; the glossary itself must be in order."""

from pathlib import Path
from typing import Any

import pytest
from laid import FILE, ID, findings, lay, line, passage

from knowledge.check.glossary import check
from knowledge.glossary import read_glossary
from knowledge.schema import KnowledgeError

WORDS: list[dict[str, Any]] = [
    {"term": "tích hợp", "say": "đưa giấy tờ vào VNeID", "means": ["đưa thẻ vào"]},
    {"term": "OTP", "forms": ["mã OTP"], "say": "mã số gửi về điện thoại"},
    {"term": "cư trú", "known": "ai cũng dùng"},
    {"term": "xác thực", "say": "kiểm tra đúng người", "names": ["luật định danh và xác thực"]},
    {"term": "thụ lý", "say": "nhận giải quyết", "legal": True},
    {"term": "phạt nguội", "say": "phạt qua camera", "informs": "ai lái xe cũng biết"},
]


def found(folder: Path, **changes: Any) -> list[str]:
    """Check one passage against the words above and return what was found."""
    return [finding.found for finding in findings(check, lay(folder, passage(**changes), glossary=WORDS))]


def test_a_word_without_its_meaning_is_named_with_the_line_and_what_to_say(tmp_path: Path) -> None:
    folder = lay(tmp_path, passage(answer="Thẻ phải được tích hợp trước."), glossary=WORDS)
    (finding,) = findings(check, folder)
    assert (finding.file, finding.passage, finding.gates) == (FILE, ID, True)
    assert line(folder, finding) == "answer: Thẻ phải được tích hợp trước."
    assert finding.found == "“tích hợp” chưa được giải thích"
    assert finding.expected == "nói thêm bằng lời thường, ví dụ “tích hợp (đưa giấy tờ vào VNeID)”"


def test_the_line_of_a_step_is_named(tmp_path: Path) -> None:
    folder = lay(tmp_path, passage(steps=["Mở VNeID.", "Nhập mã OTP."]), glossary=WORDS)
    (finding,) = findings(check, folder)
    assert line(folder, finding) == "- Nhập mã OTP."


@pytest.mark.parametrize(
    "answer",
    [
        "Thẻ phải được tích hợp (đưa vào ứng dụng) trước.",
        "Phải đưa thẻ vào ứng dụng (tích hợp) trước.",
        "Tích hợp là đưa giấy tờ vào máy.",
        "Việc đó gọi là tích hợp.",
        "Đưa thẻ vào VNeID đã; tích hợp xong thì dùng được.",
        "Mở máy, chọn Tích hợp giấy tờ.",
        "Theo Luật Định danh và xác thực điện tử.",
        "Nơi cư trú ghi trên thẻ.",
    ],
)
def test_an_explained_or_known_word_or_a_name_passes(tmp_path: Path, answer: str) -> None:
    assert found(tmp_path, answer=answer) == []


def test_a_short_form_in_brackets_explains_nothing(tmp_path: Path) -> None:
    assert found(tmp_path, answer="Thẻ phải được tích hợp (TH) trước.") == ["“tích hợp” chưa được giải thích"]


def test_whoever_asks_with_the_word_knows_it_but_not_whoever_asks_what_it_is(tmp_path: Path) -> None:
    changes = {"answer": "Thẻ đã được tích hợp.", "questions": [f"thẻ đã tích hợp chưa {n}" for n in "abcde"]}
    assert found(tmp_path, **changes) == []
    assert found(tmp_path, aspect="what", **changes) == ["“tích hợp” chưa được giải thích"]


def test_a_phrase_of_laws_is_found_even_where_it_is_asked_for(tmp_path: Path) -> None:
    asked = [f"đơn được thụ lý khi nào {n}" for n in "abcde"]
    assert found(tmp_path, answer="Đơn được thụ lý ngay.", questions=asked) == [
        "cách nói của văn bản luật “thụ lý” chưa có nghĩa thường ngày"
    ]
    assert found(tmp_path, answer="Đơn được thụ lý (nhận giải quyết) ngay.", questions=asked) == []


def test_what_is_only_warned_of_needs_no_explanation(tmp_path: Path) -> None:
    assert found(tmp_path, answer="Không đọc mã OTP cho ai.") == []
    assert found(tmp_path, answer="Nhập mã OTP vào ô. Không đọc mã OTP cho ai.") == ["“OTP” chưa được giải thích"]


def test_some_words_only_inform(tmp_path: Path) -> None:
    (finding,) = findings(check, lay(tmp_path, passage(answer="Nộp phạt nguội ở bưu điện."), glossary=WORDS))
    assert not finding.gates


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (
            {"term": "tích hợp", "say": "một " * 16},
            r"tích hợp: thấy không có lời giải thích ngắn, cần `say` từ 1",
        ),
        ({"term": "tích hợp"}, r"tích hợp: thấy không có lời giải thích ngắn, cần .*`known` kèm lý do"),
        ({"term": "tích hợp", "say": "đưa vào", "mean": []}, r"tích hợp: thấy trường lạ"),
        ({"term": "tích hợp", "say": "đưa vào", "means": "đưa"}, r"tích hợp: thấy trường không phải danh sách chữ"),
        ({"term": "tích hợp", "say": "đưa vào", "means": ["("]}, r"tích hợp: thấy biểu thức '\('"),
    ],
)
def test_a_mistake_in_the_glossary_is_named(tmp_path: Path, entry: dict[str, Any], message: str) -> None:
    with pytest.raises(KnowledgeError, match=rf"^glossary\.yml, {message}"):
        read_glossary(lay(tmp_path, passage(), glossary=[entry]))


def test_our_own_glossary_is_in_order() -> None:
    terms = read_glossary()
    assert len({term.term.lower() for term in terms}) == len(terms)
    for term in terms:
        if not term.known:
            assert term.explained_in(f"Nói về {term.short}."), term.term
