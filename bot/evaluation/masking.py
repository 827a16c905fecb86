"""Measures the masking of personal numbers on rows `{"text": …, "numbers": […]}` (tests/masking/README.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.turn.redact import redact

_FEWEST_DIGITS = 4
"""Digits of a number that must be gone in any grouping; fewer may stand elsewhere in the message by chance."""


class MaskingRowsError(ValueError):
    """A file of rows that cannot be used."""


@dataclass(frozen=True)
class Row:
    """A message, and the substrings of it that must not survive; with none, nothing may be changed."""

    text: str
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class Measured:
    """What masking did to the rows.

    :param numbers: how many were to be masked.
    :param leaks: pairs of a number that survived and its message after masking.
    :param harmless: messages without a number.
    :param alarms: pairs of such a message and what masking made of it.
    """

    numbers: int
    leaks: tuple[tuple[str, str], ...]
    harmless: int
    alarms: tuple[tuple[str, str], ...]

    @property
    def masked_share(self) -> float:
        """Share of the numbers that did not survive, 0 to 1."""
        return 1 - len(self.leaks) / max(1, self.numbers)

    @property
    def alarm_share(self) -> float:
        """Share of the harmless messages that were changed, 0 to 1."""
        return len(self.alarms) / max(1, self.harmless)

    def __str__(self) -> str:
        lines = [
            f"masked       {self.numbers - len(self.leaks)} of {self.numbers} ({self.masked_share:.1%})",
            f"false alarms {len(self.alarms)} of {self.harmless} ({self.alarm_share:.1%})",
            *(f"leak   {number!r} in {text!r}" for number, text in self.leaks),
            *(f"alarm  {text!r} became {masked!r}" for text, masked in self.alarms),
        ]
        return "\n".join(lines)


def measure(path: Path) -> Measured:
    """Mask the rows of a file and count what survived and what was changed without need.

    :raises MaskingRowsError: naming the line that is no row.
    """
    return measure_rows(read_rows(path))


def measure_rows(rows: Iterable[Row]) -> Measured:
    """Mask rows and count."""
    leaks, alarms, numbers, harmless = [], [], 0, 0
    for row in rows:
        masked = redact(row.text)
        numbers += len(row.numbers)
        leaks += [(number, masked.text) for number in row.numbers if _survives(number, masked.text, masked.bare)]
        if not row.numbers:
            harmless += 1
            if masked.kinds or masked.text != row.text:
                alarms.append((row.text, masked.text))
    return Measured(numbers, tuple(leaks), harmless, tuple(alarms))


def read_rows(path: Path) -> list[Row]:
    """Read a file of rows, one JSON object a line.

    :raises MaskingRowsError: naming the line that is no row.
    """
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = Row(json.loads(line)["text"], tuple(json.loads(line)["numbers"]))
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise MaskingRowsError(f'{path.name}, line {number}: expected {{"text", "numbers"}} ({error})') from error
        strays = [value for value in row.numbers if value not in row.text]
        if strays:
            raise MaskingRowsError(f"{path.name}, line {number}: {strays[0]!r} is not in the text; correct one of them")
        rows.append(row)
    return rows


def _survives(number: str, *shown: str) -> bool:
    """Tell whether a number can still be read: as it was typed, or its digits in another grouping."""
    digits = _digits(number)
    regrouped = len(digits) >= _FEWEST_DIGITS and any(digits in _digits(text) for text in shown)
    return regrouped or any(number in text for text in shown)


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())
