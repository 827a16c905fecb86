"""One run: a plan for the load generator, and what it cost the system meanwhile."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.bench.messages import Message
from bot.bench.meter import Processes, children_cpu_seconds, machine_cpu_seconds
from bot.bench.result import Run
from bot.settings import ROOT

HUNDRED = 100
Conversation = Sequence[Message]


@dataclass(frozen=True)
class Target:
    """A system that is up.

    :param url: where messages are posted.
    :param body: makes the JSON of one message from the name of its conversation and the message.
    """

    url: str
    body: Callable[[str, Message], dict[str, Any]]
    processes: Processes


def chat_body(conversation: str, message: Message) -> dict[str, Any]:
    """Return a message as the assistant's REST API takes it."""
    typed = {"text": message.text} if message.payload is None else {"payload": message.payload}
    return {"conversation_id": conversation, **typed}


def carry_out(target: Target, name: str, users: int, conversations: Sequence[Conversation]) -> Run:
    """Send conversations and measure.

    :param name: of the run; conversations are named after it.
    """
    bodies = [
        [{"kind": message.kind, "body": target.body(f"bench-{name}-{number}", message)} for message in conversation]
        for number, conversation in enumerate(conversations)
    ]
    plan = {"url": target.url, "users": users, "conversations": bodies}
    before, machine, children, clock = _costs(target)
    done = subprocess.run(
        [sys.executable, "-m", "bot.bench.load"],
        input=json.dumps(plan), cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    after, machine_after, children_after, clock_after = _costs(target)
    if done.returncode:
        raise RuntimeError(f"the load generator ended with status {done.returncode}\n{done.stderr[-2000:]}")
    cpu = {role: after[role] - before[role] for role in before}
    others = machine_after - machine - sum(cpu.values()) - (children_after - children)
    distinct = len({message.text or message.payload for conversation in conversations for message in conversation})
    return summarise(name, users, distinct, json.loads(done.stdout), cpu, max(0.0, others) / (clock_after - clock))


def _costs(target: Target) -> tuple[dict[str, float], float, float, float]:
    return target.processes.cpu_seconds(), machine_cpu_seconds(), children_cpu_seconds(), time.perf_counter()


def summarise(
    name: str, users: int, distinct: int, outcome: dict[str, Any], cpu: dict[str, float], others: float
) -> Run:
    """Return the figures of a run.

    :param outcome: what the load generator wrote.
    :param cpu: CPU seconds by process.
    :param others: cores that others kept busy.
    """
    sent = outcome["sent"]
    times = [ms for _, ms, _ in sent]
    kinds = sorted({kind for kind, _, _ in sent})
    wrong: dict[str, int] = {}
    for _, _, what in sent:
        if what is not None:
            wrong[what] = wrong.get(what, 0) + 1
    return Run(
        name=name,
        users=users,
        messages=len(sent),
        distinct=distinct,
        seconds=round(outcome["seconds"], 2),
        per_second=round(len(sent) / outcome["seconds"], 1),
        p50_ms=percentile(times, 50),
        p95_ms=percentile(times, 95),
        p50_ms_by_kind={kind: percentile([ms for other, ms, _ in sent if other == kind], 50) for kind in kinds},
        p50_ms_by_hundred=[percentile(times[at : at + HUNDRED], 50) for at in range(0, len(times), HUNDRED)],
        cpu_ms={role: round(1000 * seconds / len(sent), 1) for role, seconds in cpu.items()},
        generator_cpu_ms=round(1000 * outcome["cpu_s"] / len(sent), 2),
        others_cores=round(others, 2),
        waited_s=round(outcome["waited_s"], 1),
        wrong=wrong,
    )


def percentile(values: Sequence[float], percent: float) -> float:
    """Return a percentile with linear interpolation, to a tenth."""
    return round(float(np.percentile(values, percent)), 1)
