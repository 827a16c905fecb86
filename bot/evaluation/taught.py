"""All that is learned from: wordings of passages, what is declined, the examples of the generated Rasa project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.bench.baseline_project import intent_examples
from bot.dialogue.blend import ACTS
from bot.dialogue.generate import OUT_OF_SCOPE, write_project
from knowledge.reading import KnowledgeBase


@dataclass(frozen=True)
class Taught:
    """One text that is learned from, and where it stands."""

    place: str
    text: str
    small: bool = False
    """An example of a dialogue act: short ones ("cảm ơn", "bao nhiêu tiền") can be said in few ways."""


def taught_texts(knowledge: KnowledgeBase) -> list[Taught]:
    """Return everything that search and Rasa learn from, the examples as they are generated too."""
    with TemporaryDirectory() as folder:
        write_project(knowledge, Path(folder))
        examples = intent_examples(Path(folder))
    return [*_of_knowledge(knowledge), *_of_rasa(examples)]


def _of_knowledge(knowledge: KnowledgeBase) -> Iterator[Taught]:
    for passage in knowledge.passages:
        yield from _numbered(f"passage {passage.id}, wording", passage.questions)
    yield from _numbered("out_of_scope.yml, question", knowledge.out_of_scope)


def _of_rasa(examples: Mapping[str, Sequence[str]]) -> Iterator[Taught]:
    for intent, texts in examples.items():
        small = intent in ACTS and intent != OUT_OF_SCOPE
        yield from _numbered(f"Rasa's intent {intent}, example", texts, small)


def _numbered(place: str, texts: Sequence[str], small: bool = False) -> Iterator[Taught]:
    return (Taught(f"{place} {number}", text, small) for number, text in enumerate(texts, 1))
