"""`/readyz`: would a question be answered now?"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

PARTS = ("rasa", "index", "database", "telegram", "redis")
READY, OFF = "ready", "off"
TIMEOUT_S = 3.0
_NOT_NEEDED = frozenset({"telegram"})
"""Questions on the web are answered without it."""

Check = Callable[[], Awaitable[str]]
"""Gives the state of a part: `ready`, `off` where it is not wanted, or what is the matter in a few words."""


async def states(checks: Mapping[str, Check]) -> dict[str, str]:
    """Return the state of each part; one that has no check is off."""
    names = list(checks)
    found = await asyncio.gather(*(_ask(checks[name]) for name in names))
    return {**dict.fromkeys(PARTS, OFF), **dict(zip(names, found, strict=True))}


def is_ready(parts: Mapping[str, str]) -> bool:
    """Tell whether every part that an answer needs is there."""
    return all(state in (READY, OFF) for name, state in parts.items() if name not in _NOT_NEEDED)


async def _ask(check: Check) -> str:
    try:
        return await asyncio.wait_for(check(), TIMEOUT_S)
    except asyncio.TimeoutError:
        return f"no answer within {TIMEOUT_S:.0f} s"
