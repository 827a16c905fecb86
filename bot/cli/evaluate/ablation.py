"""`dean06 evaluate ablation`: topics ranked by each part of the understanding, without a stack."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from bot.bench.machine import commit
from bot.cli.evaluate.options import add_json, add_page, add_questions, add_readings, chosen_part
from bot.evaluation.ablation import ablate
from bot.evaluation.classifier import serving_classifier
from bot.evaluation.held_out import HELD_OUT
from bot.evaluation.ranks import table
from bot.evaluation.readings import note_other
from bot.evaluation.tables import markdown, plain, write_section
from bot.settings import load_settings
from bot.stack.parts import build_retrieval


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the questions and the page."""
    add_questions(parser)
    add_readings(parser)
    add_page(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Measure, print, write.

    :returns: 0.
    """
    part, settings = chosen_part(options), load_settings()
    retrieval = build_retrieval(settings)
    if part.name == HELD_OUT:
        note_other(options.readings, "ablation", len(part.questions))
    with serving_classifier() as classify:
        outcomes = ablate(part.questions, retrieval, classify)
    found = table("topic right", outcomes)
    if options.json:
        print(json.dumps([asdict(row) for row in outcomes], ensure_ascii=False, indent=1))
    else:
        print(plain(*found))
    if options.write:
        n = outcomes[0].n
        head = f"{n} questions of the part {part.name}, day {settings.day}, commit `{commit()}`."
        write_section(options.page, "ablation", f"{head}\n\n{markdown(*found)}")
    return 0
