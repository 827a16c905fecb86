"""`dean06 evaluate score`: grade a stored run again, after a rule or a question file was mended."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from bot.cli.evaluate.options import add_failures, add_folder, add_json, runs_folder
from bot.evaluation.parts import PARTS, load_part
from bot.evaluation.questions import Question, read_questions
from bot.evaluation.report import as_json, as_text
from bot.evaluation.runs import LATEST, Run, load
from bot.evaluation.scoring import score, with_current_rules
from bot.settings import ROOT


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the run, and how to show it."""
    parser.add_argument("run", nargs="?", default=LATEST, metavar="LẦN_HỎI", help="thư mục, tên, hoặc lần mới nhất")
    parser.add_argument("--as-asked", action="store_true", help="theo đáp án lúc hỏi, không theo tệp câu hỏi bây giờ")
    add_folder(parser)
    add_failures(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Grade and print; nothing is asked, nothing written.

    :returns: 0, however many answers are wrong.
    """
    stored = load(runs_folder(), options.run)
    asked, changed = stored.asked, 0
    if not options.as_asked:
        renewed, changed = with_current_rules(stored.asked, _questions_now(stored, options.questions))
        asked = tuple(renewed)
    rows = score(asked)
    show = options.show_failures or not stored.is_held_out
    if options.json:
        print(json.dumps({**as_json(stored, rows, show), "changed_questions": changed}, ensure_ascii=False, indent=1))
    else:
        print(as_text(stored, rows, show))
        print(f"\n{stored.folder.name}: {changed} questions ask for something else than when they were asked")
    return 0


def _questions_now(stored: Run, folder: Path) -> dict[str, Question]:
    """Return the questions of the run's part as the files hold them today, by id."""
    if stored.header.part in PARTS:
        questions = load_part(stored.header.part, folder=folder).questions
    else:
        files = [ROOT / name for name in stored.header.files]
        questions = tuple(question for path in files if path.is_file() for question in read_questions(path))
    return {question.id: question for question in questions}
