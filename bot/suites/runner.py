"""Plays a conversation through a channel and says, readably, where it went wrong."""

from __future__ import annotations

import textwrap
import uuid
from collections.abc import Mapping

from bot.suites.drivers import ChannelDriver, DriverError, DriverFactory, Reply, RunningStack
from bot.suites.schema import Conversation, Step

SHOWN = 120
"""Characters of a long message that a report shows."""


class ConversationError(AssertionError):
    """A conversation that did not go as expected; the message is the report."""


def run_conversation(
    conversation: Conversation, stack: RunningStack, drivers: Mapping[str, DriverFactory]
) -> tuple[Reply, ...]:
    """Play a conversation from its first turn on, under an id of its own.

    :param drivers: by channel.
    :returns: the replies, in order.
    :raises ConversationError: at the first turn that does not go as expected.
    """
    if conversation.today not in (None, stack.day):
        raise ConversationError(
            f"{_title(conversation)}\n  today: found {conversation.today}, expected {stack.day}, "
            "the day of the running stack"
        )
    if conversation.channel not in drivers:
        raise ConversationError(
            f"{_title(conversation)}\n  channel: found {conversation.channel}, "
            f"expected one that has a driver: {', '.join(drivers)}"
        )
    driver = drivers[conversation.channel](stack, f"suite-{uuid.uuid4().hex}")
    replies: list[Reply] = []
    for step in conversation.steps:
        try:
            reply = _play(step, driver)
        except DriverError as error:
            lines = [f"  no reply  {error}", *_before(conversation, replies)]
            raise ConversationError("\n".join((_head(conversation, replies), *lines))) from error
        failures = _failures(step, reply)
        if failures:
            report = (_head(conversation, replies), *failures, *_seen(reply), *_before(conversation, replies))
            raise ConversationError("\n".join(report))
        replies.append(reply)
    return tuple(replies)


def _play(step: Step, driver: ChannelDriver) -> Reply:
    if step.action == "tap":
        return driver.tap(step.value)
    return driver.send_text(step.value) if step.action == "send" else driver.send_payload(step.value)


def _failures(step: Step, reply: Reply) -> list[str]:
    lines = []
    for expectation in step.expectations:
        failed = expectation.failed_values(reply)
        if failed:
            wanted = ", ".join(getattr(value, "pattern", str(value)) for value in failed)
            lines += [
                f"  expected  {expectation.title}: {wanted}   (line {expectation.line})",
                f"  got       {expectation.name}: {_short(expectation.got(reply), 2 * SHOWN)}",
            ]
    return lines


def _title(conversation: Conversation) -> str:
    return f"{conversation.path.name}, line {conversation.line}: {conversation.name} [{conversation.channel}]"


def _head(conversation: Conversation, replies: list[Reply]) -> str:
    number = len(replies) + 1
    step = conversation.steps[len(replies)]
    return (
        f"{_title(conversation)}\n"
        f"  turn {number} of {len(conversation.steps)}, line {step.line}\n"
        f"  sent      {_sent(step)}"
    )


def _seen(reply: Reply) -> list[str]:
    fields = [
        f"{answer.status}, topic {answer.topic or 'none'}, passages {', '.join(answer.passages) or 'none'}"
        for answer in reply.answers
    ]
    return [
        f"  reply after {reply.took_ms:.0f} ms" + (f" ({_short('; '.join(fields))}):" if fields else ":"),
        *(textwrap.indent(message, "  | ", lambda _line: True) for message in reply.messages),
    ]


def _before(conversation: Conversation, replies: list[Reply]) -> list[str]:
    if not replies:
        return []
    lines = ["  turns before:"]
    for number, (step, reply) in enumerate(zip(conversation.steps, replies, strict=False), 1):
        lines += [f"  {number}. sent {_sent(step)}", f"     got  {_short(reply.said)}"]
    return lines


def _sent(step: Step) -> str:
    kind = {"send": "text", "tap": "tap on", "payload": "payload"}[step.action]
    length = f" ({len(step.value)} characters)" if len(step.value) > SHOWN else ""
    return f"{kind} {_short(step.value)!r}{length}"


def _short(text: str, limit: int = SHOWN) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[:limit]}…"
