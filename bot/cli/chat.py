"""`dean06 chat`: a conversation with the running stack in a terminal."""

from __future__ import annotations

import argparse
import secrets
import sys

import httpx

from bot.answer import Answer, Button
from bot.channels.terminal import render
from bot.settings import load_settings

HELP = "Gõ câu hỏi rồi Enter. Gõ số để bấm nút, /help để xem cách hỏi, /thoat hoặc Ctrl-D để ra."


def main(argv: list[str]) -> int:
    """Chat until the input ends."""
    parser = argparse.ArgumentParser(prog="dean06 chat", description="Trò chuyện với hệ thống đang chạy. " + HELP)
    parser.add_argument("--url", help="địa chỉ hệ thống (mặc định theo DEAN06_HOST, DEAN06_PORT)")
    options = parser.parse_args(argv)
    url = options.url or load_settings().base_url
    with httpx.Client(base_url=url, timeout=30) as http:
        try:
            http.get("/healthz")
        except httpx.HTTPError:
            print(f"dean06: không có hệ thống nào trả lời ở {url}; hãy chạy `make run` trước.", file=sys.stderr)
            return 1
        print(HELP)
        return _talk(http, f"terminal-{secrets.token_hex(8)}")


def _talk(http: httpx.Client, conversation: str) -> int:
    buttons: tuple[Button, ...] = ()
    while True:
        try:
            typed = input("\nBạn: ").strip()
        except (EOFError, KeyboardInterrupt):
            print()
            return 0
        if typed in ("/thoat", "/thoát", "/quit", "/exit"):
            return 0
        body: dict[str, str] = {"conversation_id": conversation}
        if typed.isdecimal() and 1 <= int(typed) <= len(buttons):
            body["payload"] = buttons[int(typed) - 1].payload
        else:
            body["text"] = typed
        try:
            response = http.post("/api/chat", json=body)
            answers = [Answer.from_dict(row) for row in response.json().get("answers", [])]
        except (httpx.HTTPError, ValueError):
            print("Hệ thống không trả lời được; hãy thử lại sau.", file=sys.stderr)
            continue
        if response.status_code == 429:
            print("Bạn gửi nhanh quá, hãy chờ vài giây rồi thử lại.")
        for answer in answers:
            print(f"\n{render(answer)}")
        buttons = answers[-1].buttons if answers else ()
