"""The officers' workbench over HTTP: who gets in, and what a row holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from stand_in.app import PASSWORD, StandIn, build, served
from stand_in.parts import BARE, UNANSWERED, richest

from bot.officer.workbench import MAX_CHUNK, TRIES


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[httpx.Client]:
    """Give a client of an app of its own, so that wrong passwords count for nobody else."""
    with served(build(tmp_path)) as running, httpx.Client(base_url=running.url) as http:
        yield http


def token_of(page: str) -> str:
    found = re.search(r'name="token"[^>]* value="([^"]+)"', page)
    assert found
    return found[1]


def sign_in(client: httpx.Client, password: str = PASSWORD) -> httpx.Response:
    form = {"token": token_of(client.get("/officer").text), "password": password}
    return client.post("/officer/sign-in", data=form, follow_redirects=True)


@pytest.fixture
def officer(web: StandIn) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=web.url, timeout=20) as client:
        page = sign_in(client).text
        client.headers["X-CSRF-Token"] = token_of(page)
        yield client


def test_without_a_password_the_page_is_off_and_says_how_to_turn_it_on(tmp_path: Path) -> None:
    with served(build(tmp_path, password=None)) as running, httpx.Client(base_url=running.url) as client:
        page = client.get("/officer")
        assert page.status_code == 404
        assert "DEAN06_OFFICER_PASSWORD" in page.text
        assert client.post("/officer/ask", json={"sentences": ["căn cước"]}).status_code == 404
        assert client.post("/officer/sign-in", data={"password": ""}).status_code == 404


def test_the_cookie_is_kept_from_scripts_and_other_sites(fresh: httpx.Client) -> None:
    form = {"token": token_of(fresh.get("/officer").text), "password": PASSWORD}
    cookie = fresh.post("/officer/sign-in", data=form).headers["set-cookie"].lower()
    for part in ("httponly", "samesite=strict", "path=/officer", "max-age="):
        assert part in cookie
    assert "secure" not in cookie
    fresh.cookies.clear()
    https = {"X-Forwarded-Proto": "https"}
    assert "secure" in fresh.get("/officer", headers=https).headers["set-cookie"].lower()


def test_only_the_right_password_lets_in(fresh: httpx.Client) -> None:
    refused = sign_in(fresh, "mật khẩu sai 123456")
    assert (refused.status_code, "không đúng" in refused.text) == (403, True)
    assert "sentences" not in fresh.get("/officer").text
    assert 'id="sentences"' in sign_in(fresh).text


def test_guessing_is_slowed_down_even_for_the_right_password(fresh: httpx.Client) -> None:
    assert [sign_in(fresh, f"sai lần {n}").status_code for n in range(TRIES)] == [403] * TRIES
    blocked = sign_in(fresh)
    assert blocked.status_code == 429
    assert int(blocked.headers["Retry-After"]) >= 1


def test_a_sign_in_from_another_site_is_refused(fresh: httpx.Client) -> None:
    assert fresh.post("/officer/sign-in", data={"password": PASSWORD}).status_code == 403
    mine = fresh.get("/officer").text
    with httpx.Client(base_url=fresh.base_url) as other:
        theirs = token_of(other.get("/officer").text)
    assert theirs != token_of(mine)
    form = {"password": PASSWORD, "token": theirs}
    assert fresh.post("/officer/sign-in", data=form).status_code == 403


def test_asking_needs_a_session_and_its_token(fresh: httpx.Client) -> None:
    body = {"sentences": ["căn cước"]}
    assert fresh.post("/officer/ask", json=body).status_code == 401
    fresh.get("/officer")
    assert fresh.post("/officer/ask", json=body).status_code == 401
    sign_in(fresh)
    assert fresh.post("/officer/ask", json=body).status_code == 403
    assert fresh.post("/officer/ask", json=body, headers={"X-CSRF-Token": "căn".encode().hex()}).status_code == 403


def test_a_forged_cookie_is_worthless(fresh: httpx.Client) -> None:
    sign_in(fresh)
    good = fresh.cookies["dean06_officer"]
    fresh.cookies.clear()
    fresh.cookies.set("dean06_officer", good[:-4] + "AAAA", path="/officer")
    assert "sentences" not in fresh.get("/officer").text


def test_signing_out_ends_the_session_wherever_its_cookie_went(fresh: httpx.Client) -> None:
    page = sign_in(fresh).text
    stolen = fresh.cookies["dean06_officer"]
    fresh.post("/officer/sign-out", data={"token": token_of(page)})
    with httpx.Client(base_url=fresh.base_url, cookies={"dean06_officer": stolen}) as thief:
        assert "sentences" not in thief.get("/officer").text


def test_a_row_tells_what_was_understood_and_what_the_citizen_sees(officer: httpx.Client, web: StandIn) -> None:
    passage = richest(web.knowledge)
    sentences = [passage.questions[0], BARE, UNANSWERED]
    known, bare, unanswered = officer.post("/officer/ask", json={"sentences": sentences}).json()["rows"]
    assert known["status"] == "answered"
    assert known["answers"][0]["text"] == passage.answer
    assert known["answers"][0]["steps"] == list(passage.steps)
    assert known["topic"] == web.knowledge.topic_by_key[passage.topic].label
    assert known["runner_up"] not in (None, known["topic"])
    assert known["wording"] == passage.questions[0]
    assert 0.5 < known["confidence"] <= 1
    assert bare["changes"][0]["before"] == BARE
    assert bare["understood"] == bare["changes"][0]["after"]
    assert unanswered["status"] == "out_of_scope"
    assert unanswered["confidence"] < known["confidence"]


def test_a_row_is_masked_and_so_is_the_record(officer: httpx.Client, web: StandIn) -> None:
    body = {"sentences": ["số cccd của tôi là 001099012345, làm lại thẻ ở đâu"]}
    response = officer.post("/officer/ask", json=body)
    assert "001099012345" not in response.text
    assert response.json()["rows"][0]["masked"]
    assert "001099012345" not in web.kept()


@pytest.mark.parametrize("sentence", ["", "12345", "/menu", "\x00", "\ud800", "a" * 3000, "🙏🙏"])
def test_odd_sentences_get_a_row_too(officer: httpx.Client, sentence: str) -> None:
    body = json.dumps({"sentences": [sentence]}).encode()
    response = officer.post("/officer/ask", content=body)
    assert response.status_code == 200
    assert response.json()["rows"][0]["answers"]


@pytest.mark.parametrize("sentences", [None, [], "một câu", [1], ["x"] * (MAX_CHUNK + 1)])
def test_a_wrong_list_is_told_what_is_wrong(officer: httpx.Client, sentences: object) -> None:
    response = officer.post("/officer/ask", json={"sentences": sentences})
    assert response.status_code == 422
    assert response.json()["error"]["field"] == "sentences"
