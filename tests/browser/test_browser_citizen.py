"""The citizen's page in a real Chromium, as a person uses it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fixtures import chromium
from fixtures.citizen import CitizenPage
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from stand_in.app import StandIn
from stand_in.parts import LINK, SLOW, UNANSWERED, richest


def test_the_menu_and_the_standing_notice_come_first(page: CitizenPage) -> None:
    assert len(page.choices(page.answers[0])) >= 4
    notice = page.chrome.find_element(By.CSS_SELECTOR, ".standing").text
    assert "không phải cán bộ" in notice
    assert "OTP" in notice
    assert page.questions == []


def test_a_typed_question_is_answered_with_steps_and_dated_sources(page: CitizenPage, web: StandIn) -> None:
    passage = richest(web.knowledge)
    answer = page.ask(passage.questions[0])
    assert page.focused == page.box
    assert page.questions == [passage.questions[0]]
    assert passage.answer in answer.text
    steps = [node.text for node in answer.find_elements(By.CSS_SELECTOR, "ol.steps > li")]
    assert steps == list(passage.steps)
    assert passage.citations[0].title not in answer.text
    sources = page.open_sources(answer)
    assert passage.citations[0].title in sources
    assert f"Kiểm tra lần cuối ngày {passage.verified_on:%d/%m/%Y}" in sources
    link = page.sources(answer).find_element(By.TAG_NAME, "a")
    assert link.get_attribute("href") == LINK
    assert "noopener" in str(link.get_attribute("rel"))


def test_a_warning_is_written_out(page: CitizenPage, web: StandIn) -> None:
    passage = richest(web.knowledge)
    assert passage.warning == "scam"
    assert "Coi chừng lừa đảo" in page.ask(passage.questions[0]).text


def test_the_guide_to_level_2_starts_by_keyboard_alone(page: CitizenPage) -> None:
    page.chrome.execute_script("document.activeElement.blur()")
    wanted = next(node for node in page.choices(page.answers[0]) if "mức 2" in node.text)
    title = wanted.text
    page.tab_to(wanted)
    page.press(Keys.ENTER)
    answer = page.wait_for_answers(2)[-1]
    assert page.questions == [title]
    assert page.focused == answer
    page.press(Keys.TAB)
    assert page.focused == page.choices(answer)[0]


def test_sources_open_and_everything_is_reached_by_keyboard(page: CitizenPage, web: StandIn) -> None:
    answer = page.ask(richest(web.knowledge).questions[0])
    page.chrome.execute_script("arguments[0].focus()", answer)
    page.tab_to(page.sources(answer).find_element(By.TAG_NAME, "summary"))
    page.press(Keys.ENTER)
    assert page.sources(answer).get_attribute("open")
    for button in answer.find_elements(By.TAG_NAME, "button"):
        page.tab_to(button)
    page.tab_to(page.box)


def test_while_an_answer_is_under_way_the_page_says_so(page: CitizenPage, web: StandIn) -> None:
    web.dialogue.released.clear()
    page.type(SLOW + Keys.ENTER)
    try:
        page.wait_for_status("Đang trả lời…")
        page.type("câu gõ trong lúc chờ")
        page.press(Keys.ENTER)
        assert page.box.get_attribute("value") == "câu gõ trong lúc chờ"
    finally:
        web.dialogue.released.set()
    page.wait_for_answers(2)
    assert page.questions == [SLOW]
    assert page.status == ""


def test_an_empty_question_is_not_sent(page: CitizenPage) -> None:
    page.type("   " + Keys.ENTER)
    page.wait_for_status("Bạn gõ câu hỏi")
    assert page.questions == []


def test_markup_stays_text(page: CitizenPage) -> None:
    page.ask("<img src=x onerror=alert(1)><b>căn cước</b>")
    assert page.questions == ["<img src=x onerror=alert(1)><b>căn cước</b>"]
    assert not page.chrome.find_elements(By.CSS_SELECTOR, "#log img, #log b")


def test_personal_numbers_leave_the_screen(page: CitizenPage) -> None:
    answer = page.ask("số cccd của tôi là 001099012345, tra giúp hồ sơ")
    assert "Đừng gửi số giấy tờ" in answer.text
    assert "001099012345" not in str(page.chrome.page_source)
    stored = page.chrome.execute_script("return JSON.stringify(sessionStorage) + JSON.stringify(localStorage)")
    assert "001099012345" not in stored


def test_praise_is_kept(page: CitizenPage, web: StandIn) -> None:
    answer = page.ask(UNANSWERED)
    page.click(answer.find_element(By.XPATH, ".//button[contains(., 'Có ích')]"))
    assert "Cảm ơn" in page.wait_until_thanked(answer)
    assert "'helpful'" in web.kept()


def test_criticism_is_kept_with_its_masked_comment(page: CitizenPage, web: StandIn) -> None:
    answer = page.ask(UNANSWERED)
    page.click(answer.find_element(By.XPATH, ".//button[contains(., 'Chưa đúng')]"))
    page.wait_until_shown(answer, ".feedback textarea")
    page.press("sai số, gọi tôi 0912345678")
    page.click(answer.find_element(By.XPATH, ".//button[contains(., 'Gửi góp ý')]"))
    assert "Cảm ơn" in page.wait_until_thanked(answer)
    assert "sai số, gọi tôi" in web.kept()
    assert "0912345678" not in web.kept()


def test_without_network_the_page_says_so_and_sends_again(page: CitizenPage) -> None:
    chromium.offline(page.chrome, True)
    try:
        page.wait_for_status("mất mạng")
        page.type(UNANSWERED + Keys.ENTER)
        trouble = page.wait_for_trouble()
        assert "mất mạng" in trouble.text
    finally:
        chromium.offline(page.chrome, False)
    page.click(trouble.find_element(By.TAG_NAME, "button"))
    page.wait_for_answers(2)
    assert page.questions == [UNANSWERED]


def test_a_dialogue_that_is_down_apologises_and_can_be_asked_again(page: CitizenPage, web: StandIn) -> None:
    web.dialogue.down = True
    try:
        page.type(UNANSWERED + Keys.ENTER)
        trouble = page.wait_for_trouble()
        assert "Công an" in page.answers[-1].text
    finally:
        web.dialogue.down = False
    page.click(trouble.find_element(By.TAG_NAME, "button"))
    page.wait_for_answers(2)
    assert page.answers[-1].get_attribute("data-status") == "out_of_scope"


def test_loading_again_keeps_the_conversation_and_starting_again_ends_it(page: CitizenPage) -> None:
    page.ask(UNANSWERED)
    before = page.conversation_id
    page.reload()
    page.wait_for_answers(2)
    assert (page.questions, page.conversation_id) == ([UNANSWERED], before)
    page.click(page.chrome.find_element(By.ID, "restart"))
    page.wait_until_started_again(before)
    assert page.questions == []


def test_letters_grow_and_stay_grown(page: CitizenPage) -> None:
    small = page.type_size
    larger = page.chrome.find_element(By.ID, "larger")
    page.click(larger)
    page.click(larger)
    assert page.type_size >= 1.25 * small
    grown = page.type_size
    page.reload()
    page.wait_for_answers(1)
    assert page.type_size == grown


NARROW = {"320 px": (320, 640, 1, 0), "largest type": (320, 640, 1, 4), "zoom 2": (640, 1280, 2, 0)}


@pytest.fixture(params=NARROW.values(), ids=NARROW.keys())
def narrow(page: CitizenPage, request: pytest.FixtureRequest) -> Iterator[CitizenPage]:
    width, height, zoom, larger = request.param
    chromium.resize(page.chrome, width, height, zoom)
    for _ in range(larger):
        page.click(page.chrome.find_element(By.ID, "larger"))
    yield page


def test_a_narrow_window_never_scrolls_sideways(narrow: CitizenPage, web: StandIn) -> None:
    answer = narrow.ask(richest(web.knowledge).questions[0])
    narrow.open_sources(answer)
    narrow.ask("x" * 300)
    assert narrow.overflow <= 0


def test_buttons_are_large_enough_for_a_thumb(narrow: CitizenPage, web: StandIn) -> None:
    narrow.ask(richest(web.knowledge).questions[0])
    sizes = [node.size for node in narrow.chrome.find_elements(By.CSS_SELECTOR, "button, summary")]
    assert min(size["height"] for size in sizes) >= 44
    assert min(size["width"] for size in sizes) >= 44


def test_what_has_the_focus_is_in_sight(narrow: CitizenPage, web: StandIn) -> None:
    answer = narrow.ask(richest(web.knowledge).questions[0])
    narrow.chrome.execute_script("arguments[0].focus()", answer)
    narrow.press(Keys.TAB)
    while narrow.focused != narrow.box:
        assert narrow.is_seen(narrow.focused), f"{narrow.focused.text!r} has the focus but is covered"
        narrow.press(Keys.TAB)


def test_nothing_is_asked_of_another_server(page: CitizenPage, web: StandIn) -> None:
    answer = page.ask(richest(web.knowledge).questions[0])
    page.open_sources(answer)
    assert chromium.requested_hosts(page.chrome) == {web.url.removeprefix("http://")}
    assert chromium.complaints(page.chrome) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_known_barrier_to_access(page: CitizenPage, web: StandIn, scheme: str) -> None:
    page.open_sources(page.ask(richest(web.knowledge).questions[0]))
    page.ask("số cccd của tôi là 001099012345")
    chromium.prefer(page.chrome, scheme)
    assert chromium.barriers(page.chrome) == []


def test_motion_stops_for_those_who_ask_for_less(page: CitizenPage) -> None:
    chromium.prefer(page.chrome, "light", less_motion=True)
    script = """
      const line = document.getElementById("status");
      line.className = "busy";
      return getComputedStyle(line, "::before").animationName;
    """
    assert page.chrome.execute_script(script) == "none"
