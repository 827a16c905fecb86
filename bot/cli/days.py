"""The option `--on`: a day that stands for today."""

from __future__ import annotations

import argparse
import datetime as dt

from bot.settings import load_settings


def add_on(parser: argparse.ArgumentParser) -> None:
    """Add `--on DATE`; without it the day is `DEAN06_TODAY`, else today."""
    parser.add_argument(
        "--on", type=_day, default=load_settings().day, metavar="NGÀY", help="tính theo ngày này (YYYY-MM-DD)"
    )


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"thấy {text!r}, cần một ngày như 2027-03-01") from error
