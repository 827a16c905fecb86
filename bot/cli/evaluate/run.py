"""`dean06 evaluate run`: ask a running stack, keep everything that comes back, grade it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator

from bot.cli.evaluate.options import add_failures, add_json, add_questions, add_readings, chosen_part, runs_folder
from bot.evaluation.asking import Asked, ask_all
from bot.evaluation.configuration import configuration
from bot.evaluation.parts import Part
from bot.evaluation.questions import select
from bot.evaluation.readings import note
from bot.evaluation.report import as_json, as_text
from bot.evaluation.runs import Run, describe, store
from bot.evaluation.scoring import score
from bot.settings import load_settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what to ask, whom, and how to show it."""
    add_questions(parser)
    parser.add_argument("--strip", action="store_true", help="hỏi các câu trong phạm vi bằng chữ không dấu")
    parser.add_argument("--kinds", default="", metavar="LOẠI[,LOẠI]", help="chỉ hỏi các loại câu này")
    parser.add_argument("--url", help="địa chỉ hệ thống đang chạy (mặc định: theo cài đặt)")
    add_readings(parser)
    add_failures(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Ask, keep, grade, print; a reading of the held-out part is noted.

    :returns: 0, however many answers are wrong.
    """
    kinds = tuple(kind.strip() for kind in options.kinds.split(",") if kind.strip())
    asked = ask(chosen_part(options), options.url, kinds, options.strip)
    rows = score(asked.asked)
    show = options.show_failures or not asked.is_held_out
    if asked.is_held_out:
        note(options.readings, asked, rows)
    if options.json:
        print(json.dumps(as_json(asked, rows, show), ensure_ascii=False, indent=1))
    else:
        print(as_text(asked, rows, show))
        print(f"\n{asked.folder}")
    return 0


def ask(part: Part, url: str | None, kinds: tuple[str, ...] = (), stripped: bool = False) -> Run:
    """Ask the questions of a part and keep the run.

    :param url: of the stack; None for the one of the settings.
    :param kinds: kinds to ask; all where it is empty.
    :param stripped: ask without accents.
    """
    questions = select(part.questions, kinds, stripped)
    settings = load_settings()
    address = url or settings.base_url
    header = describe(part, kinds, stripped, address, configuration(settings, address))
    return store(runs_folder(), header, _told(ask_all(address, questions, stripped), len(questions)))


def _told(asked: Iterable[Asked], count: int) -> Iterator[Asked]:
    """Tell whoever watches a terminal how far it is."""
    for number, row in enumerate(asked, 1):
        if sys.stderr.isatty():
            print(f"\r{number}/{count}", end="" if number < count else "\n", file=sys.stderr, flush=True)
        yield row
