"""The page in Chromium and the terminal, as drivers of conversations; REST and Telegram have theirs."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from types import TracebackType

from fixtures.citizen import CitizenPage
from selenium.webdriver.remote.webelement import WebElement

from bot.settings import ROOT
from bot.suites.drivers import DriverError, Reply

TIMEOUT_S = 30.0
PROMPT = "Bạn: "


class PageDriver:
    """The web page as somebody uses it who opens the sources of every answer."""

    def __init__(self, page: CitizenPage) -> None:
        self._page = page.open()

    def send_text(self, text: str) -> Reply:
        """Type a question and press Enter."""
        return self._reply(self._page.ask(text))

    def tap(self, title: str) -> Reply:
        """Click a button of the last answer."""
        answers = self._page.answers
        for button in self._page.choices(answers[-1]):
            if button.text == title:
                self._page.click(button)
                return self._reply(self._page.wait_for_answers(len(answers) + 1)[-1])
        raise DriverError(f"no button {title!r} in the last answer: {answers[-1].text}")

    def _reply(self, answer: WebElement) -> Reply:
        if answer.find_elements("css selector", "details.sources"):
            self._page.open_sources(answer)
        return Reply((answer.text,), tuple(button.text for button in self._page.choices(answer)))


class TerminalDriver:
    """`dean06 chat` as a process of its own, typed into line by line."""

    def __init__(self, base_url: str) -> None:
        start = "import sys; from bot.cli.main import main; sys.exit(main(['chat', '--url', sys.argv[1]]))"
        self._chat = subprocess.Popen(
            [sys.executable, "-c", start, base_url], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.greeting = self._read()
        self._buttons: dict[str, str] = {}

    def __enter__(self) -> TerminalDriver:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._chat.stdin is not None
        self._chat.stdin.close()
        try:
            assert self._chat.wait(TIMEOUT_S) == 0, "the end of the input ends the chat"
        finally:
            self._chat.kill()

    def send_text(self, text: str) -> Reply:
        """Type a line."""
        assert self._chat.stdin is not None
        self._chat.stdin.write(f"{text}\n".encode())
        self._chat.stdin.flush()
        shown = self._read()
        self._buttons = {title: number for number, title in re.findall(r"^  \[(\d+)\] (.+)$", shown, re.MULTILINE)}
        return Reply((shown,), tuple(self._buttons))

    def tap(self, title: str) -> Reply:
        """Type the number of a button of the last answer."""
        return self.send_text(self._buttons[title])

    def _read(self) -> str:
        """Read on until the prompt asks for the next line."""
        assert self._chat.stdout is not None
        shown, deadline = b"", time.monotonic() + TIMEOUT_S
        while not shown.endswith(PROMPT.encode()):
            ready, _, _ = select.select([self._chat.stdout], [], [], max(deadline - time.monotonic(), 0))
            read = os.read(self._chat.stdout.fileno(), 65536) if ready else b""
            if not read:
                raise DriverError(
                    f"the terminal stopped before the prompt; it shows {shown.decode(errors='replace')!r}"
                )
            shown += read
        return shown.decode().removesuffix(PROMPT)
