"""`dean06 evaluate outside`: the retriever alone on questions that were never ours."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from bot.bench.machine import commit
from bot.cli.evaluate.options import add_json, add_page
from bot.evaluation.outside import Bed, OutsideError, measure, read_passages, read_titles
from bot.evaluation.ranks import table
from bot.evaluation.tables import markdown, plain, write_section
from bot.settings import load_settings
from bot.stack.parts import build_retrieval


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the files."""
    parser.add_argument(
        "--passages", nargs=2, type=Path, metavar=("CÂU_HỎI", "ĐOẠN"),
        help='JSONL {"question", "passage_id"} và {"id", "text"}: câu nào do đoạn nào trả lời',
    )  # fmt: skip
    parser.add_argument(
        "--titles", type=Path, metavar="CÂU_HỎI", help='JSONL {"q", "title"}: tên thủ tục theo câu hỏi gần nhất'
    )
    add_page(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Measure, print, write.

    :returns: 0.
    """
    beds: list[Bed] = []
    if options.passages:
        beds.append(read_passages(*options.passages))
    if options.titles:
        beds.append(read_titles(options.titles))
    if not beds:
        raise OutsideError("không có bộ câu hỏi nào, cần --passages hoặc --titles")
    search = build_retrieval(load_settings()).search
    measured = [(bed, measure(bed, search)) for bed in beds]
    if options.json:
        report = {bed.name: [asdict(row) for row in outcomes] for bed, outcomes in measured}
        print(json.dumps(report, ensure_ascii=False, indent=1))
    tables = {_title(bed): table("right one found", outcomes) for bed, outcomes in measured}
    if not options.json:
        print("\n\n".join(f"{title}\n{plain(*found)}" for title, found in tables.items()))
    if options.write:
        parts = [f"{title}, commit `{commit()}`.\n\n{markdown(*found)}" for title, found in tables.items()]
        write_section(options.page, "outside", "\n\n".join(parts))
    return 0


def _title(bed: Bed) -> str:
    return f"{bed.name}: {len(bed.questions)} questions, {len(set(bed.names))} to choose from"
