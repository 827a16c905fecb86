"""The two parts of our questions: one to develop on, one held out that nothing is tuned on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation.held_out import HELD_OUT, verify
from bot.evaluation.questions import Question, QuestionsError, read_questions
from bot.settings import ROOT

FOLDER = ROOT / "tests" / "questions"
DEVELOPMENT = "development"
PARTS = (DEVELOPMENT, HELD_OUT)
OTHER = "files"
"""The part that files of one's own make."""


@dataclass(frozen=True)
class Part:
    """Questions with where they come from."""

    name: str
    files: tuple[Path, ...]
    questions: tuple[Question, ...]


def load_part(name: str = DEVELOPMENT, files: Sequence[Path] = (), folder: Path = FOLDER) -> Part:
    """Read the questions of a part, or of files.

    :param name: one of `PARTS`; files decide for themselves which part they are.
    :param folder: holds a folder for each part, and the checksums of the held-out one.
    :raises QuestionsError: where there are none, an id comes twice, or the held-out part is not the frozen one.
    """
    chosen = tuple(files) or tuple(sorted((folder / name).glob("*.jsonl")))
    if not chosen:
        raise QuestionsError(f"found no questions in {folder.name}/{name}, expected files *.jsonl")
    part = _part_of(chosen, folder) if files else name
    if part == HELD_OUT:
        verify(folder)
    questions = tuple(question for path in chosen for question in read_questions(path))
    ids = [question.id for question in questions]
    twice = sorted({name for name in ids if ids.count(name) > 1}) if len(set(ids)) < len(ids) else []
    if twice:
        raise QuestionsError(f"found {', '.join(twice[:5])} more than once, expected each id once")
    return Part(part, chosen, questions)


def _part_of(files: Sequence[Path], folder: Path) -> str:
    homes = {path.resolve().parent for path in files}
    if (folder / HELD_OUT).resolve() in homes:
        return HELD_OUT
    return DEVELOPMENT if homes == {(folder / DEVELOPMENT).resolve()} else OTHER
