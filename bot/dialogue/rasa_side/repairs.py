"""Repairs of rasa==3.6.21, applied when Rasa imports its channels (see docs/adr/0003).

1. `RemoteAction._validate_action_result` checks Rasa's own constant schema against the meta-schema at
   every custom action: 15 of 21 CPU-ms a message. One validator, built once, checks the same results.
2. `Event.resolve_by_type` walks all subclasses for each stored event. The answer never changes: remember it.
3. `EndpointConfig.session` opens a new HTTP client, and so a new connection, for every action. Keep one.

Also the channel `credentials.yml` names, so that Rasa imports this module at start: Rasa's own REST channel.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import Any

import aiohttp
import rasa
from jsonschema import Draft202012Validator
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.rest import RestInput
from rasa.shared.core.events import Event
from rasa.utils.endpoints import EndpointConfig

PINNED = "3.6.21"


class RepairError(RuntimeError):
    """Rasa is not the version that these repairs were read and measured on."""


def apply_repairs() -> None:
    """Put the repairs in place; safe to call twice.

    :raises RepairError: if Rasa is another version or lacks a symbol that is replaced.
    """
    if rasa.__version__ != PINNED:
        raise RepairError(f"found rasa {rasa.__version__}, expected {PINNED}: run `make setup`")
    replaced = ((RemoteAction, "_validate_action_result"), (Event, "resolve_by_type"), (EndpointConfig, "session"))
    for owner, name in replaced:
        if not hasattr(owner, name):
            raise RepairError(f"rasa {PINNED} has no {owner.__name__}.{name}: the repair has nothing to hold on to")
    RemoteAction._validate_action_result = _validate_action_result
    if not hasattr(Event.resolve_by_type, "cache_info"):
        Event.resolve_by_type = staticmethod(lru_cache(maxsize=None)(Event.resolve_by_type))
    EndpointConfig.session = _kept_session


@lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    return Draft202012Validator(RemoteAction.action_response_format_spec())


def _validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
    _validator().validate(result)
    return True


_new_session = EndpointConfig.session


@asynccontextmanager
async def _kept_session(self: EndpointConfig) -> AsyncIterator[aiohttp.ClientSession]:
    session = getattr(self, "_kept", None)
    if session is None or session.closed:
        session = self._kept = _new_session(self)
    yield session


class RepairedRestInput(RestInput):
    """Rasa's REST channel, unchanged; naming it in `credentials.yml` applies the repairs."""

    @classmethod
    def name(cls) -> str:
        """Return the name that the route is built from: `/webhooks/rest/webhook`."""
        return "rest"


apply_repairs()
