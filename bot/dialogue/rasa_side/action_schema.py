"""Checks what an action returned against Rasa's own schema, event by event.

Rasa tries each event against the schemas of all fifteen kinds. Here an event meets the schema of the kind it
names, and only what fails there goes through the whole schema, whose error says what is wrong.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator
from rasa.core.actions.action import RemoteAction
from rasa.shared.utils.schemas.events import EVENTS_SCHEMA


def validate(result: Any) -> None:
    """Check the JSON that an action server sent.

    :raises jsonschema.ValidationError: if it is not what Rasa expects.
    """
    if not _is_plain(result):
        _whole().validate(result)


def _is_plain(result: Any) -> bool:
    if not isinstance(result, dict):
        return False
    events, responses = result.get("events", []), result.get("responses", [])
    return (
        isinstance(events, list)
        and isinstance(responses, list)
        and all(isinstance(response, dict) for response in responses)
        and all(_is_valid_event(event) for event in events)
    )


def _is_valid_event(event: Any) -> bool:
    kind = _by_kind().get(event.get("event")) if isinstance(event, dict) else None
    return kind is not None and _common().is_valid(event) and kind.is_valid(event)


@lru_cache(maxsize=1)
def _whole() -> Draft202012Validator:
    return Draft202012Validator(RemoteAction.action_response_format_spec())


@lru_cache(maxsize=1)
def _common() -> Draft202012Validator:
    return Draft202012Validator({key: value for key, value in EVENTS_SCHEMA["items"].items() if key != "oneOf"})


@lru_cache(maxsize=1)
def _by_kind() -> dict[str, Draft202012Validator]:
    kinds = EVENTS_SCHEMA["items"]["oneOf"]
    return {kind["properties"]["event"]["const"]: Draft202012Validator(kind) for kind in kinds}
