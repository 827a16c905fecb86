"""`dean06 knowledge stale`: what will have died by a day."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import asdict
from itertools import groupby

from bot.cli.days import add_on
from bot.settings import load_settings
from knowledge.reading import load_knowledge
from knowledge.stale import Ending, endings
from knowledge.views.names import in_words

DAYS_AHEAD = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--on`, in 60 days where it is not given, and `--json`."""
    add_on(parser)
    parser.set_defaults(on=load_settings().day + dt.timedelta(days=DAYS_AHEAD))
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")


def run(options: argparse.Namespace) -> int:
    """Print what will have died by the day, the earliest first.

    :returns: 0: that rules end is no mistake.
    """
    today = load_settings().day
    found = endings(load_knowledge(), today, options.on)
    if options.json:
        report = {"today": today, "on": options.on, "endings": [asdict(ending) for ending in found]}
        print(json.dumps(report, ensure_ascii=False, indent=1, default=str))
    else:
        print("\n".join(_lines(found, today, options.on)))
    return 0


def _lines(found: tuple[Ending, ...], today: dt.date, day: dt.date) -> Iterable[str]:
    passages = sum(ending.kind == "passage" for ending in found)
    verifications = sum(ending.kind == "verification" for ending in found)
    yield (
        f"Từ {in_words(today)} đến {in_words(day)}: {passages} đoạn hết hiệu lực, "
        f"{len(found) - passages - verifications} con số hết hạn, {verifications} đoạn quá 180 ngày chưa kiểm lại."
    )
    for (last, left), group in groupby(found, key=lambda ending: (ending.last_day, ending.days_left)):
        yield f"\n{in_words(last)} ({f'còn {left} ngày' if left >= 0 else f'đã qua {-left} ngày'})"
        for ending in group:
            yield f"  {ending.topic}: {ending.label} [{ending.id}]"
            yield f"      {_what(ending)}"


def _what(ending: Ending) -> str:
    if ending.kind == "figure":
        return f"hết hạn con số {ending.figure}"
    if ending.kind == "verification":
        return "ngày cuối trong 180 ngày từ lần kiểm gần nhất: kiểm lại với nguồn"
    if ending.successors:
        return f"sau đó: {', '.join(ending.successors)}"
    return f"không có đoạn sau: {ending.without_successor}" if ending.without_successor else "chưa có quy định kế tiếp"
