"""The handbook's content: what is chosen, how it is marked, and that no text becomes markup."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from small_base import FEE, lay, passage

from knowledge.handbook.content import Answer, Handbook, gather
from knowledge.handbook.render import css_string, render
from knowledge.passage import in_force
from knowledge.reading import load_knowledge

DAY = dt.date(2026, 11, 24)
PAST = {"effective_from": dt.date(2021, 7, 1), "effective_to": dt.date(2024, 10, 20)}
Make = Callable[..., Handbook]


@pytest.fixture
def made(tmp_path: Path) -> Make:
    def make(*passages: dict[str, Any], day: dt.date = DAY, topic: str = FEE) -> Handbook:
        knowledge = load_knowledge(lay(tmp_path, {topic: list(passages)}))
        return gather(knowledge, day, soon_days=60, outdated_days=180)

    return make


def only(handbook: Handbook) -> Answer:
    (topic,) = handbook.topics
    (answer,) = topic.answers
    return answer


def test_only_what_is_in_force_is_in_it(made: Make) -> None:
    rows = passage("nay", related=["le_phi.cu", "le_phi.nay"]), passage("cu", **PAST)
    assert (only(made(*rows)).anchor, only(made(*rows, day=dt.date(2022, 1, 1))).anchor) == ("le_phi-nay", "le_phi-cu")
    assert only(made(*rows)).see == (("le_phi-nay", "Lệ phí cấp lại thẻ"),)


def test_a_day_without_answers_is_refused(made: Make) -> None:
    with pytest.raises(ValueError, match=r"không có đoạn nào có hiệu lực vào ngày 01/01/1990"):
        made(passage("a"), day=dt.date(1990, 1, 1))


@pytest.mark.parametrize(
    ("end", "marked"), [(None, None), ("2027-01-24", None), ("2027-01-23", "23/01/2027"), ("2026-11-24", "24/11/2026")]
)
def test_what_ends_within_sixty_days_is_marked(made: Make, end: str | None, marked: str | None) -> None:
    day = dt.date.fromisoformat(end) if end else None
    assert only(made(passage("a", effective_to=day))).ends == marked


@pytest.mark.parametrize(("checked", "long"), [("2026-05-28", False), ("2026-05-27", True)])
def test_what_was_checked_long_ago_is_marked(made: Make, checked: str, long: bool) -> None:
    handbook = made(passage("a", verified_on=dt.date.fromisoformat(checked)), passage("b"))
    assert handbook.topics[0].answers[0].unchecked_long is long
    assert handbook.oldest_check == f"{dt.date.fromisoformat(checked):%d/%m/%Y}"


@pytest.mark.parametrize(
    ("answer", "text", "caution"),
    [
        ("Nộp 70.000 đồng. Đừng đưa mã OTP cho ai.", "Nộp 70.000 đồng.", "Đừng đưa mã OTP cho ai."),
        ("Đừng đưa mã OTP cho ai. Nộp 70.000 đồng.", "Đừng đưa mã OTP cho ai. Nộp 70.000 đồng.", ""),
        ("Đừng đưa mã OTP cho ai.", "Đừng đưa mã OTP cho ai.", ""),
    ],
)
def test_warnings_that_end_an_answer_are_set_apart(made: Make, answer: str, text: str, caution: str) -> None:
    found = only(made(passage("a", answer=answer)))
    assert (found.text, found.caution) == (text, caution)


def test_nothing_of_an_answer_is_lost() -> None:
    knowledge = load_knowledge()
    handbook = gather(knowledge, DAY, soon_days=60, outdated_days=180)
    answers = {answer.anchor: answer for topic in handbook.topics for answer in topic.answers}
    held = in_force(knowledge.passages, DAY)
    assert len(answers) == len(held) == handbook.answers
    for p in held:
        answer = answers[p.id.replace(".", "-")]
        assert f"{answer.text} {answer.caution}".split() == p.answer.split()
        assert answer.steps == p.steps


def test_answers_begin_with_what_it_is_and_end_with_the_past(made: Make) -> None:
    rows = passage("a", aspect="history"), passage("b"), passage("c", aspect="what")
    (topic,) = made(*rows).topics
    assert [(answer.anchor, answer.past) for answer in topic.answers] == [
        ("le_phi-c", False), ("le_phi-b", False), ("le_phi-a", True)
    ]  # fmt: skip


def test_emergency_numbers_come_from_passages(made: Make) -> None:
    call = passage("duong_day_nong.khan_cap", answer="Gọi 113 khi nguy hiểm. Gọi 1900 1234 để hỏi.", aspect="contact")
    page = render(made(call, topic="duong_day_nong"))
    assert "<li>Gọi <strong>113</strong> khi nguy hiểm.</li>" in page
    assert "<li>Gọi 1900 1234 để hỏi.</li>" in page
    assert "Khi khẩn cấp" not in render(made(passage("a")))


def test_no_text_becomes_markup(made: Make) -> None:
    row = passage("a", answer="Nộp <b>70</b> đồng & <script>alert(1)</script>", steps=["Mở <i>máy</i>."], region="<u>")
    page = render(made(row), link='https://tro-ly.example/?a="><script>')
    for markup in ("<script", "<i>", "<u>", "<b>70"):
        assert markup not in page


def test_a_text_stays_one_string_of_css() -> None:
    assert css_string("Thẻ CCCD cũ còn dùng?") == '"Thẻ CCCD cũ còn dùng?"'
    assert css_string('a"b\\c</style>\n') == '"a\\22 b\\5c c\\3c /style\\3e \\a "'


def test_sources_come_with_article_and_days(made: Make, tmp_path: Path) -> None:
    made(passage("a"))
    row = "{title: Thông tư 1 ngày 02/03/2024, issued_on: 2024-03-02, effective_from: 2024-10-21, url: 'https://a.gov.vn/'}"
    (tmp_path / "sources" / "circulars.yml").write_text(f"tt-1: {row}\n", encoding="utf-8")
    page = render(gather(load_knowledge(tmp_path), DAY, soon_days=60, outdated_days=180))
    link = '<a href="https://a.gov.vn/">Thông tư 1 ngày 02/03/2024, Điều 1</a> (hiệu lực từ 21/10/2024).'
    assert link in page


def test_pages_are_named_only_on_paper(made: Make) -> None:
    handbook = made(passage("a", related=["le_phi.b"]), passage("b"))
    assert "trang&nbsp;" not in render(handbook)
    assert "(trang&nbsp;7)" in render(handbook, pages={"le_phi-b": 7})
