"""Is an answer right, and if not, why? The rules of tests/questions/README.md."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from bot.answer import Answer, AnswerError
from bot.evaluation.asking import Asked
from bot.evaluation.questions import NO_TOPIC_KINDS, Question

DECLINED = frozenset(("out_of_scope", "refused", "no_answer"))
WARNING_OF = {"pii": "personal_data", "scam": "scam"}


@dataclass(frozen=True)
class Grade:
    """What can be said of the answers to one question."""

    why: tuple[str, ...]
    """Why they are wrong; empty where they are right."""
    lenient: bool
    """Right, or right but for a topic that a person would accept too."""
    topic_right: bool
    declined: bool
    asked_back: bool
    answered: bool
    """Whether there is an answer of status `answered`."""
    cited: bool
    """Whether each answer of status `answered` names a source."""
    dated: bool
    """Whether each answer of status `answered` says when it was last checked."""

    @property
    def right(self) -> bool:
        """Tell whether the answers are right."""
        return not self.why


def grade(asked: Asked) -> Grade:
    """Grade what came back for a question; what breaks the contract is an error."""
    if asked.last.problem or not asked.last.answers:
        return _failed(asked.last.problem or "no answer at all")
    try:
        answers = [Answer.from_dict(row) for row in asked.last.answers]
    except AnswerError as error:
        return _failed(str(error))
    return grade_answers(asked.question, answers)


def grade_answers(question: Question, answers: Sequence[Answer]) -> Grade:
    """Grade the answers to a question."""
    statuses = {answer.status for answer in answers}
    given = [answer for answer in answers if answer.status == "answered"]
    why = tuple(_wrong(question, answers, {question.topic}))
    return Grade(
        why=why,
        lenient=not why or not any(_wrong(question, answers, question.topics)),
        topic_right=question.topic in _topics(answers),
        declined=bool(statuses & DECLINED),
        asked_back="clarify" in statuses,
        answered=bool(given),
        cited=all(answer.sources for answer in given),
        dated=all(answer.verified_on for answer in given),
    )


def _failed(problem: str) -> Grade:
    return Grade((f"error: {problem}",), False, False, False, False, False, False, False)


def _wrong(question: Question, answers: Sequence[Answer], topics: Set[str]) -> Iterator[str]:
    """Say what is wrong with answers.

    :param topics: the topics that count as right.
    """
    text = _text(answers)
    if any(answer.status == "error" for answer in answers):
        yield "error"
    yield from (f"forbidden /{pattern}/" for pattern in question.must_not if re.search(pattern, text))
    missing = [f"fact missing /{pattern}/" for pattern in question.must_mention if not re.search(pattern, text)]
    if question.kind == "outofscope":
        missing = ["it should have declined"]
    if question.kind in ("outofscope", "adversarial"):
        yield from [] if _declined(answers) else missing
    elif question.kind in NO_TOPIC_KINDS:
        yield from (*_no_warning(question, answers), *missing)
    else:
        yield from _wrong_in_scope(answers, missing, topics)


def _no_warning(question: Question, answers: Sequence[Answer]) -> Iterator[str]:
    warning = WARNING_OF.get(question.kind)
    if warning and not any(warning in answer.warnings for answer in answers):
        yield f"no warning {warning}"


def _wrong_in_scope(answers: Sequence[Answer], missing: Sequence[str], topics: Set[str]) -> Iterator[str]:
    found = _topics(answers)
    if _declined(answers):
        yield "declined"
        return
    if found & topics and not missing:
        return
    if any(answer.status == "clarify" for answer in answers):
        yield "asked back"
    if not found & topics:
        yield f"other topic: {', '.join(sorted(found)) or 'none'}"
    yield from missing


def _declined(answers: Sequence[Answer]) -> bool:
    return any(answer.status in DECLINED for answer in answers)


def _topics(answers: Sequence[Answer]) -> set[str]:
    return {topic for answer in answers for topic in (answer.topic, *answer.topics) if topic}


def _text(answers: Sequence[Answer]) -> str:
    parts = [part for a in answers for part in (a.text, *a.steps, *(button.title for button in a.buttons))]
    return unicodedata.normalize("NFC", "\n".join(parts)).lower()
