"""Run under Rasa's Python 3.10 by test_rasa_side.py: `python rasa_side_checks.py NAME`."""

import sys

import rasa
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event, SlotSet, UserUttered
from rasa.shared.nlu.training_data.message import Message

original_validate = RemoteAction._validate_action_result  # before the repairs replace it

from bot.dialogue.rasa_side import repairs  # noqa: E402
from bot.dialogue.rasa_side.retrieval_blend import RetrievalBlend  # noqa: E402


def repairs_hold():
    assert RemoteAction._validate_action_result is not original_validate
    assert RemoteAction("action_x", None)._validate_action_result({"events": [], "responses": []})
    assert Event.resolve_by_type("slot") is SlotSet
    assert Event.resolve_by_type("user") is UserUttered
    assert Event.resolve_by_type.cache_info().hits == 0
    Event.resolve_by_type("slot")
    assert Event.resolve_by_type.cache_info().hits == 1


def bad_results_are_rejected():
    action = RemoteAction("action_x", None)
    for bad in ({"events": "none"}, {"events": [{"name": "no event type"}]}, {"responses": {}}):
        for validate in (original_validate, RemoteAction._validate_action_result):
            try:
                validate(action, bad)
            except ValidationError:
                continue
            raise AssertionError(f"{validate} accepted {bad}")


def another_version_is_refused():
    rasa.__version__ = "3.6.20"
    try:
        repairs.apply_repairs()
    except repairs.RepairError as error:
        assert "3.6.20" in str(error)
        assert "make setup" in str(error)
    else:
        raise AssertionError("another version was accepted")


def blending():
    component = RetrievalBlend({"weight": 0.6, "ranking_length": 3})

    def ranking(metadata):
        message = Message(
            {
                "metadata": metadata,
                "intent": {"name": "greet", "confidence": 0.4},
                "intent_ranking": [
                    {"name": "greet", "confidence": 0.4},
                    {"name": "ho_chieu", "confidence": 0.35},
                    {"name": "stop", "confidence": 0.25},
                ],
            }
        )
        component.process([message])
        return [row["name"] for row in message.get("intent_ranking")], message.get("intent")["name"]

    assert ranking(None) == (["greet", "ho_chieu", "stop"], "greet")
    names, best = ranking({"topics": [["ho_chieu", 0.8], ["dang_ky_xe", 0.1]]})
    assert best == "ho_chieu"
    assert len(names) == 3


if __name__ == "__main__":
    globals()[sys.argv[1]]()
