"""`dean06 evaluate risk-coverage`: how sure the answers of a run are against how often they are wrong."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from bot.cli.evaluate.options import add_json, add_page, runs_folder
from bot.cli.evaluate.run import ask
from bot.cli.knowledge.coverage import PICTURES
from bot.cli.knowledge.paper import BrowserError, take_picture
from bot.evaluation.parts import DEVELOPMENT, load_part
from bot.evaluation.risk import Judged, as_json, as_text, bin_table, in_short, threshold_table
from bot.evaluation.risk_picture import picture
from bot.evaluation.runs import LATEST, Run, load
from bot.evaluation.scoring import score
from bot.evaluation.tables import markdown, write_section
from bot.settings import ROOT

PICTURE = ROOT / "docs" / "images" / "risk_coverage.png"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the run, the picture, the page."""
    parser.add_argument(
        "run", nargs="?", default=LATEST, metavar="LẦN_HỎI",
        help="thư mục hoặc tên; mặc định: lần hỏi mới nhất của phần phát triển",
    )  # fmt: skip
    parser.add_argument("--fresh", action="store_true", help="hỏi lại phần phát triển rồi mới tính")
    parser.add_argument("--url", help="địa chỉ hệ thống đang chạy, khi hỏi lại")
    parser.add_argument("--picture", type=Path, metavar="TỆP", help="vẽ ra tệp .svg hoặc .png")
    add_page(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Print the tables, draw them, write them into the page where that is asked for.

    :returns: 0 done, 1 where the picture could not be drawn.
    """
    stored = ask(load_part(), options.url) if options.fresh else load(runs_folder(), options.run, DEVELOPMENT)
    judged = Judged.of(score(stored.asked))
    choosing = not stored.is_held_out  # a threshold is never chosen on the held-out part
    if options.json:
        print(json.dumps(as_json(judged, choosing), ensure_ascii=False, indent=1))
    else:
        print(as_text(judged, choosing))
    wanted = options.picture or (PICTURE if options.write else None)
    if wanted is not None and wanted.suffix not in PICTURES:
        print(f"dean06: thấy {wanted.name!r}, cần tên tệp kết thúc bằng .svg hoặc .png", file=sys.stderr)
        return 2
    try:
        if wanted is not None:
            _draw(judged, stored, wanted)
    except BrowserError as error:
        print(f"dean06: {error}; hoặc dùng --picture với tệp .svg", file=sys.stderr)
        return 1
    if options.write:
        write_section(options.page, "risk-coverage", _section(judged, stored, choosing))
    return 0


def _draw(judged: Judged, stored: Run, file: Path) -> None:
    drawing, width, height = picture(judged, f"{_named(stored)}, {stored.header.started[:10]}")
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.suffix == ".svg":
        file.write_text(drawing, encoding="utf-8")
        return
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "risk_coverage.svg"
        source.write_text(drawing, encoding="utf-8")
        take_picture(source, file, width, height)


def _section(judged: Judged, stored: Run, choosing: bool) -> str:
    head = f"{_named(stored)}, asked {stored.header.started[:10]} at commit `{stored.header.configuration['commit']}`. "
    tables = [*([threshold_table(judged)] if choosing else []), bin_table(judged)]
    return "\n\n".join([head + in_short(judged) + ".", *(markdown(*table) for table in tables)])


def _named(stored: Run) -> str:
    how = "without accents" if stored.header.stripped else "as typed"
    return f"Questions of the part {stored.header.part}, {how}"
