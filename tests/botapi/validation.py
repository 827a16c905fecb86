"""Calls and updates against the official API, as aiogram's models write it down.

aiogram is lenient where Telegram's documentation is not: it keeps fields that do not exist, and takes
deprecated ones. Both are looked for here, at every depth.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, get_args

import aiogram.methods
from aiogram.client.default import Default
from aiogram.methods import TelegramMethod
from aiogram.types import InlineKeyboardButton, Update
from pydantic import BaseModel, ValidationError

METHODS: dict[str, type[TelegramMethod[Any]]] = {
    found.__api_method__: found
    for found in vars(aiogram.methods).values()
    if isinstance(found, type) and issubclass(found, TelegramMethod) and found is not TelegramMethod
}
LENGTHS = {"setMyDescription": ("description", 512), "setMyShortDescription": ("short_description", 120)}


class ViolationError(AssertionError):
    """A call that the official API does not know."""


def read_call(method: str, parameters: dict[str, str]) -> dict[str, Any]:
    """Return the parameters of a call, typed.

    :raises ViolationError: with what is wrong.
    """
    model = METHODS[method]
    values = {name: _value(model, name, text) for name, text in parameters.items()}
    try:
        call = model.model_validate(values)
    except ValidationError as error:
        raise ViolationError(f"{method}: {error}") from error
    wrong = [*_foreign(call, method), *_deprecated(model, values), *_too_long(method, values)]
    if wrong:
        raise ViolationError("; ".join(wrong))
    return {name: value for name, value in values.items() if value is not None}


def check_update(update: dict[str, Any]) -> None:
    """Check an update that a test sends.

    :raises ViolationError: where Telegram would never send it.
    """
    try:
        model = Update.model_validate(update)
    except ValidationError as error:
        raise ViolationError(f"the test's own update: {error}") from error
    wrong = list(_foreign(model, "update"))
    if wrong:
        raise ViolationError("the test's own update: " + "; ".join(wrong))


def _value(model: type[BaseModel], name: str, text: str) -> Any:
    """Read a form value: objects, lists, numbers and flags travel as JSON, text as it is."""
    field = model.model_fields.get(name)
    if field is None:
        return text
    kinds = set(get_args(field.annotation)) or {field.annotation}
    if str in kinds and kinds <= {str, Default, type(None)}:
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text


def _foreign(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _foreign(item, f"{path}[{number}]")
    if not isinstance(value, BaseModel):
        return
    for name in value.model_extra or {}:
        yield f"{path}: the API has no field {name!r}"
    if isinstance(value, InlineKeyboardButton):
        looks = {"text", "style", "icon_custom_emoji_id"}
        kinds = {name for name, content in value if content is not None} - looks
        if len(kinds) != 1 or not value.text:
            yield f"{path}: a button needs a text and exactly one kind, found {sorted(kinds)}"
    for name, content in value:
        yield from _foreign(content, f"{path}.{name}")


def _deprecated(model: type[BaseModel], values: dict[str, Any]) -> Iterator[str]:
    for name in values:
        field = model.model_fields.get(name)
        extra = field.json_schema_extra if field else None
        if isinstance(extra, dict) and extra.get("deprecated"):
            yield f"{model.__name__}: {name} is deprecated"


def _too_long(method: str, values: dict[str, Any]) -> Iterator[str]:
    name, limit = LENGTHS.get(method, ("", 0))
    found = len(values.get(name, ""))
    if found > limit:
        yield f"{method}: {name} of {found} characters, at most {limit}"
