"""The officers' workbench in a real Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixtures import chromium
from fixtures.officer import OfficerPage
from stand_in.app import PASSWORD, StandIn
from stand_in.parts import BARE, UNANSWERED, richest

FORMULA = '=HYPERLINK("http://van-ban.example","căn cước")'


@pytest.fixture
def workbench(officer: OfficerPage) -> OfficerPage:
    officer.sign_in(PASSWORD)
    return officer


def test_a_wrong_password_is_told_and_the_right_one_lets_in_and_out(officer: OfficerPage) -> None:
    officer.sign_in("mật khẩu sai 123456")
    assert "không đúng" in officer.message
    officer.sign_in(PASSWORD)
    assert officer.is_signed_in
    officer.sign_out()
    officer.chrome.back()
    officer.chrome.refresh()
    assert not officer.is_signed_in


def test_pasted_sentences_become_a_table(workbench: OfficerPage, web: StandIn) -> None:
    passage = richest(web.knowledge)
    workbench.paste([passage.questions[0], "", UNANSWERED, BARE])
    workbench.run()
    rows = workbench.rows()
    assert [row["number"].text for row in rows] == ["2", "1", "3"], "what was not answered comes first"
    known = rows[1]
    assert known["sentence"].text == passage.questions[0]
    assert known["status"].text == "Đã trả lời"
    assert known["topic"].text == web.knowledge.topic_by_key[passage.topic].label
    assert known["confidence"].text == "100\u00a0%" or known["confidence"].text.endswith("%")
    assert known["runner_up"].text not in ("–", known["topic"].text)
    assert known["wording"].text == passage.questions[0]
    assert BARE in rows[2]["changes"].text
    assert "thêm dấu" in rows[2]["changes"].text
    known["seen"].find_element("tag name", "summary").click()
    seen = known["seen"].text
    assert passage.answer in seen
    assert passage.steps[0] in seen


def test_rows_are_filtered_and_ordered(workbench: OfficerPage, web: StandIn) -> None:
    workbench.paste([richest(web.knowledge).questions[0], UNANSWERED, "12345"])
    workbench.run()
    workbench.show_only("look")
    assert [row["number"].text for row in workbench.rows()] == ["2", "3"]
    workbench.show_only("answered")
    assert [row["number"].text for row in workbench.rows()] == ["1"]
    workbench.show_only("all")
    workbench.order("pasted")
    assert [row["number"].text for row in workbench.rows()] == ["1", "2", "3"]
    workbench.order("sure")
    assert workbench.rows()[-1]["number"].text == "1"


def test_two_hundred_sentences_run_and_one_more_is_refused(workbench: OfficerPage) -> None:
    workbench.paste([f"căn cước lần {number}" for number in range(201)])
    workbench.run()
    assert "nhiều nhất 200" in workbench.status
    workbench.paste([f"căn cước lần {number}" for number in range(200)])
    workbench.run()
    assert workbench.status == "Đã hỏi xong 200 câu."
    assert len(workbench.rows()) == 200


def test_the_table_is_exported_for_a_spreadsheet(workbench: OfficerPage, web: StandIn, browser_folder: Path) -> None:
    passage = richest(web.knowledge)
    quoted = 'căn cước "gắn chip", đổi ở đâu'
    workbench.paste([passage.questions[0], FORMULA, quoted, "số cccd của tôi là 001099012345"])
    workbench.run()
    content, rows = workbench.export(browser_folder / "downloads")
    assert content.startswith(b"\xef\xbb\xbf")
    head, *body = [dict(zip(rows[0], row, strict=True)) for row in rows]
    assert set(head) >= {"Câu hỏi (đã che số riêng)", "Kết quả", "Chủ đề", "Độ chắc", "Câu trả lời"}
    assert [row["STT"] for row in body] == ["1", "2", "3", "4"]
    sentences = [row["Câu hỏi (đã che số riêng)"] for row in body]
    assert sentences[:3] == [passage.questions[0], f"'{FORMULA}", quoted]
    assert body[0]["Câu trả lời"] == passage.answer
    assert passage.steps[0] in body[0]["Các bước"]
    assert passage.citations[0].title in body[0]["Nguồn"]
    assert b"001099012345" not in content


def test_a_session_that_has_ended_keeps_the_table(workbench: OfficerPage) -> None:
    workbench.paste([UNANSWERED])
    workbench.run()
    workbench.chrome.delete_all_cookies()
    workbench.run()
    assert "Phiên đăng nhập đã hết" in workbench.status


def test_the_workbench_stays_home_and_has_no_known_barrier(workbench: OfficerPage, web: StandIn) -> None:
    workbench.paste([richest(web.knowledge).questions[0], UNANSWERED])
    workbench.run()
    assert chromium.barriers(workbench.chrome) == []
    assert chromium.requested_hosts(workbench.chrome) == {web.url.removeprefix("http://")}
    assert chromium.complaints(workbench.chrome) == []
