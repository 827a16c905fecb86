"""The load generator: a process of its own that does nothing but send, wait and note the time.

Usage: `python -m bot.bench.load < plan.json > outcome.json`. It imports no part of the assistant.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from typing import Any

import aiohttp

TIMEOUT_S = 30.0
"""Nobody waits longer; what takes longer is counted as not answered."""


class Generator:
    """Users in a closed loop: each takes the next conversation and sends a message when the last is answered."""

    def __init__(self, plan: dict[str, Any], http: aiohttp.ClientSession) -> None:
        self._url = plan["url"]
        self._conversations: Iterator[list[dict[str, Any]]] = iter(plan["conversations"])
        self._users = plan["users"]
        self._http = http
        self.sent: list[tuple[str, float, str | None]] = []
        self.waited = 0.0

    async def run(self) -> None:
        """Send all conversations."""
        await asyncio.gather(*(self._user() for _ in range(self._users)))

    async def _user(self) -> None:
        for conversation in self._conversations:
            for message in conversation:
                started = time.perf_counter()
                wait, wrong = await self._send(message["body"])
                while wait:
                    await asyncio.sleep(wait)
                    self.waited += wait
                    started = time.perf_counter()
                    wait, wrong = await self._send(message["body"])
                self.sent.append((message["kind"], 1000 * (time.perf_counter() - started), wrong))

    async def _send(self, body: dict[str, Any]) -> tuple[float, str | None]:
        """Send one message.

        :returns: seconds to wait before it may be sent again (0: it was taken), and what was wrong, if anything.
        """
        try:
            async with self._http.post(self._url, json=body) as response:
                if response.status == 429:
                    return max(0.05, float(response.headers.get("Retry-After", "1"))), None
                if response.status != 200:
                    return 0.0, f"HTTP {response.status}"
                return 0.0, fault(await response.json())
        except (aiohttp.ClientError, asyncio.TimeoutError) as error:
            return 0.0, type(error).__name__


def fault(content: Any) -> str | None:
    """Tell what is wrong with a reply of the assistant's API or of Rasa's REST channel.

    :param content: `{"answers": [{"status": …}, …]}`, or a list of messages.
    """
    if isinstance(content, list):
        return None if content else "no message"
    answers = content.get("answers")
    if not answers:
        return "no answer"
    return "status error" if any(answer["status"] == "error" for answer in answers) else None


async def main() -> None:
    """Read a plan, carry it out, write the outcome."""
    plan = json.load(sys.stdin)
    timeout = aiohttp.ClientTimeout(total=TIMEOUT_S)
    async with aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=0)) as http:
        generator = Generator(plan, http)
        cpu, started = time.process_time(), time.perf_counter()
        await generator.run()
        seconds = time.perf_counter() - started - generator.waited / plan["users"]
        cpu = time.process_time() - cpu
    outcome = {"seconds": seconds, "cpu_s": cpu, "waited_s": generator.waited, "sent": generator.sent}
    json.dump(outcome, sys.stdout)


if __name__ == "__main__":
    asyncio.run(main())
