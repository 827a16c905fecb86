"""Finding Python: one that exists but does not run is passed over, none at all is said plainly."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT
from bot.setup.children import Children
from bot.setup.problem import SetupError
from bot.setup.pythons import APP_VERSION, RASA_VERSION, fetch_python, find_python

NEVER = "3.1"
"""A version that no machine has with `ensurepip`."""


def script(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def test_a_shim_that_fails_is_passed_over_for_one_that_runs(tmp_path: Path) -> None:
    script(tmp_path / "shims" / "python3.11", "echo 'pyenv: python3.11: command not found' >&2; exit 127")
    real = script(tmp_path / "pyenv/versions/3.11.9/bin/python3.11", f'exec "{sys.executable}" "$@"')
    environ = {"PATH": str(tmp_path / "shims"), "PYENV_ROOT": str(tmp_path / "pyenv"), "HOME": str(tmp_path)}
    assert real.exists()
    assert find_python(APP_VERSION, environ).exists()


def test_no_python_says_what_was_found_what_was_expected_and_what_to_do(tmp_path: Path) -> None:
    shim = script(tmp_path / f"python{NEVER}", "echo 'pyenv: not installed' >&2; exit 127")
    script(tmp_path / "python3", f'exec "{sys.executable}" "$@"')
    with pytest.raises(SetupError) as failure:
        find_python(NEVER, {"PATH": str(tmp_path), "HOME": str(tmp_path)})
    sentence = str(failure.value)
    assert f"{shim}: không chạy được (pyenv: not installed)" in sentence
    assert "python3: 3.11" in sentence
    assert f"cần một Python {NEVER} chạy được" in sentence
    assert "make setup" in sentence


def test_without_uv_and_network_the_fetch_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    with pytest.raises(SetupError, match="pip install uv"):
        fetch_python(RASA_VERSION, Path(sys.executable), {"PATH": str(tmp_path)}, Children())


@pytest.mark.parametrize(("named", "found"), [("/nowhere/python3.10", "không chạy được"), (sys.executable, "3.11")])
def test_a_wrong_rasa_python_ends_the_set_up(named: str, found: str) -> None:
    done = run_setup({"DEAN06_RASA_PYTHON": named})
    assert done.returncode == 1
    assert "DEAN06_RASA_PYTHON" in done.stderr
    assert named in done.stderr
    assert found in done.stderr
    assert "Python 3.10" in done.stderr


def test_a_wrong_setting_ends_the_set_up() -> None:
    done = run_setup({"DEAN06_PORT": "eighty"})
    assert done.returncode == 1
    assert "DEAN06_PORT: found 'eighty', expected a whole number" in done.stderr
    assert "Traceback" not in done.stderr


def run_setup(environ: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot.setup"]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environ}, capture_output=True, text=True, timeout=60)
