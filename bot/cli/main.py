"""`dean06`: one command, a module a subcommand, imported only when it is called."""

from __future__ import annotations

import argparse
import importlib
import sys

COMMANDS = {
    "run": "chạy toàn bộ hệ thống",
    "ask": "hỏi một câu, xem câu trả lời và lý do",
    "chat": "trò chuyện trong cửa sổ dòng lệnh",
    "train": "dạy lại Rasa khi có thay đổi",
    "index": "dựng lại chỉ mục tìm kiếm khi có thay đổi",
    "knowledge": "đọc tài liệu nguồn, kiểm tra kho kiến thức",
    "evaluate": "đo trên bộ câu hỏi",
    "bench": "đo tốc độ và bộ nhớ",
    "doctor": "kiểm tra từng phần của bản cài đặt",
}


def main(argv: list[str] | None = None) -> int:
    """Run a subcommand.

    :returns: 0 good, 1 the check failed, 2 wrong use.
    """
    arguments = sys.argv[1:] if argv is None else argv
    parser = argparse.ArgumentParser(
        prog="dean06",
        description="Trợ lý hỏi đáp về Đề án 06.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="Lệnh con:\n"
        + "\n".join(f"  {name:<10} {about}" for name, about in COMMANDS.items())
        + "\n\nXem thêm: dean06 LỆNH --help",
    )
    parser.add_argument("command", choices=COMMANDS, metavar="LỆNH", help="một trong các lệnh con bên dưới")
    if not arguments or arguments[0] not in COMMANDS:
        parser.parse_args(arguments or ["--help"])
    from bot.dialogue.train import TrainingError
    from bot.settings import SettingsError
    from knowledge.encoder.errors import EncoderError
    from knowledge.index.vectors import IndexUnusableError
    from knowledge.schema import KnowledgeError

    command = importlib.import_module(f"bot.cli.{arguments[0]}")
    try:
        return int(command.main(arguments[1:]))
    except (SettingsError, KnowledgeError, EncoderError, IndexUnusableError, TrainingError) as error:
        print(f"dean06: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 1
