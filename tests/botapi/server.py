"""HTTP: `/bot<token>/METHOD`, `/file/bot<token>/PATH`, and updates to a webhook."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re

import aiohttp
from aiohttp import web

from botapi import errors
from botapi.errors import ApiError
from botapi.methods import Methods
from botapi.validation import METHODS, ViolationError, read_call
from botapi.world import Call, Fault, World

WEBHOOK_RETRY = 0.05
"""Seconds before an update that a webhook did not take is sent again; minutes in the real world."""


class Server:
    """Serves a world on a free port of the loopback address."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._methods = Methods(world)
        self._runner: web.AppRunner | None = None
        self._webhook: asyncio.Task[None] | None = None
        self.port = 0

    async def start(self, port: int = 0) -> None:
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        # A bot that hangs up ends its poll, as at Telegram.
        self._runner = web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self._webhook = asyncio.create_task(self._deliver())

    async def stop(self) -> None:
        if self._webhook:
            self._webhook.cancel()
        if self._runner:
            await self._runner.cleanup()

    async def _call(self, request: web.Request) -> web.Response:
        name = request.match_info["method"]
        token = request.match_info["token"]
        # Telegram takes method names in any case; a token that is none at all is not found.
        known = {method.lower(): method for method in METHODS}
        try:
            if not re.fullmatch(r"\d+:[\w-]{35}", token):
                raise errors.NOT_FOUND
            if token != self._world.token:
                raise errors.UNAUTHORIZED
            if name.lower() not in known:
                raise errors.NOT_FOUND
            return await self._carry_out(request, known[name.lower()])
        except ApiError as error:
            return web.json_response(error.to_dict(), status=error.code)

    async def _carry_out(self, request: web.Request, method: str) -> web.Response:
        raw = {k: str(v) for k, v in {**request.query, **await request.post()}.items()}
        try:
            parameters = read_call(method, raw)
        except ViolationError as violation:
            self._world.violations.append(str(violation))
            await self._world.notify()
            raise errors.bad_request(f"violation of the API: {violation}") from violation
        fault = self._fault(method, parameters.get("chat_id"))
        self._world.calls.append(Call(method, parameters))
        try:
            if fault and fault.error:
                raise fault.error
            result = await self._do(method, parameters)
        finally:
            await self._world.notify()
        if fault and request.transport:
            request.transport.abort()
        return web.json_response({"ok": True, "result": result})

    async def _do(self, method: str, parameters: dict[str, object]) -> object:
        action = getattr(self._methods, re.sub(r"(?<!^)([A-Z])", r"_\1", method).lower(), None)
        if action is None:
            violation = f"{method}: the loopback server does not know this method yet"
            self._world.violations.append(violation)
            raise errors.bad_request(violation)
        return await action(**parameters)

    def _fault(self, method: str, chat_id: object) -> Fault | None:
        for fault in self._world.faults:
            if fault.method == method and fault.times > 0 and fault.chat_id in (None, chat_id):
                fault.times -= 1
                return fault
        return None

    async def _file(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self._world.token:
            return web.json_response(errors.UNAUTHORIZED.to_dict(), status=401)
        files = dict(self._world.files.values())
        content = files.get(request.match_info["path"])
        if content is None:
            return web.json_response(errors.NOT_FOUND.to_dict(), status=404)
        return web.Response(body=content)

    async def _deliver(self) -> None:
        """Send pending updates to the webhook, one after the other, until each is taken with a 2xx."""
        world = self._world
        async with aiohttp.ClientSession() as http:
            while True:
                async with world.change:
                    while not (world.webhook and world.pending):
                        await world.change.wait()
                update = world.waiting(1)[0]
                secret = world.webhook["secret_token"]
                headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
                headers["Content-Type"] = "application/json"
                taken = False
                with contextlib.suppress(aiohttp.ClientError):
                    body = json.dumps(update)
                    async with http.post(world.webhook["url"], data=body, headers=headers) as answer:
                        taken = answer.ok
                if taken:
                    world.pending.pop(update["update_id"], None)
                    await world.notify()
                else:
                    await asyncio.sleep(WEBHOOK_RETRY)
