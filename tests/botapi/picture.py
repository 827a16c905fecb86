"""Makes the two pictures in docs/images from the real stack.

    PYTHONPATH=.:tests:tests/browser .venv/bin/python -m botapi.picture

`web.png` is the page itself in Chromium, as wide as a phone. `telegram.png` is not the Telegram app: it shows the
messages and keyboards that the bot sent to the loopback Bot API server, drawn by `picture.html` beside this file.
"""

from __future__ import annotations

import asyncio
import base64
import datetime as dt
import html
import tempfile
from collections.abc import Sequence
from pathlib import Path

from fixtures import chromium
from fixtures.citizen import CitizenPage
from selenium import webdriver

from bot.settings import ROOT
from bot.suites.stack import running_stack
from botapi.api import BotApi
from botapi.world import Sent

IMAGES = ROOT / "docs" / "images"
QUESTION = "xin giay xac nhan cu tru o dau"
"""Typed as many people type; its answer has steps, sources, and fits on one screen."""
DAY = dt.date(2026, 11, 24)
WIDTH, SCALE = 390, 2
TEMPLATE = Path(__file__).with_suffix(".html")
TIME = "09:41"


def chat(said: str, replies: Sequence[Sent]) -> str:
    """Return a page that shows what was said and what the bot sent; its HTML goes in as it was sent."""
    shown = [f'<div class="group mine"><div class="bubble">{html.escape(said)}<time>{TIME} ✓✓</time></div></div>']
    for sent in replies:
        rows = "".join(
            f'<div class="row">{"".join(f"""<div class="key">{html.escape(title)}</div>""" for title, _ in row)}</div>'
            for row in sent.keyboard
        )
        shown.append(f'<div class="group"><div class="bubble">{sent.source}<time>{TIME}</time></div>{rows}</div>')
    return TEMPLATE.read_text(encoding="utf-8").replace("<main></main>", f"<main>{''.join(shown)}</main>")


def photograph(chrome: webdriver.Chrome, path: Path) -> None:
    """Write the whole page, as high as it is."""
    height = chrome.execute_script("return Math.ceil(document.body.getBoundingClientRect().height)")
    chromium.resize(chrome, WIDTH * SCALE, height * SCALE, SCALE)
    picture = chrome.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
    path.write_bytes(base64.b64decode(picture["data"]))


def main() -> None:
    """Start everything, ask once in each channel, make both pictures."""
    with tempfile.TemporaryDirectory() as name, BotApi() as api:
        folder = Path(name)
        settings = {"TELEGRAM_API_URL": api.url, "TELEGRAM_BOT_TOKEN": api.token}
        with running_stack(folder, DAY, settings) as stack:
            chrome = chromium.start(folder)
            try:
                chromium.resize(chrome, WIDTH * SCALE, 844 * SCALE, SCALE)
                chromium.prefer(chrome, "light")
                chrome.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})  # as on a phone
                page = CitizenPage(chrome, stack.base_url).open()
                page.open_sources(page.ask(QUESTION))
                # The menu that the page opens with is left out: the question and its answer are what is shown.
                chrome.execute_script("document.querySelector('#log .answer').remove(); scrollTo(0, 0)")
                photograph(chrome, IMAGES / "web.png")
                sent = asyncio.run(api.citizen().asks(QUESTION, timeout=30))
                (folder / "chat.html").write_text(chat(QUESTION, [sent]), encoding="utf-8")
                chromium.resize(chrome, WIDTH * SCALE, 400 * SCALE, SCALE)
                chrome.get((folder / "chat.html").as_uri())
                photograph(chrome, IMAGES / "telegram.png")
            finally:
                chrome.quit()


if __name__ == "__main__":
    main()
