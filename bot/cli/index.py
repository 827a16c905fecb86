"""`dean06 index`."""

from __future__ import annotations

import argparse
import sys
import time

from bot.settings import load_settings
from bot.stack.parts import MODELS
from knowledge.search import build_index


def main(argv: list[str]) -> int:
    """Build the index where passages or encoder have changed."""
    parser = argparse.ArgumentParser(
        prog="dean06 index", description="Dựng lại chỉ mục khi đoạn kiến thức hay bộ mã hóa thay đổi."
    )
    parser.add_argument("--force", action="store_true", help="dựng lại dù không có gì thay đổi")
    options = parser.parse_args(argv)
    started = time.perf_counter()
    knowledge, built = build_index(MODELS, load_settings().encoder, _progress, options.force)
    if built:
        print(f"\nĐã dựng chỉ mục cho {len(knowledge.passages)} đoạn sau {time.perf_counter() - started:.0f} giây.")
    else:
        print(f"Chỉ mục đang khớp với {len(knowledge.passages)} đoạn, không cần dựng lại.")
    return 0


def _progress(done: int, total: int) -> None:
    end = "" if sys.stdout.isatty() else "\n"
    if sys.stdout.isatty() or done == total or done % 640 < 64:
        print(f"\rĐã mã hóa {done}/{total} câu", end=end, flush=True)
