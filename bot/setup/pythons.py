"""Finding a Python of a given version that really runs; a pyenv shim, say, may exist and fail."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.setup.children import Children
from bot.setup.problem import SetupError

APP_VERSION = "3.11"
RASA_VERSION = "3.10"

_PROBE = """
import sys, ssl, sqlite3, venv, ensurepip
base = getattr(sys, "_base_executable", sys.executable)  # not an environment's own: it may be made anew
print("%d.%d" % sys.version_info[:2], base)
"""
_PROBE_SECONDS = 20


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
        command = [candidate, "-c", _PROBE]
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PROBE_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        return Probe(candidate, f"không chạy được ({type(error).__name__})")
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [f"mã {done.returncode}"]
        reason = lines[-1] if "Error" in lines[-1] else lines[0]  # a traceback tells at its end
        return Probe(candidate, f"không chạy được ({reason})")
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
    for place in ("/usr/bin", "/usr/local/bin"):
        if Path(place, f"python{version}").exists():
            yield str(Path(place, f"python{version}"))


def find_python(version: str, environ: Mapping[str, str], named: str | None = None) -> Path:
    """Find a Python of this version.

    :param named: the one that the settings name; no other is looked for then.
    :raises SetupError: if there is none.
    """
    tried = []
    for candidate in dict.fromkeys([named] if named else candidates(version, environ)):
        result = probe(candidate)
        if result.executable and result.found == version:
            return result.executable
        tried.append(result)
    if named:
        raise SetupError(
            f"DEAN06_RASA_PYTHON: thấy {named!r} ({tried[0].found}), cần đường dẫn tới một Python {version}; "
            "sửa hoặc bỏ dòng đó rồi chạy lại `make setup`"
        )
    found = "; ".join(f"{result.candidate}: {result.found}" for result in tried) or "không có Python nào"
    raise SetupError(
        f"Python {version}: thấy {found}; cần một Python {version} chạy được (có ssl, sqlite3, venv); "
        f"cài bằng `pyenv install {version}`, `uv python install {version}` hay gói python{version}-venv"
        + (", hoặc đặt DEAN06_RASA_PYTHON" if version == RASA_VERSION else "")
        + ", rồi chạy lại `make setup`"
    )


def fetch_python(version: str, runner: Path, environ: Mapping[str, str], children: Children) -> Path:
    """Fetch a Python with uv, which keeps it in the user's own uv folder.

    :param runner: any Python with `venv`; uv itself goes into an environment that is thrown away.
    :raises SetupError: if uv or the Python is not to be had.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        log = folder / "log"
        uv = shutil.which("uv", path=environ.get("PATH", ""))
        if not uv:
            children.run([runner, "-m", "venv", folder / "venv"], log, "venv cho uv", folder)
            pip: list[str | Path] = [
                folder / "venv" / "bin" / "python",
                "-m",
                "pip",
                "--no-input",
                "--retries",
                "1",
            ]
            children.run([*pip, "install", "--no-deps", "uv"], log, "pip install uv", folder)
            uv = str(folder / "venv" / "bin" / "uv")
        patience = {"UV_HTTP_TIMEOUT": "20", "UV_HTTP_RETRIES": "1"}
        what = f"uv python install {version}"
        children.run([uv, "python", "install", version], log, what, folder, patience)
    return find_python(version, environ)
