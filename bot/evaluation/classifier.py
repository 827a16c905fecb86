"""Rasa's classifier alone: its ranking of intents before retrieval is blended in."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from bot.dialogue.train import TrainingError, is_current
from bot.stack.rasa_process import RasaProcess

START_S = 120.0
Classify = Callable[[str], dict[str, float]]
"""Returns the confidence by intent for a message."""


@contextlib.contextmanager
def serving_classifier() -> Iterator[Classify]:
    """Serve the trained model in a Rasa of its own; no action, no tracker of the stack is touched.

    :raises TrainingError: where the model is missing or older than what it is trained from.
    """
    if not is_current():
        raise TrainingError("found no model of the present examples, expected one: run `dean06 train`")
    with TemporaryDirectory() as folder:
        rasa = RasaProcess(Path(folder), "http://127.0.0.1:9/unused", api=True)
        rasa.start()
        try:
            transport = httpx.HTTPTransport(retries=int(START_S))  # each waits longer: Rasa takes seconds to start
            with httpx.Client(transport=transport, base_url=rasa.url, timeout=START_S) as http:
                yield lambda text: _ranking(http, text)
        finally:
            rasa.stop()


def _ranking(http: httpx.Client, text: str) -> dict[str, float]:
    rows = http.post("/model/parse", json={"text": text}).raise_for_status().json()["intent_ranking"]
    return {row["name"]: row["confidence"] for row in rows}
