"""Chromium and its driver for the browser tests: Debian's packages, where they may be installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from bot.setup.children import Children
from bot.setup.problem import SetupError

PROGRAMS = ("chromium", "chromedriver")
PACKAGES = ("chromium", "chromium-driver")
COMMAND = f"sudo apt-get update && sudo apt-get install -y {' '.join(PACKAGES)}"


def missing() -> list[str]:
    """Return the programs that are not there."""
    return [name for name in PROGRAMS if not shutil.which(name)]


def install(log: Path, children: Children) -> str | None:
    """Install them if this user may.

    :returns: None if they are there; else one sentence with the command that installs them.
    """
    found = missing()
    if not found:
        return None
    apt = shutil.which("apt-get")
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    sentence = f"Không thấy {', '.join(found)}; các bài kiểm tra trình duyệt cần chúng. Cài bằng: {COMMAND}"
    if not apt or (prefix and not _may_sudo()):
        return sentence
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        children.run([*prefix, apt, "update"], log, "apt-get update", log.parent, quiet)
        command = [*prefix, apt, "install", "-y", "--no-install-recommends", *PACKAGES]
        children.run(command, log, "apt-get install", log.parent, quiet)
    except SetupError as problem:
        return f"{sentence} ({problem})"
    return sentence if missing() else None


def _may_sudo() -> bool:
    sudo = shutil.which("sudo")
    return bool(sudo) and subprocess.run([str(sudo), "-n", "true"], capture_output=True).returncode == 0
