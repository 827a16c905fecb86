"""`dean06 run`: the whole stack in the foreground."""

from __future__ import annotations

import argparse
import secrets
import socket
import sys

from bot.dialogue.train import MODEL, RASA_PYTHON
from bot.settings import Settings, load_settings
from bot.stack.rasa_process import RasaProcess


def main(argv: list[str]) -> int:
    """Run the stack until SIGINT or SIGTERM."""
    parser = argparse.ArgumentParser(
        prog="dean06 run",
        description="Chạy toàn bộ hệ thống; Ctrl-C để dừng. Thiết lập đọc từ biến môi trường và tệp .env.",
    )
    parser.parse_args(argv)
    settings = load_settings()
    if not RASA_PYTHON.exists() or not MODEL.is_file():
        print("dean06: chưa có môi trường hoặc mô hình Rasa; hãy chạy `make setup` trước.", file=sys.stderr)
        return 1
    listener = _listen(settings)
    if listener is None:
        return 1
    print("Đang khởi động: Rasa, bộ mã hóa, chỉ mục …", flush=True)
    action_path = f"/actions/{secrets.token_urlsafe(16)}"
    rasa = RasaProcess(settings.data_dir, settings.base_url + action_path)
    rasa.start()  # first: it loads for some seconds while this process imports its own libraries
    try:
        from bot.stack.serve import serve

        return serve(settings, listener, rasa, action_path)
    finally:
        rasa.stop()


def _listen(settings: Settings) -> socket.socket | None:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen()  # at once: a port that is bound and not listened on can be bound a second time
    except OSError as error:
        from bot.setup.doctor import port_holder

        holder = port_holder(settings.host, settings.port)
        by = f", đang do {holder} dùng" if holder else f" ({error.strerror})"
        print(
            f"dean06: không mở được cổng {settings.port} tại {settings.host}{by}. "
            "Hãy dừng chương trình đó, hoặc đặt DEAN06_PORT sang một cổng khác còn trống.",
            file=sys.stderr,
        )
        listener.close()
        return None
    return listener
