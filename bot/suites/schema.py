"""The format of conversation files, read strictly.

```yaml
conversations:
  - name: what is tested, unique in the file
    channel: rest             # rest (as it stands without this line), terminal, telegram
    today: 2026-11-24         # only where the day matters
    turns:
      - send: thế mất bao nhiêu tiền     # or `tap: Title of a button`, or `payload: v1:menu`
        expect:
          status: answered
          contains: ["35.000 đồng"]
```

With `send`, two more keys say what cannot be seen in a file: `unicode: NFD` and `repeat: 2001`.
The checks under `expect` are those of bot/suites/checks.py, with one value or a list of them.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from bot.suites.expectation import Expectation, read_expectations
from bot.suites.values import Value, read_document

CHANNELS = ("rest", "terminal", "telegram")
MESSAGES_ONLY = ("telegram",)
MAX_TURNS = 100
MAX_REPEAT = 10_000
ACTIONS = ("send", "tap", "payload")
UNICODE_FORMS = ("NFC", "NFD", "NFKC", "NFKD")


@dataclass(frozen=True)
class Step:
    """One turn: what the citizen does and what is expected of the reply."""

    action: Literal["send", "tap", "payload"]
    value: str
    expectations: tuple[Expectation, ...]
    line: int


@dataclass(frozen=True)
class Conversation:
    """A whole conversation, from the first message on."""

    name: str
    channel: str
    today: dt.date | None
    steps: tuple[Step, ...]
    path: Path
    line: int


def read_conversations(path: Path) -> tuple[Conversation, ...]:
    """Read a file of conversations.

    :raises SuiteError: naming file and line of the first thing that is wrong, and what is allowed.
    """
    rows = read_document(path).fields(("conversations",), ("conversations",))["conversations"].items()
    conversations: list[Conversation] = []
    for row in rows:
        conversation = _read_conversation(row)
        same = next((other for other in conversations if other.name == conversation.name), None)
        if same:
            raise row.error(f"name `{same.name}` is used in line {same.line} already, expected another")
        conversations.append(conversation)
    return tuple(conversations)


def _read_conversation(row: Value) -> Conversation:
    fields = row.fields(("name", "channel", "today", "turns"), ("name", "turns"))
    name = fields["name"].text()
    if not name.strip() or "::" in name or "\n" in name:
        raise fields["name"].error("expected a name in one line, without `::`")
    channel = fields["channel"].text(CHANNELS) if "channel" in fields else CHANNELS[0]
    turns = fields["turns"].items()
    if len(turns) > MAX_TURNS:
        raise fields["turns"].error(f"found {len(turns)} turns, expected at most {MAX_TURNS}")
    today = fields["today"].day() if "today" in fields else None
    steps = tuple(_read_step(turn, channel in MESSAGES_ONLY) for turn in turns)
    return Conversation(name, channel, today, steps, row.path, row.line)


def _read_step(row: Value, messages_only: bool) -> Step:
    fields = row.fields((*ACTIONS, "unicode", "repeat", "expect"), ("expect",))
    actions = [name for name in ACTIONS if name in fields]
    if len(actions) != 1:
        raise row.error(f"found {' and '.join(actions) or 'no action'}, expected one of {', '.join(ACTIONS)}")
    action = cast(Literal["send", "tap", "payload"], actions[0])
    if action != "send" and ("unicode" in fields or "repeat" in fields):
        raise row.error(f"`unicode` and `repeat` go with `send`, not with `{action}`")
    value = fields[action].text()
    if "unicode" in fields:
        form = cast(Literal["NFC", "NFD", "NFKC", "NFKD"], fields["unicode"].text(UNICODE_FORMS))
        value = unicodedata.normalize(form, value)
    if "repeat" in fields:
        value *= fields["repeat"].number(1, MAX_REPEAT)
    return Step(action, value, read_expectations(fields["expect"], messages_only), row.line)
