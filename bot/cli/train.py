"""`dean06 train`."""

from __future__ import annotations

import argparse
import time

from bot.dialogue.train import train


def main(argv: list[str]) -> int:
    """Train Rasa where something it learns from has changed."""
    parser = argparse.ArgumentParser(
        prog="dean06 train", description="Dạy lại Rasa khi câu hỏi mẫu hay luật hội thoại thay đổi."
    )
    parser.add_argument("--force", action="store_true", help="dạy lại dù không có gì thay đổi")
    options = parser.parse_args(argv)
    started = time.perf_counter()
    if train(print, options.force):
        print(f"Đã dạy xong Rasa sau {time.perf_counter() - started:.0f} giây.")
    else:
        print("Rasa đã học bản mới nhất, không cần dạy lại.")
    return 0
