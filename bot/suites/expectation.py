"""What a conversation expects of a reply: checks with values. Every check has its negation, `not_…`.

A check is given one value or a list. With a list, `status`, `topic` and `passage` want one of the values,
all other checks want every one; a negation wants none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.suites.checks import CHECKS
from bot.suites.drivers import Reply
from bot.suites.values import Value

NEGATION = "not_"
CHECK_NAMES = tuple(name for check in CHECKS for name in (check, NEGATION + check))


@dataclass(frozen=True)
class Expectation:
    """A check with the values a conversation gives it."""

    name: str
    values: tuple[Any, ...]
    negated: bool
    line: int

    @property
    def title(self) -> str:
        """The check's name as written in the file."""
        return f"{NEGATION if self.negated else ''}{self.name}"

    def failed_values(self, reply: Reply) -> tuple[Any, ...]:
        """Return the values that make the expectation fail; empty where it holds."""
        check = CHECKS[self.name]
        hits = [check.has(reply, value) for value in self.values]
        if self.negated:
            return tuple(value for value, hit in zip(self.values, hits, strict=True) if hit)
        if check.one_of and any(hits):
            return ()
        return tuple(value for value, hit in zip(self.values, hits, strict=True) if not hit)

    def got(self, reply: Reply) -> str:
        """Return what the reply has instead."""
        return str(CHECKS[self.name].got(reply))


def read_expectations(row: Value, messages_only: bool) -> tuple[Expectation, ...]:
    """Read what is expected of one reply.

    :param messages_only: whether the channel shows messages but no fields of the answer.
    :raises SuiteError: for an unknown check, or a value it cannot take.
    """
    allowed = [name for name in CHECK_NAMES if not (messages_only and CHECKS[name.removeprefix(NEGATION)].of_answer)]
    found = row.fields(allowed)
    if not found:
        raise row.error(f"nothing is expected, expected at least one of {', '.join(allowed)}")
    expectations = []
    for title, value in found.items():
        name = title.removeprefix(NEGATION)
        values = tuple(CHECKS[name].read(one) for one in value.one_or_more())
        expectations.append(Expectation(name, values, title != name, value.line))
    return tuple(expectations)
