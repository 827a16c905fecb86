"""What Rasa gets back when it posts an action."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.actions.server import action_route
from bot.actions.tracker import Tools


@pytest.fixture
def actions():
    """Greetings need nothing of the knowledge base, so the tools stay empty."""
    return TestClient(Starlette(routes=[action_route(Tools(retrieval=None), "/actions")]))


def call(action, **state):
    tracker = {
        "sender_id": "a",
        "slots": {},
        "latest_message": {"text": "xin chào", "intent": {"name": "greet"}},
        "events": [],
        "active_loop": {},
        **state,
    }
    return {"next_action": action, "sender_id": "a", "tracker": tracker}


def followups(answer):
    return [event["name"] for event in answer.json()["events"] if event["event"] == "followup"]


def test_after_an_answer_rasa_listens(actions):
    answer = actions.post("/actions", json=call("action_act"))
    assert answer.json()["responses"][0]["custom"]["status"] == "smalltalk"
    assert followups(answer) == ["action_listen"]


def test_within_the_guide_rasa_goes_on_with_it(actions):
    answer = actions.post("/actions", json=call("action_act", active_loop={"name": "level2_form"}))
    assert answer.status_code == 200
    assert followups(answer) == []


def test_a_question_of_the_guide_is_followed_by_what_the_rules_say(actions):
    assert followups(actions.post("/actions", json=call("action_ask_who"))) == []


def test_an_unknown_action_is_named(actions):
    answer = actions.post("/actions", json=call("action_unknown"))
    assert answer.status_code == 404
    assert answer.json()["action_name"] == "action_unknown"
