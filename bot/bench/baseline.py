"""Trains the baseline once, keeps it, and serves it as it ships: REST channel, conversations in memory."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import httpx

from bot.bench.baseline_project import NLU_FILE, intent_examples, rasa_text, write_baseline
from bot.bench.messages import Message
from bot.bench.meter import Processes, family
from bot.bench.result import Training
from bot.bench.runs import Target
from bot.bench.training import timed
from bot.dialogue.train import RASA_PYTHON, TrainingError, rasa_environment
from bot.settings import ROOT
from bot.stack.rasa_process import free_port

READY_S = 300.0
"""The default pipeline took 92 s to load when measured alone on two cores."""
STOP_S = 15.0
POLL_S = 0.5


@dataclass(frozen=True)
class Trained:
    """A trained baseline on disk."""

    folder: Path
    training: Training


def train_baseline(own_project: Path, cache: Path, progress: Callable[[str], None]) -> Trained:
    """Train the baseline, or take it from the cache.

    :param own_project: our own project as it is trained; intents and examples are taken from it.
    :param cache: folder for trained baselines, one folder for each set of intents and configuration.
    :raises TrainingError: if Rasa's training fails.
    """
    work = cache / "new"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    write_baseline(own_project, work)
    folder = cache / _fingerprint(work)
    noted = folder / "trained.json"
    if noted.is_file():
        shutil.rmtree(work)
        return Trained(folder, Training(**json.loads(noted.read_text())))
    shutil.rmtree(folder, ignore_errors=True)
    work.rename(folder)
    progress("Đang dạy đường ống mặc định của Rasa để so sánh (vài phút, chỉ một lần)")
    command = [str(RASA_PYTHON), "-m", "rasa", "train", "--fixed-model-name", "model"]
    training = timed(command, folder, rasa_environment(), folder / "train.log")
    noted.write_text(json.dumps(asdict(training)))
    return Trained(folder, training)


@contextlib.contextmanager
def serving(trained: Trained, log: Path) -> Iterator[tuple[Target, float]]:
    """Serve a trained baseline.

    :param log: what it prints.
    :returns: where and how to send messages, and the seconds it took to answer its first.
    """
    port = free_port()
    command = [str(RASA_PYTHON), "-m", "bot.dialogue.rasa_side.launch", "run", "--interface", "127.0.0.1"]
    command += ["--port", str(port), "--model", str(trained.folder / "models" / "model.tar.gz")]
    started = time.perf_counter()
    with log.open("wb") as output:
        child = subprocess.Popen(
            command, cwd=trained.folder, env={**rasa_environment(), "DEAN06_PARENT": str(os.getpid())},
            stdout=output, stderr=output,
        )  # fmt: skip
    url = f"http://127.0.0.1:{port}/webhooks/rest/webhook"
    try:
        _wait_until_answered(child, url, log)
        seconds = time.perf_counter() - started
        yield Target(url, rest_body, Processes({"rasa": tuple(family(child.pid))})), seconds
    finally:
        child.terminate()
        try:
            child.wait(STOP_S)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def rest_body(conversation: str, message: Message) -> dict[str, Any]:
    """Return a message as Rasa's REST channel takes it."""
    return {"sender": conversation, "message": rasa_text(message)}


def _wait_until_answered(child: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + READY_S
    while time.monotonic() < deadline:
        with contextlib.suppress(subprocess.TimeoutExpired):
            raise TrainingError(f"the baseline ended with status {child.wait(POLL_S)} before it answered: see {log}")
        with contextlib.suppress(httpx.HTTPError):
            if httpx.post(url, json={"sender": "ready", "message": "/greet"}, timeout=60).json():
                return
    raise TrainingError(f"the baseline did not answer within {READY_S:.0f} s: see {log}")


def _fingerprint(project: Path) -> str:
    """Name what speed depends on: versions, configuration, intents and the number of their examples.

    The words of the examples are left out, or each corrected wording would mean minutes of training.
    """
    digest = hashlib.sha256((ROOT / "bot" / "setup" / "locks" / "rasa.txt").read_bytes())
    for path in sorted(project.rglob("*.yml")):
        if path.name != NLU_FILE:
            digest.update(path.read_bytes())
    counts = {intent: len(texts) for intent, texts in intent_examples(project).items()}
    digest.update(json.dumps(counts).encode())
    return digest.hexdigest()[:16]
