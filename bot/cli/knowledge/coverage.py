"""`dean06 knowledge coverage`: topics and aspects as a table and as a picture."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from bot.cli.days import add_on
from bot.cli.knowledge.paper import BrowserError, take_picture
from knowledge.reading import survey
from knowledge.views.coverage import FEW_ASPECTS, Coverage, coverage_of
from knowledge.views.coverage_picture import picture
from knowledge.views.coverage_table import table

PICTURES = (".svg", ".png")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--on`, `--least`, `--picture` and `--json`."""
    add_on(parser)
    parser.add_argument(
        "--least", type=int, default=FEW_ASPECTS, metavar="SỐ", help="nêu các chủ đề có ít khía cạnh hơn số này"
    )
    parser.add_argument("--picture", type=_picture, metavar="TỆP", help="vẽ bảng ra tệp .svg hoặc .png")
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")


def run(options: argparse.Namespace) -> int:
    """Print the table; draw it where a file is given.

    :returns: 0 done, 1 where the picture could not be drawn.
    """
    knowledge, errors = survey()
    coverage = coverage_of(knowledge, options.on)
    if options.json:
        print(json.dumps(_report(coverage, options.least, len(errors)), ensure_ascii=False, indent=1))
    else:
        print(table(coverage, options.least))
        if errors:
            print(f"{len(errors)} chỗ không đọc được, chưa tính ở trên (xem: dean06 knowledge check).")
    if options.picture:
        try:
            _draw(coverage, options.picture)
        except BrowserError as error:
            print(f"dean06: {error}; hoặc dùng --picture với tệp .svg", file=sys.stderr)
            return 1
    return 0


def _draw(coverage: Coverage, file: Path) -> None:
    drawing, width, height = picture(coverage)
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.suffix == ".svg":
        file.write_text(drawing, encoding="utf-8")
        return
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "coverage.svg"
        source.write_text(drawing, encoding="utf-8")
        take_picture(source, file, width, height)


def _report(coverage: Coverage, least: int, unreadable: int) -> dict[str, object]:
    topics = [
        {
            "chapter": chapter.title,
            "topic": topic.key,
            "label": topic.label,
            "passages": coverage.of_topic(topic.key),
            "aspects": {aspect: count for (key, aspect), count in coverage.counts.items() if key == topic.key},
        }
        for chapter in coverage.chapters
        for topic in chapter.topics
    ]
    return {
        "on": coverage.day.isoformat(),
        "passages": coverage.passages,
        "in_force": coverage.in_force,
        "wordings": coverage.wordings,
        "unreadable": unreadable,
        "open": coverage.aspects_open,
        "least": least,
        "thin": [topic.key for topic in coverage.thin(least)],
        "topics": topics,
    }


def _picture(text: str) -> Path:
    path = Path(text)
    if path.suffix not in PICTURES:
        raise argparse.ArgumentTypeError(f"thấy {text!r}, cần tên tệp kết thúc bằng .svg hoặc .png")
    return path
