"""The loopback server answers as Telegram does; otherwise the channel's tests would prove nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from aiohttp import web

from botapi import errors
from botapi.api import BotApi
from botapi.entities import parse
from botapi.errors import ApiError
from botapi.validation import ViolationError


class Client:
    """Calls methods as any bot would."""

    def __init__(self, api: BotApi, http: httpx.AsyncClient) -> None:
        self._url = f"{api.url}/bot{api.token}"
        self.http = http

    async def __call__(self, method: str, **parameters: Any) -> dict[str, Any]:
        answer = await self.http.post(f"{self._url}/{method}", data=parameters)
        body = answer.json()
        assert answer.status_code == (200 if body["ok"] else body["error_code"])
        return dict(body)

    async def error(self, method: str, **parameters: Any) -> str:
        body = await self(method, **parameters)
        assert not body["ok"]
        return f"{body['error_code']} {body['description']}"


@pytest.fixture
def api() -> Any:
    """Without the check at the end: these tests make wrong calls on purpose."""
    with BotApi() as api:
        yield api


@pytest.fixture
async def call(api: BotApi) -> AsyncIterator[Client]:
    async with httpx.AsyncClient() as http:
        yield Client(api, http)


async def test_an_offset_confirms_and_an_unconfirmed_update_comes_again(api: BotApi, call: Client) -> None:
    lan = api.citizen()
    first, second = lan.says("một"), lan.says("hai")

    async def ids(**parameters: Any) -> list[int]:
        return [update["update_id"] for update in (await call("getUpdates", **parameters))["result"]]

    assert await ids() == [first, second]
    assert await ids(limit=1) == [first]
    assert await ids(offset=second) == [second]
    assert await ids() == [second]
    assert await ids(offset=second + 1) == []


async def test_a_long_poll_returns_when_something_comes(api: BotApi, call: Client) -> None:
    poll = asyncio.create_task(call("getUpdates", timeout=10))
    await api.called("getUpdates")
    api.citizen().says("một")
    assert (await poll)["result"][0]["message"]["text"] == "một"


async def test_only_the_kinds_asked_for_are_sent(api: BotApi, call: Client) -> None:
    await call("getUpdates", allowed_updates='["callback_query"]')
    api.citizen().says("một")
    assert (await call("getUpdates"))["result"] == []


async def test_the_earlier_of_two_polls_is_told_of_the_conflict(api: BotApi, call: Client) -> None:
    poll = asyncio.create_task(call.error("getUpdates", timeout=10))
    await api.called("getUpdates")
    await call("getUpdates")
    assert (await poll).startswith("409 Conflict: terminated by other getUpdates request")


async def test_a_webhook_excludes_polling_and_gets_its_secret_until_it_says_yes(api: BotApi, call: Client) -> None:
    seen: list[tuple[str | None, int]] = []
    statuses = iter([500, 503, 200])
    done = asyncio.Event()

    async def hook(request: web.Request) -> web.Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        seen.append((secret, (await request.json())["update_id"]))
        status = next(statuses)
        if status == 200:
            done.set()
        return web.Response(status=status)

    app = web.Application()
    app.router.add_post("/hook", hook)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await call("setWebhook", url=url, secret_token="bi-mat")
    assert (await call.error("getUpdates")).startswith("409 Conflict: can't use getUpdates method while webhook")
    update = api.citizen().says("một")
    async with asyncio.timeout(10):
        await done.wait()
    await api.confirmed(update)
    assert seen == [("bi-mat", update)] * 3
    await call("deleteWebhook")
    assert (await call("getUpdates"))["ok"]
    await runner.cleanup()


async def test_a_webhook_of_the_outside_world_needs_https(call: Client) -> None:
    assert "HTTPS URL" in await call.error("setWebhook", url="http://example.org/")


async def test_tokens_and_methods(api: BotApi, call: Client) -> None:
    wrong = await call.http.post(f"{api.url}/bot{api.token[:-1]}X/getMe")
    assert (wrong.status_code, wrong.json()["description"]) == (401, "Unauthorized")
    none = await call.http.post(f"{api.url}/bot123/getMe")
    assert (none.status_code, none.json()["description"]) == (404, "Not Found")
    assert await call.error("makeCoffee") == "404 Not Found"
    assert (await call("GETME"))["result"]["is_bot"] is True


async def test_refusals_of_messages(api: BotApi, call: Client) -> None:
    lan = api.citizen()
    chat = lan.chat_id
    assert await call.error("sendMessage", chat_id=1, text="x") == "400 Bad Request: chat not found"
    assert await call.error("sendMessage", chat_id=chat, text=" ") == "400 Bad Request: message text is empty"
    assert await call.error("sendMessage", chat_id=chat, text="😀" * 2049) == "400 Bad Request: message is too long"
    assert (await call("sendMessage", chat_id=chat, text="😀" * 2048))["ok"]
    markup = '{"inline_keyboard": [[{"text": "x", "callback_data": "%s"}]]}' % ("ế" * 22)
    wrong = await call.error("sendMessage", chat_id=chat, text="x", reply_markup=markup)
    assert wrong == "400 Bad Request: BUTTON_DATA_INVALID"
    lan.blocks()
    assert await call.error("sendMessage", chat_id=chat, text="x") == "403 Forbidden: bot was blocked by the user"


async def test_markup_does_not_count_and_is_taken_out(api: BotApi, call: Client) -> None:
    lan = api.citizen()
    text = '<a href="https://a.vn/?x=1&amp;y=2">' + "y" * 4096 + "</a>"
    result = (await call("sendMessage", chat_id=lan.chat_id, text=text, parse_mode="HTML"))["result"]
    assert result["text"] == "y" * 4096
    assert result["entities"][0]["url"] == "https://a.vn/?x=1&y=2"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ế <xã>", 'Unsupported start tag "xã" at byte offset 4'),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
        ("<b>x", "Can't find end tag corresponding to start tag"),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ],
)
def test_refusals_of_markup(text: str, words: str) -> None:
    with pytest.raises(ApiError) as refusal:
        parse(text, "HTML")
    assert refusal.value.description.startswith("Bad Request: can't parse entities: ")
    assert words in refusal.value.description


async def test_a_flood_tells_how_long_to_wait(api: BotApi, call: Client) -> None:
    lan = api.citizen()
    api.fail("sendMessage", errors.flood(7), lan.chat_id)
    body = await call("sendMessage", chat_id=lan.chat_id, text="x")
    assert body == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }
    assert (await call("sendMessage", chat_id=lan.chat_id, text="x"))["ok"]


async def test_a_tap_can_be_answered_once(api: BotApi, call: Client) -> None:
    lan = api.citizen()
    await call("sendMessage", chat_id=lan.chat_id, text="x")
    query = lan.taps_data((await lan.reads())[0], "v1:menu")
    assert (await call("answerCallbackQuery", callback_query_id=query))["ok"]
    assert "query is too old" in await call.error("answerCallbackQuery", callback_query_id=query)


async def test_a_message_can_be_edited_but_not_into_itself(api: BotApi, call: Client) -> None:
    lan = api.citizen()
    await call("sendMessage", chat_id=lan.chat_id, text="x")
    place = {"chat_id": lan.chat_id, "message_id": (await lan.reads())[0].message_id}
    assert "message is not modified" in await call.error("editMessageText", text="x", **place)
    assert (await call("editMessageText", text="y", **place))["result"]["text"] == "y"
    assert "message to edit not found" in await call.error("editMessageText", text="y", chat_id=1, message_id=1)


async def test_files_are_described_and_downloaded(api: BotApi, call: Client) -> None:
    api.file("f1", "voice/file_1.oga", b"OggS")
    path = (await call("getFile", file_id="f1"))["result"]["file_path"]
    assert (await call.http.get(f"{api.url}/file/bot{api.token}/{path}")).content == b"OggS"
    assert (await call.http.get(f"{api.url}/file/bot{api.token}/none")).status_code == 404
    assert "file_id" in await call.error("getFile", file_id="f2")


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"txt": "x"}, "text"),
        ({"text": "x", "colour": "red"}, "no field 'colour'"),
        ({"text": "x", "reply_to_message_id": "3"}, "deprecated"),
        ({"text": "x", "link_preview_options": '{"disabled": true}'}, "no field 'disabled'"),
        ({"text": "x", "reply_markup": '{"inline_keyboard": [[{"text": "x"}]]}'}, "exactly one kind"),
        (
            {"text": "x", "reply_markup": '{"inline_keyboard": [[{"text": "x", "callback_data": "y", "z": 1}]]}'},
            "no field 'z'",
        ),
    ],
)
async def test_calls_the_official_api_does_not_know_are_noted(
    api: BotApi, call: Client, parameters: dict[str, str], words: str
) -> None:
    await call.error("sendMessage", chat_id=api.citizen().chat_id, **parameters)
    assert words in api.world.violations[0]


async def test_a_test_cannot_send_what_telegram_would_not(api: BotApi) -> None:
    with pytest.raises(ViolationError):
        api.citizen().says("x", colour="red")


async def test_waiting_in_vain_tells_what_came_instead(api: BotApi, call: Client) -> None:
    lan = api.citizen()
    await call("sendMessage", chat_id=lan.chat_id, text="chào")
    await lan.reads()
    with pytest.raises(AssertionError, match=r"1 message\(s\) in chat .* within 0.05 s; .*chào"):
        await lan.reads(timeout=0.05)
