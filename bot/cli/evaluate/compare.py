"""`dean06 evaluate compare`: what a change gained and lost."""

from __future__ import annotations

import argparse
import json

from bot.cli.evaluate.options import add_failures, add_json, runs_folder
from bot.evaluation.compare import as_json, as_text, compare
from bot.evaluation.runs import load
from bot.evaluation.scoring import score, with_current_rules


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add two runs."""
    parser.add_argument("before", metavar="TRƯỚC", help="lần hỏi trước: thư mục hoặc tên")
    parser.add_argument("after", metavar="SAU", help="lần hỏi sau: thư mục hoặc tên")
    add_failures(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Compare and print; what both asked is graded by what the later run's questions ask for.

    :returns: 0, whatever was lost.
    """
    before, after = (load(runs_folder(), name) for name in (options.before, options.after))
    renewed, _ = with_current_rules(before.asked, {row.question.id: row.question for row in after.asked})
    compared = compare(score(renewed), score(after.asked))
    if options.json:
        print(json.dumps(as_json(compared), ensure_ascii=False, indent=1))
        return 0
    print(as_text(compared, options.show_failures or not (before.is_held_out or after.is_held_out)))
    return 0
