"""What `dean06 doctor` looks at, one thing a function; importable before anything is installed."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.settings import Settings
from bot.setup.built import RASA_MODEL, Built, damage, damaged_archive
from bot.setup.environments import Environment
from bot.setup.ports import bind_error, command_line, holder_pid
from bot.setup.problem import SetupError
from bot.setup.pythons import find_python
from knowledge.encoder.errors import EncoderError
from knowledge.encoder.manifest import check_files, read_manifest

REPAIR = "chạy `make setup`"
GET_BACK = f"`git checkout -- models`, rồi {REPAIR}"
TO_INSTALL, TO_RUN = 6, 1
"""GiB: both environments take 4, downloads and builds need room beside them; logs grow slowly."""


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    name: str
    good: bool
    found: str
    expected: str
    remedy: str = ""


def check_python(version: str, environ: Mapping[str, str], named: str | None = None) -> Check:
    """Look for a Python."""
    expected = f"một Python {version} chạy được"
    try:
        return Check(f"Python {version}", True, str(find_python(version, environ, named)), expected)
    except SetupError as problem:
        return Check(f"Python {version}", False, str(problem), expected, f"cài nó, rồi {REPAIR}")


def check_environment(environment: Environment) -> Check:
    """Compare an environment with its locks."""
    names = " + ".join(path.name for path in environment.locks)
    reason = environment.unfinished()
    name = f"Môi trường {environment.folder.name}"
    return Check(name, reason is None, reason or f"đủ và đúng {names}", f"đúng {names}", REPAIR)


def check_committed(models: Path) -> Check:
    """Compare the committed model files with what they should be, to the byte."""
    found, expected = damage(models), "kích thước và SHA-256 như manifest.json, tệp đọc được trọn vẹn"
    if not found:
        found = _hash_damage(models / "encoder")
    sentence = "; ".join(f"{name}: {what}" for name, what in found.items())
    return Check("Tệp mô hình kèm theo", not found, sentence or f"{models} nguyên vẹn", expected, GET_BACK)


def check_expanded(folder: Path) -> Check:
    """Compare the encoder that was built with its sizes and hashes."""
    found, expected = _hash_damage(folder), "kích thước và SHA-256 như manifest.json"
    return Check("Bộ mã hóa câu", not found, "; ".join(found.values()) or f"{folder} nguyên vẹn", expected, REPAIR)


def _hash_damage(folder: Path) -> dict[str, str]:
    try:
        check_files(folder, read_manifest(folder, "")["files"], "")
    except EncoderError as error:
        return {folder.name: str(error).strip()}
    return {}


def check_built(built: Built) -> Check:
    """Tell whether what was built is whole and current."""
    if damaged_archive(built.folder / RASA_MODEL):
        reason: str | None = f"{built.folder / RASA_MODEL} bị hỏng, không đọc được đến cuối"
    else:
        reason = built.unfinished()
    found = reason or f"{built.folder} mới nhất"
    return Check(built.title, reason is None, found, "nguyên vẹn, dựng từ nguồn hiện có", REPAIR)


def check_port(settings: Settings, root: Path) -> Check:
    """Tell whether the port is free, or by whom it is taken."""
    name, expected = "Cổng", "còn trống, hoặc do chính hệ thống này dùng"
    where = f"{settings.host}:{settings.port}"
    error = bind_error(settings.host, settings.port)
    if error is None:
        return Check(name, True, f"{where} còn trống", expected)
    if error != errno.EADDRINUSE:
        remedy = "sửa DEAN06_HOST hoặc DEAN06_PORT"
        return Check(name, False, f"{where}: {os.strerror(error)}", expected, remedy)
    pid = holder_pid(settings.port)
    if pid is not None and str(root / ".venv") in command_line(pid):
        return Check(name, True, f"{where} do chính hệ thống này dùng (pid {pid})", expected)
    holder = f"{command_line(pid)} (pid {pid})" if pid is not None else "một chương trình khác"
    remedy = "dừng chương trình đó hoặc đặt DEAN06_PORT khác"
    return Check(name, False, f"{where} do {holder} dùng", expected, remedy)


def check_data(folder: Path) -> Check:
    """Try to write into the data folder."""
    name, expected = "Thư mục dữ liệu", "ghi được"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        remedy = "cấp quyền ghi, hoặc đặt DEAN06_DATA_DIR tới một thư mục ghi được"
        return Check(name, False, f"{folder}: {error.strerror}", expected, remedy)
    return Check(name, True, f"{folder} ghi được", expected)


def check_disk(folder: Path, needed: int) -> Check:
    """Look at the free space where the project lies.

    :param needed: GiB.
    """
    free = shutil.disk_usage(folder).free / (1 << 30)
    remedy = "xóa bớt tệp, hoặc chuyển dự án sang đĩa khác"
    return Check("Chỗ trống trên đĩa", free >= needed, f"{free:.1f} GiB", f"ít nhất {needed} GiB", remedy)


def describe_telegram(settings: Settings) -> Check:
    """Say whether the bot runs on Telegram; both is good."""
    found = "có mã bot" if settings.telegram_token else "chưa đặt, hệ thống chạy không có Telegram"
    return Check("TELEGRAM_BOT_TOKEN", True, found, "mã của BotFather, hoặc không có")
