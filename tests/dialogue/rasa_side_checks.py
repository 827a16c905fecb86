"""Run under Rasa's Python 3.10 by test_rasa_side.py: `python rasa_side_checks.py NAME …` prints `{NAME: traceback}`."""

import asyncio
import json
import sys
import tempfile
import traceback

import numpy as np
import rasa
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SlotSet, UserUttered
from rasa.shared.nlu.training_data.message import Message
from rasa.utils.endpoints import EndpointConfig
from sklearn.linear_model import LogisticRegression

original_validate = RemoteAction._validate_action_result  # before the repairs replace it

from bot.dialogue.rasa_side import repairs  # noqa: E402
from bot.dialogue.rasa_side.conversation_store import LONGEST, ConversationStore, essential_events  # noqa: E402
from bot.dialogue.rasa_side.fast_classifier import FastLogisticRegression  # noqa: E402
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


DOMAIN = Domain.from_dict(
    {
        "intents": ["greet", "stop"],
        "slots": {"topic": {"type": "text", "influence_conversation": False, "mappings": [{"type": "custom"}]}},
        "forms": {"level2_form": {"required_slots": ["topic"]}},
        "actions": ["action_answer"],
    }
)


def talk(tracker, turns):
    for turn in range(turns):
        tracker.update(UserUttered("xin chào", {"name": "greet"}), DOMAIN)
        tracker.update(ActionExecuted("action_answer"), DOMAIN)
        tracker.update(SlotSet("topic", f"topic {turn}"), DOMAIN)
        tracker.update(ActionExecuted("action_listen"), DOMAIN)


def conversations_survive_a_killed_rasa():
    async def check(path):
        store = ConversationStore(DOMAIN, db=path)
        tracker = await store.get_or_create_tracker("a")
        tracker.update(ActiveLoop("level2_form"), DOMAIN)
        talk(tracker, 3)
        await store.save(tracker)
        again = await ConversationStore(DOMAIN, db=path).retrieve("a")
        assert again.get_slot("topic") == "topic 2"
        assert again.active_loop_name == "level2_form"
        assert again.latest_message.text == "xin chào"
        assert again.latest_action_name == "action_listen"
        assert await ConversationStore(DOMAIN, db=path).retrieve("b") is None

    in_a_folder(check)


def conversations_stay_short():
    async def check(path):
        store = ConversationStore(DOMAIN, db=path)
        for _ in range(100):
            tracker = await store.get_or_create_tracker("a")
            talk(tracker, 1)
            await store.save(tracker)
            assert len(tracker.events) <= LONGEST + 4
        assert len(essential_events(tracker)) <= 10
        assert (await store.retrieve("a")).get_slot("topic") == "topic 0"

    in_a_folder(check)


def a_failed_turn_is_never_seen_again():
    async def check(path):
        store = ConversationStore(DOMAIN, db=path)
        tracker = await store.get_or_create_tracker("a")
        talk(tracker, 1)
        await store.save(tracker)
        broken = await store.retrieve("a")
        broken.update(UserUttered("dở dang", {"name": "stop"}), DOMAIN)
        assert (await store.retrieve("a")).latest_message.text == "xin chào"

    in_a_folder(check)


def in_a_folder(check):
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(check(f"{folder}/rasa.db"))


def the_fast_classifier_says_the_same():
    random = np.random.RandomState(0)
    messages, labels = random.rand(60, 200), random.randint(0, 6, 60)
    model = LogisticRegression().fit(messages, labels)
    expected = model.predict_proba(messages)
    model.coef_ = np.asfortranarray(model.coef_)
    assert np.allclose(expected, model.predict_proba(messages))
    assert issubclass(FastLogisticRegression, LogisticRegressionClassifier)


def one_connection_for_all_actions():
    async def check():
        endpoint = EndpointConfig("http://127.0.0.1:9")
        async with endpoint.session() as one:
            pass
        async with endpoint.session() as other:
            assert other is one
            assert not one.closed
        await one.close()

    asyncio.run(check())


def outcome(check):
    try:
        check()
    except Exception:  # noqa: BLE001 - whatever went wrong is told to the test
        return traceback.format_exc()
    return ""


if __name__ == "__main__":
    # another_version_is_refused changes Rasa's version for the rest of the process: it comes last on the command line
    sys.stdout.write(json.dumps({name: outcome(globals()[name]) for name in sys.argv[1:]}) + "\n")
