"""Health, readiness, metrics, and how the page is served."""

from __future__ import annotations

import re

import httpx
from stand_in.app import StandIn

from bot.channels.web.page import STATIC
from bot.channels.web.readiness import PARTS


def test_alive_while_the_dialogue_is_down_but_not_ready(client: httpx.Client, web: StandIn) -> None:
    assert client.get("/readyz").status_code == 200
    web.dialogue.down = True
    try:
        ready, alive = client.get("/readyz"), client.get("/healthz")
    finally:
        web.dialogue.down = False
    assert (ready.status_code, alive.status_code) == (503, 200)
    assert ready.json()["rasa"] == "down"
    assert ready.json()["database"] == "ready"
    assert set(ready.json()) == set(PARTS)


def test_metrics_count_answers_by_status(client: httpx.Client) -> None:
    def count() -> float:
        found = re.search(r'^dean06_http_answers_total\{channel="rest",status="clarify"\} (\S+)', metrics(), re.M)
        return float(found[1]) if found else 0.0

    def metrics() -> str:
        response = client.get("/metrics")
        assert response.headers["content-type"].startswith("text/plain")
        return response.text

    before = count()
    client.post("/api/chat", json={"conversation_id": "metrics", "text": "?"})
    assert count() == before + 1


def test_the_page_allows_nothing_from_outside(client: httpx.Client) -> None:
    response = client.get("/")
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["x-content-type-options"] == "nosniff"
    addresses = re.findall(r'(?:src|href)="([^"]+)"', response.text)
    assert addresses
    assert all(re.match(r"[/#](?!/)", address) for address in addresses)


def test_every_file_of_the_page_is_served_with_the_policy(client: httpx.Client) -> None:
    for file in STATIC.iterdir():
        response = client.get(f"/static/{file.name}")
        assert response.status_code == 200
        assert "content-security-policy" in response.headers


def test_no_script_writes_markup() -> None:
    for folder in (STATIC, STATIC.parents[2] / "officer" / "static"):
        for script in folder.glob("*.js"):
            assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", script.read_text())


def test_nothing_outside_the_folder_is_served(client: httpx.Client) -> None:
    for path in ("/static/../api.py", "/static/%2e%2e/api.py", "/static/..%2fapi.py"):
        assert client.get(path).status_code == 404
