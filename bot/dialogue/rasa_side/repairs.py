"""Repairs of rasa==3.6.21, applied when Rasa imports its channels (see docs/adr/0003).

1. `RemoteAction._validate_action_result` checks Rasa's own constant schema against the meta-schema at
   every custom action: 15 of 21 CPU-ms a message. `action_schema` checks the same results.
2. `Event.resolve_by_type` walks all subclasses for each stored event. The answer never changes: remember it.
3. `EndpointConfig.session` opens a new HTTP client, and so a new connection, for every action. Keep one.
4. `RemoteAction._action_call_format` sends the whole conversation with every action; ours read its state and
   the events of the turn under way. Send these.
5. `DaskGraphRunner.run` builds and schedules its graph anew at every message and every prediction, to run it
   one node after the other in the end. `straight_runner` does the same nodes in the same order.
6. `Domain.is_empty` writes out the whole domain and an empty one at every message to compare them. A domain does
   not change while it serves: remember the answer.

Also the channel `credentials.yml` names, so that Rasa imports this module at start: Rasa's own REST channel.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import Any

import aiohttp
import rasa
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.rest import RestInput
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.utils.endpoints import EndpointConfig

from bot.dialogue.rasa_side import action_schema, straight_runner

PINNED = "3.6.21"


class RepairError(RuntimeError):
    """Rasa is not the version that these repairs were read and measured on."""


def apply_repairs() -> None:
    """Put the repairs in place; safe to call twice.

    :raises RepairError: if Rasa is another version or lacks a symbol that is replaced.
    """
    if rasa.__version__ != PINNED:
        raise RepairError(f"found rasa {rasa.__version__}, expected {PINNED}: run `make setup`")
    replaced = (
        (RemoteAction, "_validate_action_result"),
        (RemoteAction, "_action_call_format"),
        (Event, "resolve_by_type"),
        (EndpointConfig, "session"),
        (DaskGraphRunner, "run"),
        (Domain, "is_empty"),
    )
    for owner, name in replaced:
        if not hasattr(owner, name):
            raise RepairError(f"rasa {PINNED} has no {owner.__name__}.{name}: the repair has nothing to hold on to")
    RemoteAction._validate_action_result = _validate_action_result
    RemoteAction._action_call_format = _short_call_format
    if not hasattr(Event.resolve_by_type, "cache_info"):
        Event.resolve_by_type = staticmethod(lru_cache(maxsize=None)(Event.resolve_by_type))
    EndpointConfig.session = _kept_session
    DaskGraphRunner.run = straight_runner.run
    Domain.is_empty = _remembered_is_empty


def _validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
    action_schema.validate(result)
    return True


def _short_call_format(self: RemoteAction, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
    state = tracker.current_state(EventVerbosity.NONE)
    state["events"] = [event.as_dict() for event in _under_way(tracker)]
    call = {
        "next_action": self._name, "sender_id": tracker.sender_id, "tracker": state, "version": rasa.__version__,
    }  # fmt: skip
    if not self._is_selective_domain_enabled() or domain.does_custom_action_explicitly_need_domain(self.name()):
        call["domain"] = domain.as_dict()
    return call


def _under_way(tracker: DialogueStateTracker) -> list[Event]:
    """Return the events after the citizen's latest message, which itself stands in the state."""
    events: list[Event] = []
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            break
        events.append(event)
    return events[::-1]


_compared_is_empty = Domain.is_empty


def _remembered_is_empty(self: Domain) -> bool:
    known: bool | None = self.__dict__.get("_known_empty")
    if known is None:
        known = self.__dict__["_known_empty"] = _compared_is_empty(self)
    return known


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
