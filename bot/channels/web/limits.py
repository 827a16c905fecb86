"""Token buckets: how many messages a conversation or an address may send."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable

REMEMBERED = 20_000
"""Buckets that are kept; beyond it the longest unused is forgotten, so that memory stays bounded."""


class Buckets:
    """One token bucket for each key: full at first, filled again at a steady rate."""

    def __init__(self, per_minute: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Make the buckets.

        :param per_minute: tokens that flow back in a minute.
        :param burst: tokens in a full bucket.
        :param clock: seconds on a clock that never goes back.
        """
        self.per_minute = per_minute
        self._per_second = per_minute / 60
        self._burst = float(burst)
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> float:
        """Take one token.

        :returns: 0.0 where there was one, otherwise the seconds until there will be.
        """
        now = self._clock()
        tokens, then = self._buckets.pop(key, (self._burst, now))
        tokens = min(self._burst, tokens + (now - then) * self._per_second)
        wait = 0.0 if tokens >= 1 else (1 - tokens) / self._per_second
        self._buckets[key] = (tokens if wait else tokens - 1, now)
        if len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        return wait

    def forget(self, key: str) -> None:
        """Fill the bucket of a key again."""
        self._buckets.pop(key, None)


def address_key(host: str) -> str:
    """Return what is limited together: an IPv4 address, or the /64 network that one IPv6 customer owns."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def is_loopback(host: str) -> bool:
    """Tell whether a client is on this very machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
