"""Settings: environment variables over `.env` over defaults, checked before anything starts.

The list that operators read is `.env.example`; a test keeps the two alike.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
TELEGRAM_OFFICIAL = "https://api.telegram.org"
MIN_PASSWORD = 12


class SettingsError(ValueError):
    """A setting that cannot be used; the message names it, what was found and what was expected."""


@dataclass(frozen=True)
class Settings:
    """All settings, checked and typed."""

    host: str
    port: int
    data_dir: Path
    database_url: str
    redis_url: str | None
    rasa_workers: int
    rasa_python: str | None
    today: dt.date | None
    encoder: str | None
    officer_password: str | None
    secret_key: str | None
    telegram_token: str | None
    telegram_api_url: str
    telegram_webhook_url: str | None
    telegram_webhook_secret: str | None

    @property
    def day(self) -> dt.date:
        """The day that answers hold for."""
        return self.today or dt.date.today()

    @property
    def base_url(self) -> str:
        """Address of the web page as seen on this machine."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104 - compared, not bound
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    def ensure_secret_key(self) -> str:
        """Return the secret key; made once and kept in the data folder where none is set."""
        if self.secret_key:
            return self.secret_key
        path = self.data_dir / "secret_key"
        if not path.exists():
            self.data_dir.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(32))
        return path.read_text().strip()


def load_settings(environ: Mapping[str, str] | None = None, env_file: Path | None = None) -> Settings:
    """Read the settings.

    :param environ: environment variables; the process's own where None.
    :param env_file: a file of `NAME=value` lines; `.env` in the project's folder where None.
    :raises SettingsError: for the first wrong value.
    """
    values = read_env_file(env_file or ROOT / ".env")
    values.update({k: v for k, v in (os.environ if environ is None else environ).items() if v.strip()})
    read = _Reader(values)
    data_dir = read.path("DEAN06_DATA_DIR", ROOT / "var")
    webhook = read.url("TELEGRAM_WEBHOOK_URL", ("https",))
    secret = read.match("TELEGRAM_WEBHOOK_SECRET", r"[A-Za-z0-9_-]{1,256}", "1 to 256 of A-Z a-z 0-9 _ -")
    if webhook and not secret:
        raise SettingsError(
            "TELEGRAM_WEBHOOK_SECRET: nothing found, expected a secret token because TELEGRAM_WEBHOOK_URL is set"
        )
    return Settings(
        host=read.host("DEAN06_HOST", "127.0.0.1"),
        port=read.integer("DEAN06_PORT", 8006, 1, 65535),
        data_dir=data_dir,
        database_url=read.database("DEAN06_DATABASE_URL", f"sqlite:///{data_dir / 'dean06.db'}"),
        redis_url=read.url("DEAN06_REDIS_URL", ("redis", "rediss", "unix")),
        rasa_workers=read.integer("DEAN06_RASA_WORKERS", 1, 1, 16),
        rasa_python=read.text("DEAN06_RASA_PYTHON"),
        today=read.day("DEAN06_TODAY"),
        encoder=read.text("DEAN06_ENCODER"),
        officer_password=read.password("DEAN06_OFFICER_PASSWORD"),
        secret_key=read.match("DEAN06_SECRET_KEY", r".{16,}", "at least 16 characters"),
        telegram_token=read.match(
            "TELEGRAM_BOT_TOKEN", r"\d+:[A-Za-z0-9_-]{20,}", "a token as BotFather gives it, 123456789:ABC…"
        ),
        telegram_api_url=read.url("TELEGRAM_API_URL", ("http", "https")) or TELEGRAM_OFFICIAL,
        telegram_webhook_url=webhook,
        telegram_webhook_secret=secret,
    )


def read_env_file(path: Path) -> dict[str, str]:
    """Read `NAME=value` lines; empty where there is no file.

    :raises SettingsError: for a line that is neither empty, a comment nor `NAME=value`.
    """
    values: dict[str, str] = {}
    if not path.is_file():
        return values
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        name, equals, value = line.removeprefix("export ").partition("=")
        if not equals or not re.fullmatch(r"[A-Z][A-Z0-9_]*", name.strip()):
            raise SettingsError(f"{path.name}, line {number}: found {line[:40]!r}, expected NAME=value")
        value = value.strip().strip("\"'")
        if value:
            values[name.strip()] = value
    return values


@dataclass(frozen=True)
class _Reader:
    """Typed reading of one variable at a time; secrets are never repeated in an error."""

    values: Mapping[str, str]

    def text(self, name: str) -> str | None:
        return self.values.get(name)

    def integer(self, name: str, default: int, low: int, high: int) -> int:
        found = self.values.get(name)
        if found is None:
            return default
        if not found.isdecimal() or not low <= int(found) <= high:
            raise SettingsError(f"{name}: found {found!r}, expected a whole number from {low} to {high}")
        return int(found)

    def path(self, name: str, default: Path) -> Path:
        found = self.values.get(name)
        path = Path(found).expanduser() if found else default
        if path.exists() and not path.is_dir():
            raise SettingsError(f"{name}: found the file {found!r}, expected a folder that can be written to")
        return path if path.is_absolute() else ROOT / path

    def host(self, name: str, default: str) -> str:
        found = self.values.get(name, default)
        if found != "localhost":
            try:
                ipaddress.ip_address(found)
            except ValueError as error:
                raise SettingsError(f"{name}: found {found!r}, expected an IP address such as 127.0.0.1") from error
        return found

    def url(self, name: str, schemes: tuple[str, ...]) -> str | None:
        found = self.values.get(name)
        if found is None:
            return None
        parts = urlsplit(found)
        if parts.scheme not in schemes or not (parts.netloc or parts.path):
            raise SettingsError(f"{name}: found {found!r}, expected a URL that starts with {schemes[0]}://")
        return found.rstrip("/")

    def database(self, name: str, default: str) -> str:
        found = self.values.get(name, default)
        if not re.match(r"(sqlite|postgresql)(\+\w+)?://", found):
            scheme = found.partition(":")[0]
            raise SettingsError(f"{name}: found {scheme!r}, expected a URL that starts with sqlite:// or postgresql://")
        return found

    def day(self, name: str) -> dt.date | None:
        found = self.values.get(name)
        if found is None:
            return None
        try:
            return dt.datetime.strptime(found, "%Y-%m-%d").date()
        except ValueError as error:
            raise SettingsError(f"{name}: found {found!r}, expected a day as YYYY-MM-DD") from error

    def match(self, name: str, pattern: str, expected: str) -> str | None:
        found = self.values.get(name)
        if found is not None and not re.fullmatch(pattern, found):
            raise SettingsError(f"{name}: found a value of {len(found)} characters, expected {expected}")
        return found

    def password(self, name: str) -> str | None:
        return self.match(name, rf".{{{MIN_PASSWORD},}}", f"at least {MIN_PASSWORD} characters")
