"""Bodies that are too large, and messages that come too fast."""

from __future__ import annotations

import asyncio
import http.client
import json
import socket
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from stand_in.app import StandIn, build, served

from bot.channels.web.api import Limits
from bot.channels.web.limits import Buckets, address_key
from bot.channels.web.reading import MAX_BODY


def body_of(size: int) -> bytes:
    frame = b'{"conversation_id": "big", "text": ""}'
    return frame[:-2] + b"x" * (size - len(frame)) + frame[-2:]


def in_chunks(body: bytes) -> Iterator[bytes]:
    for start in range(0, len(body), 5000):
        yield body[start : start + 5000]


@pytest.mark.parametrize("path", ["/api/chat", "/api/feedback"])
def test_a_body_over_the_limit_is_refused(client: httpx.Client, path: str) -> None:
    assert client.post(path, content=body_of(MAX_BODY + 1)).status_code == 413
    assert client.post(path, content=in_chunks(body_of(MAX_BODY + 1))).status_code == 413


@pytest.mark.parametrize("size", [MAX_BODY + 1, 1_000_000, 5_000_000])
def test_a_client_that_sends_before_it_reads_learns_why(web: StandIn, size: int) -> None:
    address = urlsplit(web.url)
    connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=10)
    connection.request("POST", "/api/chat", body_of(size), {"Connection": "close"})
    response = connection.getresponse()
    assert response.status == 413
    assert json.loads(response.read())["error"]["field"] == "body"
    connection.close()


def test_a_body_of_just_the_limit_is_read(client: httpx.Client) -> None:
    assert client.post("/api/chat", content=body_of(MAX_BODY)).status_code == 200
    assert client.post("/api/chat", content=in_chunks(body_of(MAX_BODY))).status_code == 200


def test_an_endless_body_is_refused_before_it_ends(web: StandIn) -> None:
    address = urlsplit(web.url)
    chunk = b"1000\r\n" + b"x" * 4096 + b"\r\n"
    with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
        connection.sendall(b"POST /api/chat HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(17):
            connection.sendall(chunk)
        assert connection.recv(12) == b"HTTP/1.1 413"


def test_a_declared_length_is_refused_before_any_byte(web: StandIn) -> None:
    address = urlsplit(web.url)
    with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
        connection.sendall(b"POST /api/chat HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000\r\n\r\n")
        assert connection.recv(12) == b"HTTP/1.1 413"


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[httpx.Client]:
    """Give a client of a server that allows 3 messages a minute in a conversation, 5 from an address."""
    stand_in = build(tmp_path, limits=Limits(per_conversation=3, per_address=5))
    with served(stand_in) as running, httpx.Client(base_url=running.url) as client:
        yield client


@pytest.fixture
def strict_waiting(tmp_path: Path) -> Iterator[str]:
    """Give the address of a server that lets 2 messages of a conversation wait."""
    with served(build(tmp_path, limits=Limits(waiting=2))) as running:
        yield running.url


def statuses(client: httpx.Client, conversations: list[str], address: str | None = None) -> list[int]:
    headers = {"X-Forwarded-For": address} if address else {}
    bodies = [{"conversation_id": name, "text": "căn cước"} for name in conversations]
    return [client.post("/api/chat", json=body, headers=headers).status_code for body in bodies]


def test_a_flooded_conversation_waits_and_others_do_not(strict: httpx.Client) -> None:
    assert statuses(strict, ["flood"] * 4) == [200, 200, 200, 429]
    response = strict.post("/api/chat", json={"conversation_id": "flood", "text": "căn cước"})
    assert 1 <= int(response.headers["Retry-After"]) <= 20
    assert set(response.json()["error"]) == {"field", "found", "expected"}
    assert statuses(strict, ["calm"]) == [200]


def test_an_address_is_limited_over_all_its_conversations(strict: httpx.Client) -> None:
    new = [uuid.uuid4().hex for _ in range(6)]
    assert statuses(strict, new, "203.0.113.7") == [200] * 5 + [429]
    assert statuses(strict, new[:1], "203.0.113.8") == [200]


def test_a_conversation_that_does_not_wait_is_told_to(strict_waiting: str) -> None:
    async def flood() -> list[int]:
        async with httpx.AsyncClient(base_url=strict_waiting) as client:
            body = {"conversation_id": "flood", "text": "căn cước"}
            responses = await asyncio.gather(*(client.post("/api/chat", json=body) for _ in range(30)))
            assert all(response.headers.get("Retry-After") for response in responses if response.status_code == 429)
            return [response.status_code for response in responses]

    codes = asyncio.run(flood())
    assert set(codes) == {200, 429}
    assert codes.count(200) >= 2


def test_this_machine_may_test_under_load(strict: httpx.Client) -> None:
    assert statuses(strict, [uuid.uuid4().hex for _ in range(12)]) == [200] * 12


def test_a_bucket_fills_again_at_its_rate() -> None:
    now = [0.0]
    buckets = Buckets(per_minute=60, burst=2, clock=lambda: now[0])
    assert [buckets.take("a"), buckets.take("a")] == [0, 0]
    assert buckets.take("a") == pytest.approx(1.0)
    now[0] = 0.75
    assert buckets.take("a") == pytest.approx(0.25)
    now[0] = 1.0
    assert buckets.take("a") == 0


def test_one_customer_of_ipv6_is_one_address() -> None:
    assert address_key("2001:db8:1:2::1") == address_key("2001:db8:1:2:ffff::9")
    assert address_key("2001:db8:1:2::1") != address_key("2001:db8:1:3::1")
