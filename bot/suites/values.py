"""Strict reading of YAML: every value knows its line, and a surprise is an error that names file and line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import yaml

_PLAIN_TYPES = {"str": "text", "int": "a whole number", "bool": "true or false", "float": "a decimal number"}
_PLAIN_TYPES |= {"null": "nothing", "timestamp": "a date", "map": "a mapping", "seq": "a list"}


class SuiteError(ValueError):
    """A conversation file that cannot be used; the message names file, line, what was found and expected."""


@dataclass(frozen=True)
class Value:
    """A YAML value with the place where it stands."""

    path: Path
    node: yaml.Node

    @property
    def line(self) -> int:
        """Line in the file, from 1."""
        return int(self.node.start_mark.line) + 1

    def error(self, message: str) -> SuiteError:
        """Return the error that says what is wrong with this value."""
        return suite_error(self.path, self.line, message)

    def fields(self, allowed: Collection[str], required: Collection[str] = ()) -> dict[str, Value]:
        """Read a mapping.

        :param allowed: all keys that may occur.
        :param required: keys that must occur.
        :raises SuiteError: for anything but a mapping, and for an unknown, repeated or missing key.
        """
        if not isinstance(self.node, yaml.MappingNode):
            raise self.error(f"found {self._kind}, expected a mapping with the keys {', '.join(allowed)}")
        found: dict[str, Value] = {}
        for key_node, value_node in self.node.value:
            key = Value(self.path, key_node)
            name = key.text()
            if name not in allowed:
                raise key.error(f"unknown key `{name}`, allowed are {', '.join(allowed)}")
            if name in found:
                first = found[name].line
                raise key.error(f"key `{name}` is there twice (first in line {first}), expected once")
            found[name] = Value(self.path, value_node)
        for name in required:
            if name not in found:
                raise self.error(f"key `{name}` is missing, expected {', '.join(required)}")
        return found

    def items(self) -> tuple[Value, ...]:
        """Read a list with at least one entry.

        :raises SuiteError: for anything else.
        """
        if not isinstance(self.node, yaml.SequenceNode) or not self.node.value:
            raise self.error(f"found {self._kind}, expected a list with at least one entry")
        return tuple(Value(self.path, node) for node in self.node.value)

    def one_or_more(self) -> tuple[Value, ...]:
        """Read a list, or a single value as a list of one."""
        return self.items() if isinstance(self.node, yaml.SequenceNode) else (self,)

    def text(self, allowed: Collection[str] = ()) -> str:
        """Read a text.

        :param allowed: the only texts that may occur; any where empty.
        :raises SuiteError: for another type (such as the number 35.000 without quotes) or another text.
        """
        found = self._scalar("str", "text; put it in quotes")
        if allowed and found not in allowed:
            raise self.error(f"found `{found}`, allowed are {', '.join(allowed)}")
        return found

    def number(self, low: int, high: int) -> int:
        """Read a whole number from `low` to `high`.

        :raises SuiteError: for anything else.
        """
        expected = f"a whole number from {low} to {high}"
        found = self._scalar("int", expected)
        if not found.isdecimal() or not low <= int(found) <= high:
            raise self.error(f"found {found}, expected {expected}")
        return int(found)

    def true(self) -> bool:
        """Read `true`, for checks that have no other value.

        :raises SuiteError: for anything else.
        """
        if self._scalar("bool", "true") != "true":
            raise self.error("expected true; use the check with `not_` before its name for the opposite")
        return True

    def day(self) -> dt.date:
        """Read a day written as YYYY-MM-DD.

        :raises SuiteError: for anything else.
        """
        found = str(self.node.value)
        try:
            return dt.date.fromisoformat(found)
        except ValueError as error:
            raise self.error(f"found `{found}`, expected a day as YYYY-MM-DD") from error

    @property
    def _kind(self) -> str:
        name = str(self.node.tag).rpartition(":")[2]
        if name in ("seq", "map") and not self.node.value:
            return f"an empty {_PLAIN_TYPES[name].split()[-1]}"
        kind = _PLAIN_TYPES.get(name, name)
        told = isinstance(self.node, yaml.ScalarNode) and self.node.value
        return f"{kind} ({self.node.value})" if told else kind

    def _scalar(self, kind: str, expected: str) -> str:
        if not str(self.node.tag).endswith(f":{kind}"):
            raise self.error(f"found {self._kind}, expected {expected}")
        return str(self.node.value)


def suite_error(path: Path, line: int, message: str) -> SuiteError:
    """Return an error that names file (seen from the current folder) and line."""
    here = Path.cwd()
    shown = path.relative_to(here) if path.is_relative_to(here) else path
    return SuiteError(f"{shown}, line {line}: {message}")


def read_document(path: Path) -> Value:
    """Read a file that holds one YAML document without anchors.

    :raises SuiteError: for another encoding than UTF-8, tabs, anchors, an empty file, and what is no YAML.
    """
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"found the byte 0x{raw[error.start]:02x}, expected text in UTF-8"
        raise suite_error(path, line, message) from error
    try:
        _refuse_anchors(path, text)
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        raise _not_yaml(path, text, error) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        message = f"found the character U+{error.character:04X}, expected readable text"
        raise suite_error(path, line, message) from error
    if node is None:
        raise suite_error(path, 1, "the file is empty, expected `conversations:`")
    return Value(path, node)


def _refuse_anchors(path: Path, text: str) -> None:
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        anchor = getattr(event, "anchor", None)
        if anchor and event.start_mark:
            message = f"found the anchor or alias `{anchor}`, expected the value written out"
            raise suite_error(path, event.start_mark.line + 1, message)


def _not_yaml(path: Path, text: str, error: yaml.MarkedYAMLError) -> SuiteError:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    lines = text.splitlines()
    culprit = lines[line - 1] if line <= len(lines) else ""
    if "\t" in culprit[: len(culprit) - len(culprit.lstrip())]:
        return suite_error(path, line, "found a tab, expected spaces to indent with")
    return suite_error(path, line, f"not YAML: {error.problem or error.context}")
