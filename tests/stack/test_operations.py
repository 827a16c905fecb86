"""What operators and officers see of the real stack."""

from __future__ import annotations

from pathlib import Path

import httpx
from botapi.api import BotApi
from fixtures.officer import OfficerPage
from selenium import webdriver

from bot.suites.stack import Stack
from knowledge.reading import load_knowledge

PLANTED = "001099012345"
PASTED = {
    "VNeID xác thực được những gì?": "vneid_xac_thuc_thong_tin",
    "lam sao de co tai khoan dinh danh muc 2": "dinhdanh_muc2",
    "hôm nay giá vàng bao nhiêu": None,
    "mất thẻ căn cước thì làm lại ở đâu": "cancuoc_cap_doi_cap_lai",
    f"số cccd của tôi là {PLANTED}, tra giúp hồ sơ": None,
}


def test_every_part_is_ready(stack: Stack, telegram: BotApi) -> None:
    response = httpx.get(f"{stack.base_url}/readyz")
    assert response.status_code == 200
    assert response.json() == {
        "rasa": "ready",
        "index": "ready",
        "database": "ready",
        "telegram": "ready",
        "redis": "off",
    }
    assert list(telegram.world.profile["commands"]) == ["start", "menu", "help", "privacy", "cancel"]
    assert telegram.world.violations == []


def test_feedback_needs_an_answer_that_was_given(stack: Stack) -> None:
    asked = {"conversation_id": "feedback", "text": "mất thẻ căn cước thì làm lại ở đâu"}
    (answer,) = httpx.post(f"{stack.base_url}/api/chat", json=asked).json()["answers"]
    for answer_id, status in ((answer["answer_id"], 204), ("feedfeedfeedfeed", 404)):
        body = {"answer_id": answer_id, "verdict": "helpful"}
        assert httpx.post(f"{stack.base_url}/api/feedback", json=body).status_code == status


def test_officers_see_why_a_sentence_is_answered_so(
    stack: Stack, chrome: webdriver.Chrome, browser_folder: Path
) -> None:
    officer = OfficerPage(chrome, stack.base_url).open()
    officer.sign_in(stack.officer_password)
    officer.paste(list(PASTED))
    officer.run()
    officer.order("pasted")
    rows = officer.rows()
    labels = {topic.key: topic.label for topic in load_knowledge().topics}
    assert len(rows) == len(PASTED)
    for row, (sentence, topic) in zip(rows, PASTED.items(), strict=True):
        if PLANTED not in sentence:
            assert row["sentence"].text == sentence
        if topic:
            assert (row["status"].text, row["topic"].text) == ("Đã trả lời", labels[topic])
            assert row["confidence"].text.endswith("%")
            assert row["runner_up"].text
            assert row["wording"].text
    assert "thêm dấu" in rows[1]["changes"].text
    assert rows[4]["sentence"].text.startswith("số cccd của tôi là ")
    assert PLANTED not in officer.chrome.page_source
    content, exported = officer.export(browser_folder / "downloads")
    assert len(exported) == 1 + len(PASTED)
    assert "Công an cấp xã".encode() in content
    assert PLANTED.encode() not in content
