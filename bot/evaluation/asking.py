"""Asks a running stack over HTTP and keeps what it says as received."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import httpx

from bot.evaluation.processes import processes_at
from bot.evaluation.questions import Question
from knowledge.vietnamese.unicode import strip_accents

TIMEOUT_S = 60.0
OK = 200
CpuClock = Callable[[], dict[str, float]]


class NotAnsweringError(RuntimeError):
    """No stack answers at the address."""


@dataclass(frozen=True)
class Reply:
    """What came back for one message."""

    message: str
    answers: tuple[dict[str, Any], ...]
    """As received."""
    elapsed_ms: float
    cpu_ms: dict[str, float]
    """CPU time by process, `app` and `rasa`; empty where the stack is not on this machine."""
    problem: str = ""
    """What went wrong instead of an answer."""


@dataclass(frozen=True)
class Asked:
    """A question and what came back for each of its messages; the last counts."""

    question: Question
    replies: tuple[Reply, ...]

    @property
    def last(self) -> Reply:
        """The reply that is graded."""
        return self.replies[-1]

    def to_row(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"question": self.question.to_row(), "replies": [asdict(reply) for reply in self.replies]}

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Asked:
        """Read the JSON form.

        :raises KeyError, TypeError, ValueError: for a row that is none.
        """
        replies = tuple(Reply(**{**reply, "answers": tuple(reply["answers"])}) for reply in row["replies"])
        return cls(Question.from_row(row["question"]), replies)


def ask_all(url: str, questions: Sequence[Question], stripped: bool = False) -> Iterator[Asked]:
    """Ask questions one at a time, each in a conversation of its own, so that the times are those of one user.

    :param url: of the running stack.
    :param stripped: ask without accents.
    :raises NotAnsweringError: where no stack answers; a single question that fails is kept with its problem.
    """
    with httpx.Client(base_url=url, timeout=TIMEOUT_S) as http:
        _check_ready(http, url)
        processes = processes_at(url)
        clock: CpuClock = processes.cpu_ms if processes else dict
        for question in questions:
            yield _ask(http, clock, question, stripped)


def _check_ready(http: httpx.Client, url: str) -> None:
    try:
        state = http.get("/readyz")
    except httpx.HTTPError as error:
        raise NotAnsweringError(f"{url}: không có gì trả lời ({type(error).__name__}); hãy chạy `make run`") from error
    if state.status_code != OK:
        raise NotAnsweringError(f"{url}: hệ thống chưa sẵn sàng ({state.text[:200]}); hãy đợi hoặc xem `dean06 doctor`")


def _ask(http: httpx.Client, clock: CpuClock, question: Question, stripped: bool) -> Asked:
    conversation = f"evaluate-{uuid.uuid4().hex}"
    messages = (strip_accents(message) if stripped else message for message in question.messages)
    return Asked(question, tuple([_send(http, clock, conversation, message) for message in messages]))


def _send(http: httpx.Client, clock: CpuClock, conversation: str, message: str) -> Reply:
    cpu, started = clock(), time.perf_counter()
    answers: tuple[dict[str, Any], ...] = ()
    problem = ""
    try:
        response = http.post("/api/chat", json={"conversation_id": conversation, "text": message})
        if response.status_code == OK:
            answers = tuple(response.json()["answers"])
        else:
            problem = f"HTTP {response.status_code}: {response.text[:200]}"
    except (httpx.HTTPError, json.JSONDecodeError, KeyError, TypeError) as error:
        problem = f"{type(error).__name__}: {error}"
    elapsed = 1000 * (time.perf_counter() - started)
    spent = {role: round(after - cpu[role], 3) for role, after in clock().items()}
    return Reply(message, answers, round(elapsed, 2), spent, problem)
