"""Options that several commands of `dean06 evaluate` share."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.evaluation.parts import DEVELOPMENT, FOLDER, PARTS, Part, load_part
from bot.evaluation.readings import PAGE as READINGS
from bot.settings import ROOT, load_settings

PAGE = ROOT / "docs" / "evaluation.md"


def add_questions(parser: argparse.ArgumentParser) -> None:
    """Add files of questions, `--part` and `--questions`."""
    parser.add_argument("files", nargs="*", type=Path, metavar="TỆP", help="tệp câu hỏi, thay cho cả một phần")
    parser.add_argument("--part", choices=PARTS, default=DEVELOPMENT, help="phần phát triển hoặc phần để dành")
    add_folder(parser)


def add_folder(parser: argparse.ArgumentParser) -> None:
    """Add `--questions`."""
    parser.add_argument(
        "--questions", type=Path, default=FOLDER, metavar="THƯ_MỤC", help="nơi có hai phần (mặc định: tests/questions)"
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add `--json`."""
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")


def add_failures(parser: argparse.ArgumentParser) -> None:
    """Add `--show-failures`."""
    parser.add_argument(
        "--show-failures", action="store_true",
        help="in cả câu sai của phần để dành; ai đã đọc thì không được sửa gì theo chúng nữa",
    )  # fmt: skip


def add_readings(parser: argparse.ArgumentParser) -> None:
    """Add `--readings`."""
    parser.add_argument(
        "--readings", type=Path, default=READINGS, metavar="TỆP", help="sổ ghi mỗi lần đọc số của phần để dành"
    )


def add_page(parser: argparse.ArgumentParser) -> None:
    """Add `--write` and `--page`."""
    parser.add_argument("--write", action="store_true", help="ghi bảng vào trang kết quả")
    parser.add_argument(
        "--page", type=Path, default=PAGE, metavar="TỆP", help="trang kết quả (mặc định: docs/evaluation.md)"
    )


def chosen_part(options: argparse.Namespace) -> Part:
    """Return the questions that the options name."""
    return load_part(options.part, options.files, options.questions)


def runs_folder() -> Path:
    """Return the folder of stored runs."""
    return load_settings().data_dir / "runs"
