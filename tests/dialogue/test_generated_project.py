"""Rasa's own validation of the project that is generated; training itself leaves it out."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path

from bot.dialogue.generate import write_project
from bot.dialogue.train import RASA_PYTHON, rasa_environment
from knowledge.reading import load_knowledge

VALIDATE = ("-m", "rasa", "data", "validate", "--domain", "domain.yml", "--data", "data", "--config", "config.yml")
BUTTONS = {"choose_topic", "open_passage"}
"""Intents that only buttons send, so that nothing is learned for them."""


def test_rasa_finds_nothing_wrong(tmp_path: Path) -> None:
    knowledge = load_knowledge()
    few = tuple(replace(passage, questions=passage.questions[:1]) for passage in knowledge.passages)
    write_project(replace(knowledge, passages=few), tmp_path)
    command = [RASA_PYTHON, *VALIDATE]
    done = subprocess.run(
        command, cwd=tmp_path, env=rasa_environment(), capture_output=True, text=True, timeout=120, check=False
    )
    told = done.stdout + done.stderr
    assert done.returncode == 0, told[-3000:]
    assert set(re.findall(r"The intent '(\w+)'", told)) == BUTTONS
