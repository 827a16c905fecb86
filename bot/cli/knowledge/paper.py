"""Paper and pictures: what Chromium, without a window, prints to PDF or draws."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from bot.setup import browser

_FLAGS = (
    "--headless",
    "--no-sandbox",  # it opens nothing but our own page, and containers have no sandbox to give
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
    "--hide-scrollbars",
)
_SECONDS = 180


class BrowserError(RuntimeError):
    """Chromium is missing or could not do its work; one sentence in Vietnamese says what to do."""


def print_pdf(page: Path, pdf: Path) -> None:
    """Print a page to PDF, its headings as bookmarks.

    :raises BrowserError: without Chromium, or where it fails.
    """
    _run(page, pdf, f"--print-to-pdf={pdf}", "--no-pdf-header-footer", "--generate-pdf-document-outline")


def take_picture(drawing: Path, png: Path, width: int, height: int, sharpness: float = 1.5) -> None:
    """Draw a page of a known size as PNG.

    :param sharpness: pixels of the picture for one of the page.
    :raises BrowserError: without Chromium, or where it fails.
    """
    size = f"--window-size={width},{height}"
    _run(drawing, png, f"--screenshot={png}", size, f"--force-device-scale-factor={sharpness}")


def _run(page: Path, wanted: Path, *options: str) -> None:
    program = shutil.which(browser.PROGRAMS[0])
    if not program:
        raise BrowserError(
            f"không thấy trình duyệt {browser.PROGRAMS[0]}, cần nó để tạo {wanted.name}; cài bằng: {browser.COMMAND}"
        )
    wanted.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        command = [program, *_FLAGS, f"--user-data-dir={profile}", *options, page.resolve().as_uri()]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
        except subprocess.TimeoutExpired as error:
            raise BrowserError(f"{program} làm {wanted.name} quá {_SECONDS} giây, cần ít hơn; hãy chạy lại") from error
    if not wanted.is_file():
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise BrowserError(f"{program} không tạo được {wanted.name} (mã {done.returncode}): {' '.join(last)}")
