"""The places of a passage where a citizen reads a text."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.passage import Passage


def texts(passage: Passage) -> Iterator[tuple[str, int, str]]:
    """Yield field, item from 0 (-1 where the field is no list) and text of the answer and each step."""
    yield "answer", -1, passage.answer
    for number, step in enumerate(passage.steps):
        yield "steps", number, step
