"""Finding a Python of a given version that really runs; a pyenv shim, say, may exist and fail."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.setup.problem import SetupProblem

APP_VERSION = "3.11"
RASA_VERSION = "3.10"

_PROBE = "import sys, ssl, sqlite3, venv, ensurepip; print('%d.%d' % sys.version_info[:2], sys.executable)"
_PROBE_SECONDS = 20
_FETCH_SECONDS = 180


@dataclass(frozen=True)
class Probe:
    """A candidate that was tried."""

    candidate: str
    found: str
    """Its version such as `3.10`, or why it does not run."""
    executable: Path | None = None
    """Its own path, where it runs."""


def probe(candidate: str) -> Probe:
    """Run a Python and ask it for its version and for the modules that an environment needs."""
    try:
        done = subprocess.run([candidate, "-c", _PROBE], capture_output=True, text=True, timeout=_PROBE_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        return Probe(candidate, f"không chạy được ({type(error).__name__})")
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["không có thông báo"])[0]
        return Probe(candidate, f"không chạy được ({last})")
    version, executable = done.stdout.split(maxsplit=1)
    return Probe(candidate, version, Path(executable.strip()))


def candidates(version: str, environ: Mapping[str, str]) -> Iterator[str]:
    """List where a Python of this version may lie, likely places first."""
    if f"{sys.version_info[0]}.{sys.version_info[1]}" == version:
        yield sys.executable
    home = Path(environ.get("HOME", "~")).expanduser()
    for name in (f"python{version}", "python3", "python"):
        on_path = shutil.which(name, path=environ.get("PATH", ""))
        if on_path:
            yield on_path
    pyenv = Path(environ.get("PYENV_ROOT") or home / ".pyenv")
    uv = Path(environ.get("UV_PYTHON_INSTALL_DIR") or home / ".local" / "share" / "uv" / "python")
    for folder, pattern in ((pyenv / "versions", f"{version}*"), (uv, f"cpython-{version}*")):
        for found in sorted(folder.glob(f"{pattern}/bin/python{version}"), reverse=True):
            yield str(found)
    for place in ("/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"):
        if Path(place, f"python{version}").exists():
            yield str(Path(place, f"python{version}"))


def find_python(version: str, environ: Mapping[str, str], named: str | None = None) -> Path:
    """Find a Python of this version.

    :param named: the one that the settings name; no other is looked for then.
    :raises SetupProblem: if there is none.
    """
    tried = []
    for candidate in dict.fromkeys([named] if named else candidates(version, environ)):
        result = probe(candidate)
        if result.executable and result.found == version:
            return result.executable
        tried.append(result)
    if named:
        raise SetupProblem(
            f"DEAN06_RASA_PYTHON: thấy {named!r} ({tried[0].found}), cần đường dẫn tới một Python {version}; "
            "sửa hoặc bỏ dòng đó rồi chạy lại `make setup`"
        )
    found = "; ".join(f"{result.candidate}: {result.found}" for result in tried) or "không có Python nào"
    raise SetupProblem(
        f"Python {version}: thấy {found}; cần một Python {version} chạy được (có ssl, sqlite3, venv); "
        f"cài nó (`pyenv install {version}`, `uv python install {version}` hoặc gói python{version}-venv của hệ điều hành)"
        + (", hoặc đặt DEAN06_RASA_PYTHON" if version == RASA_VERSION else "")
        + ", rồi chạy lại `make setup`"
    )


def fetch_python(version: str, runner: Path, environ: Mapping[str, str]) -> Path:
    """Fetch a Python with uv, which keeps it in the user's own uv folder.

    :param runner: a Python with pip; uv itself comes from the package index into a folder that is thrown away.
    :raises SetupProblem: if uv or the Python is not to be had.
    """
    with tempfile.TemporaryDirectory() as folder:
        uv = shutil.which("uv", path=environ.get("PATH", ""))
        if not uv:
            _run([str(runner), "-m", "pip", "install", "--quiet", "--no-deps", "--target", folder, "uv"], "pip install uv")
            uv = str(Path(folder, "bin", "uv"))
        _run([uv, "python", "install", version], f"uv python install {version}")
        found = _run([uv, "python", "find", "--no-project", version], f"uv python find {version}")
    result = probe(found.strip())
    if not result.executable or result.found != version:
        raise SetupProblem(f"uv: thấy {found.strip()} ({result.found}), cần một Python {version}")
    return result.executable


def _run(command: list[str], what: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_FETCH_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SetupProblem(f"{what}: {type(error).__name__}") from error
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["không có thông báo"])[-1]
        raise SetupProblem(f"{what}: {last}")
    return done.stdout
