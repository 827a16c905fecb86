"""What a button sends back: a closed, versioned list, so that old buttons keep working.

Grammar: `v1:KIND[:VALUE[:VALUE]]`, at most 64 bytes of `[a-z0-9_:.-]` (Telegram's limit on callback data).

| payload | means |
| --- | --- |
| `v1:menu` | show the main menu |
| `v1:help`, `v1:privacy`, `v1:stop` | the commands of the same name; stop leaves the form |
| `v1:topic:KEY` | tell about this topic |
| `v1:passage:ID` | show this passage |
| `v1:form:level2` | start the guide to an e-ID of level 2 |
| `v1:set:SLOT:VALUE` | answer to a question of the form |
| `v1:resume` | go on with the form that was left |
| `v1:rate:VERDICT:ANSWER_ID` | feedback on an answer |
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.answer import PAYLOAD_PATTERN

VERSION = "v1"
KINDS = {
    "menu": 0,
    "help": 0,
    "privacy": 0,
    "stop": 0,
    "resume": 0,
    "topic": 1,
    "passage": 1,
    "form": 1,
    "set": 2,
    "rate": 2,
}


@dataclass(frozen=True)
class Payload:
    """A parsed button payload."""

    kind: str
    values: tuple[str, ...] = ()

    def __str__(self) -> str:
        return ":".join((VERSION, self.kind, *self.values))


def parse_payload(text: str) -> Payload | None:
    """Read a payload; None where it is not one of ours (an old release, a forgery).

    :param text: what the channel handed back.
    """
    if not PAYLOAD_PATTERN.fullmatch(text):
        return None
    version, _, rest = text.partition(":")
    kind, *values = rest.split(":")
    if version != VERSION or KINDS.get(kind) != len(values) or not all(values):
        return None
    return Payload(kind, tuple(values))
