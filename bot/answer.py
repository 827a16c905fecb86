"""The answer contract: what every channel renders and every action returns.

A leaf: standard library only, so that both Pythons and every channel can import it.
The field table is docs/contract.md, section "Answer".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

STATUSES = ("answered", "clarify", "no_answer", "out_of_scope", "refused", "smalltalk", "error")
WARNINGS = ("personal_data", "scam", "outdated", "changes_soon")

MAX_TEXT = 600
MAX_BUTTON_TITLE = 30
PAYLOAD_PATTERN = re.compile(r"[a-z0-9_:.-]{1,64}")


class AnswerError(ValueError):
    """An answer that breaks the contract."""


@dataclass(frozen=True)
class Source:
    """A document, page or newspaper that an answer rests on. Dates are ISO `YYYY-MM-DD`."""

    id: str
    title: str
    article: str | None = None
    url: str | None = None
    issued_on: str | None = None
    effective_from: str | None = None
    effective_to: str | None = None


@dataclass(frozen=True)
class Button:
    """One plain choice: what the citizen reads and what comes back when it is tapped."""

    title: str
    payload: str

    def __post_init__(self) -> None:
        if not 1 <= len(self.title) <= MAX_BUTTON_TITLE:
            raise AnswerError(f"button title {self.title!r}: {len(self.title)} characters, expected 1 to 30")
        if not PAYLOAD_PATTERN.fullmatch(self.payload):
            raise AnswerError(f"button payload {self.payload!r}: expected 1 to 64 of a-z 0-9 _ : . -")


@dataclass(frozen=True)
class Answer:
    """What the citizen gets for one question."""

    status: str
    text: str
    topic: str | None = None
    topics: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    verified_on: str | None = None
    warnings: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()
    answer_id: str = ""
    confidence: float | None = None
    """Probability that this is what was asked, 0 to 1; None where nothing was to be decided."""

    def __post_init__(self) -> None:
        if self.status not in STATUSES:
            raise AnswerError(f"status {self.status!r}: expected one of {', '.join(STATUSES)}")
        unknown = set(self.warnings) - set(WARNINGS)
        if unknown:
            raise AnswerError(f"warnings {sorted(unknown)}: expected some of {', '.join(WARNINGS)}")
        if len(self.text) > MAX_TEXT:
            raise AnswerError(f"text of {len(self.text)} characters, expected at most {MAX_TEXT}")

    def with_warning(self, warning: str) -> Answer:
        """Return the answer with a warning added, once."""
        if warning in self.warnings:
            return self
        return replace(self, warnings=(*self.warnings, warning))

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form of the contract."""
        return {
            "status": self.status,
            "topic": self.topic,
            "topics": list(self.topics),
            "text": self.text,
            "steps": list(self.steps),
            "passages": list(self.passages),
            "sources": [vars(source).copy() for source in self.sources],
            "verified_on": self.verified_on,
            "warnings": list(self.warnings),
            "buttons": [{"title": b.title, "payload": b.payload} for b in self.buttons],
            "answer_id": self.answer_id,
            "confidence": None if self.confidence is None else round(self.confidence, 3),
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Answer:
        """Read the JSON form.

        :raises AnswerError: if a field is missing, unknown or breaks the contract.
        """
        try:
            return cls(
                status=data["status"],
                text=data["text"],
                topic=data.get("topic"),
                topics=tuple(data.get("topics", ())),
                steps=tuple(data.get("steps", ())),
                passages=tuple(data.get("passages", ())),
                sources=tuple(Source(**source) for source in data.get("sources", ())),
                verified_on=data.get("verified_on"),
                warnings=tuple(data.get("warnings", ())),
                buttons=tuple(Button(**button) for button in data.get("buttons", ())),
                answer_id=data.get("answer_id", ""),
                confidence=data.get("confidence"),
            )
        except (KeyError, TypeError) as error:
            raise AnswerError(f"not an answer: {error}") from error
