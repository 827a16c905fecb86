"""The modules that run inside Rasa, tested inside Rasa's own Python 3.10."""

import subprocess
from pathlib import Path

import pytest

from bot.dialogue.train import RASA_PYTHON, rasa_environment

HERE = Path(__file__).parent


CHECKS = ["repairs_hold", "bad_results_are_rejected", "another_version_is_refused", "blending"]


@pytest.mark.parametrize("check", CHECKS)
def test_in_rasas_python(check):
    done = subprocess.run(
        [RASA_PYTHON, HERE / "rasa_side_checks.py", check],
        env=rasa_environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
