"""`dean06 knowledge diff`: what changed for citizens between two versions."""

from __future__ import annotations

import argparse
import json
from contextlib import ExitStack
from dataclasses import asdict

from bot.cli.days import add_on
from bot.settings import ROOT
from knowledge.compare.bases import compare_folders
from knowledge.compare.report import STYLES, render
from knowledge.compare.revision import opened


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the two versions, `--on`, `--format` and `--json`."""
    about = "thư mục của một kho kiến thức, hoặc phiên bản git"
    parser.add_argument("old", metavar="CŨ", help=about)
    parser.add_argument("new", metavar="MỚI", help=f"{about} (thư mục đang làm: knowledge)")
    add_on(parser)
    parser.add_argument("--format", choices=STYLES, default="text", help="chữ thường hay Markdown")
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")


def run(options: argparse.Namespace) -> int:
    """Print what changed.

    :returns: 0, whatever changed.
    :raises KnowledgeError: where a version cannot be found or read.
    """
    with ExitStack() as stack:
        old, new = (stack.enter_context(opened(name, ROOT)) for name in (options.old, options.new))
        comparison = compare_folders(old, new, options.on)
    if options.json:
        report = {"old": options.old, "new": options.new, **asdict(comparison)}
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        print(render(comparison, options.old, options.new, STYLES[options.format]))
    return 0
