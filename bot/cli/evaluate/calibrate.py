"""`dean06 evaluate calibrate`: fit the numbers that decide when to answer."""

from __future__ import annotations

import argparse

from bot.evaluation import choosing
from bot.evaluation.calibrate import report
from bot.evaluation.features import look_at
from bot.evaluation.parts import load_part
from bot.settings import load_settings
from bot.stack.parts import build_retrieval


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add nothing: it is fitted on the development questions, all of them."""


def run(options: argparse.Namespace) -> int:
    """Fit and print the constants.

    :returns: 0.
    """
    retrieval = build_retrieval(load_settings())
    seen = look_at(load_part().questions, retrieval)
    print(report(seen))
    print(choosing.report(seen, retrieval.knowledge, retrieval.today()))
    return 0
