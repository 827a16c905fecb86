"""`dean06 knowledge handbook`: what is in force on a day as one page to print."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from urllib.parse import urlsplit

from bot.actions.compose import OUTDATED_DAYS, SOON_DAYS
from bot.cli.days import add_on
from bot.cli.knowledge.numbered import print_numbered
from bot.cli.knowledge.paper import BrowserError
from bot.settings import load_settings
from knowledge.handbook.content import gather
from knowledge.handbook.render import render
from knowledge.reading import load_knowledge
from knowledge.schema import KnowledgeError

NAME = "so-tay-de-an-06"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--on`, `--out`, `--link` and `--pdf`."""
    add_on(parser)
    default = load_settings().data_dir / "handbook"
    parser.add_argument("--out", type=Path, default=default, metavar="THƯ_MỤC", help="thư mục ghi sổ tay")
    parser.add_argument("--link", type=_link, metavar="URL", help="địa chỉ của trợ lý, in thành mã QR ở trang bìa")
    parser.add_argument("--pdf", action="store_true", help="in thêm ra PDF khổ A4 (cần Chromium)")


def run(options: argparse.Namespace) -> int:
    """Write the handbook.

    :returns: 0 written, 1 where the PDF could not be printed.
    :raises KnowledgeError: where a passage is wrong, or nothing is in force on the day.
    """
    try:
        handbook = gather(load_knowledge(), options.on, SOON_DAYS, OUTDATED_DAYS)
    except ValueError as error:
        raise KnowledgeError(str(error)) from error
    options.out.mkdir(parents=True, exist_ok=True)
    page = options.out / f"{NAME}.html"
    page.write_text(render(handbook, options.link), encoding="utf-8")
    print(f"Đã ghi {page}: {handbook.answers} câu trả lời, {len(handbook.topics)} chủ đề, ngày {handbook.day}.")
    if options.pdf:
        pdf = page.with_suffix(".pdf")
        try:
            pages = print_numbered(handbook, options.link, pdf)
        except BrowserError as error:
            print(f"dean06: {error}; hoặc mở {page.name} bằng trình duyệt rồi in", file=sys.stderr)
            return 1
        print(f"Đã in {pdf}: {pages} trang A4.")
    return 0


def _link(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise argparse.ArgumentTypeError(f"thấy {text!r}, cần một địa chỉ bắt đầu bằng https:// hoặc http://")
    return text
