"""`dean06 evaluate freeze`: write the checksums of the held-out questions, once."""

from __future__ import annotations

import argparse

from bot.cli.evaluate.options import add_folder
from bot.evaluation.held_out import CHECKSUMS, freeze


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the folder and `--again`."""
    add_folder(parser)
    parser.add_argument("--again", action="store_true", help="ghi đè: bộ câu hỏi khác, số cũ không so được nữa")


def run(options: argparse.Namespace) -> int:
    """Write the checksums.

    :returns: 0; a refusal is an error.
    """
    count = freeze(options.questions, options.again)
    print(f"Đã ghi mã kiểm của {count} tệp vào {options.questions / CHECKSUMS}.")
    return 0
