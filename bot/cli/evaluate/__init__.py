"""`dean06 evaluate`: how right the answers are, which numbers decide it, and what people had before."""

from __future__ import annotations

import argparse
import importlib
import sys
from types import ModuleType

from bot.evaluation.asking import NotAnsweringError
from bot.evaluation.held_out import HeldOutError
from bot.evaluation.outside import OutsideError
from bot.evaluation.questions import QuestionsError
from bot.evaluation.risk import NoConfidenceError
from bot.evaluation.runs import RunError
from bot.evaluation.tables import PageError

COMMANDS = {
    "run": "hỏi hệ thống đang chạy, chấm và giữ lại mọi câu trả lời",
    "score": "chấm lại một lần hỏi đã giữ, không hỏi lại",
    "compare": "so hai lần hỏi: được thêm, mất đi, sai cả hai",
    "risk-coverage": "vẽ đường rủi ro theo độ phủ và độ tin cậy của độ chắc chắn",
    "ablation": "đo từng phần của việc hiểu câu hỏi, không cần hệ thống đang chạy",
    "baselines": "đo tìm kiếm trang mạng và Rasa nguyên bản trên cùng những câu đã hỏi",
    "outside": "đo riêng phần tìm kiếm trên những bộ câu hỏi không phải của ta",
    "calibrate": "tính lại các hệ số quyết định khi nào trả lời",
    "freeze": "ghi mã kiểm của phần câu hỏi để dành",
}


def main(argv: list[str]) -> int:
    """Run a subcommand, a module of its own with `add_arguments` and `run`, imported only when it is called.

    :returns: 0 good, 1 the check failed or nothing answers, 2 wrong use.
    """
    parser = argparse.ArgumentParser(prog="dean06 evaluate", description="Đo câu trả lời trên các bộ câu hỏi.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="VIỆC")
    for name, about in COMMANDS.items():
        command = commands.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
        if argv[:1] == [name]:
            _module(name).add_arguments(command)
    options = parser.parse_args(argv)
    try:
        return int(_module(options.command).run(options))
    except (HeldOutError, NotAnsweringError) as error:
        print(f"dean06: {error}", file=sys.stderr)
        return 1
    except (QuestionsError, RunError, OutsideError, PageError, NoConfidenceError) as error:
        print(f"dean06: {error}", file=sys.stderr)
        return 2


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"bot.cli.evaluate.{name.replace('-', '_')}")
