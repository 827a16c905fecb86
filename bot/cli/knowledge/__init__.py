"""`dean06 knowledge`: take in source documents, check, look at and compare the knowledge base."""

from __future__ import annotations

import argparse
import importlib
from types import ModuleType

COMMANDS = {
    "check": "kiểm tra toàn bộ kho kiến thức trước khi phát hành",
    "stale": "xem điều gì sẽ hết hiệu lực, quá hạn kiểm lại từ nay đến một ngày",
    "coverage": "xem chủ đề nào có đoạn về khía cạnh nào, chỗ nào còn trống",
    "show": "xem đầy đủ một đoạn: lời, nguồn, dữ kiện, thời hạn, đoạn liên quan",
    "diff": "nói bằng lời điều gì đã đổi với người dân giữa hai phiên bản",
    "handbook": "in mọi câu trả lời đang có hiệu lực thành sổ tay",
    "ingest": "đọc một tài liệu txt, docx, pdf, html, sửa lỗi gõ, cắt thành các đoạn nháp",
    "accept": "nhận các đoạn nháp đã điền đủ vào kho kiến thức",
}


def main(argv: list[str]) -> int:
    """Run a subcommand, a module of its own with `add_arguments` and `run`, imported only when it is called.

    :returns: 0 good, 1 something a person must correct, 2 wrong use.
    """
    parser = argparse.ArgumentParser(prog="dean06 knowledge", description="Đọc tài liệu nguồn, kiểm tra kho kiến thức.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="VIỆC")
    for name, about in COMMANDS.items():
        command = commands.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
        if argv[:1] == [name]:
            _module(name).add_arguments(command)
    options = parser.parse_args(argv)
    return int(_module(options.command).run(options))


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"bot.cli.knowledge.{name}")
