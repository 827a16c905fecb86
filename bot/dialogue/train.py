"""Training Rasa on the knowledge base, only when something it learns from has changed."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from bot.dialogue.generate import write_project
from bot.settings import ROOT
from knowledge.reading import load_knowledge

RASA_PYTHON = ROOT / ".venv-rasa" / "bin" / "python"
FOLDER = ROOT / "models" / "rasa"
PROJECT, BUILT = FOLDER / "project", FOLDER / "built"
MODEL, STAMP, LOG = BUILT / "model.tar.gz", BUILT / "stamp", FOLDER / "built" / "train.log"


class TrainingError(RuntimeError):
    """Rasa could not be trained; the message says where its own words are."""


def rasa_environment() -> dict[str, str]:
    """Return the environment Rasa runs in: our modules importable, no telemetry, no chatter, one thread."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {
        **inherited,  # without compiled modules every start of Rasa takes 5 s longer
        "PYTHONPATH": str(ROOT),
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "CUDA_VISIBLE_DEVICES": "",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
        "PYTHONUNBUFFERED": "1",
    }


def train(progress: Callable[[str], None], force: bool = False) -> bool:
    """Train where needed.

    :param progress: called with a short sentence at each stage.
    :returns: whether anything was trained.
    :raises TrainingError: if Rasa is not installed or fails.
    """
    knowledge = load_knowledge()
    write_project(knowledge, PROJECT)
    fingerprint = _fingerprint(PROJECT)
    if not force and is_current(fingerprint):
        return False
    if not RASA_PYTHON.exists():
        raise TrainingError("found no .venv-rasa, expected Rasa's own environment: run `make setup`")
    BUILT.mkdir(parents=True, exist_ok=True)
    STAMP.unlink(missing_ok=True)
    progress("Rasa đang học các câu hỏi (khoảng một phút)")
    _run_rasa()
    STAMP.write_text(fingerprint)
    return True


def is_current(fingerprint: str | None = None) -> bool:
    """Tell whether the trained model fits the project last written (or the given fingerprint)."""
    wanted = fingerprint or (_fingerprint(PROJECT) if PROJECT.exists() else "")
    return MODEL.is_file() and STAMP.is_file() and STAMP.read_text() == wanted


def _run_rasa() -> None:
    command = [str(RASA_PYTHON), "-m", "rasa", "train", "--domain", "domain.yml", "--data", "data"]
    command += ["--config", "config.yml", "--out", str(BUILT), "--fixed-model-name", "model"]
    command += ["--skip-validation"]  # a sixth of the time; tests/dialogue validates what is generated
    with LOG.open("w") as log:
        done = subprocess.run(command, cwd=PROJECT, env=rasa_environment(), stdout=log, stderr=log, check=False)
    if done.returncode or not MODEL.is_file():
        raise TrainingError(f"Rasa's training ended with status {done.returncode}: see {LOG.relative_to(ROOT)}")


def _fingerprint(project: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(project.rglob("*.yml")):
        digest.update(str(path.relative_to(project)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
