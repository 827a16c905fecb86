"""The modules that run inside Rasa, tested inside Rasa's own Python 3.10."""

import json
import subprocess
from pathlib import Path

import pytest

from bot.dialogue.train import RASA_PYTHON, rasa_environment

SCRIPT = Path(__file__).with_name("rasa_side_checks.py")
CHECKS = [
    "repairs_hold",
    "bad_results_are_rejected",
    "the_graph_runs_straight",
    "actions_get_the_turn_under_way",
    "an_empty_domain_is_told_once",
    "one_connection_for_all_actions",
    "messages_are_counted_as_rasa_counts_them",
    "the_fast_classifier_says_the_same",
    "blending",
    "conversations_survive_a_killed_rasa",
    "conversations_stay_short",
    "a_failed_turn_is_never_seen_again",
    "another_version_is_refused",
]


@pytest.fixture(scope="module")
def outcomes():
    """Run all checks in one process, since importing Rasa takes seconds."""
    command = [RASA_PYTHON, SCRIPT, *CHECKS]
    done = subprocess.run(command, env=rasa_environment(), capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("check", CHECKS)
def test_in_rasas_python(outcomes, check):
    assert outcomes[check] == ""
