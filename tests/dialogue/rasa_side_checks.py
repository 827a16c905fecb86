"""Run under Rasa's Python 3.10 by test_rasa_side.py: `python rasa_side_checks.py NAME …` prints `{NAME: traceback}`."""

import asyncio
import json
import sys
import tempfile
import traceback
from pathlib import Path

import numpy as np
import rasa
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.utils.endpoints import EndpointConfig
from sklearn.linear_model import LogisticRegression

# before the repairs replace them
original_validate, original_call = RemoteAction._validate_action_result, RemoteAction._action_call_format
original_run, original_is_empty = DaskGraphRunner.run, Domain.is_empty

from bot.dialogue.rasa_side import repairs  # noqa: E402
from bot.dialogue.rasa_side.conversation_store import LONGEST, ConversationStore, essential_events  # noqa: E402
from bot.dialogue.rasa_side.fast_classifier import FastLogisticRegression  # noqa: E402
from bot.dialogue.rasa_side.fast_features import SentenceCountVectors  # noqa: E402
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
    slot = {"event": "slot", "timestamp": None, "name": "topic", "value": "ho_chieu"}
    good = {"events": [slot, {"event": "followup", "name": "action_listen"}], "responses": [{"text": "a"}]}
    for validate in (original_validate, RemoteAction._validate_action_result):
        assert validate(action, good)
    nameless, unknown = {"event": "slot", "value": "x"}, {"event": "no such kind"}
    late = {**slot, "timestamp": "tomorrow"}
    wrong_events = ("none", [{"name": "no event type"}], [nameless], [unknown], [late], [slot, 1])
    for bad in (*({"events": events} for events in wrong_events), {"responses": {}}, {"responses": ["text"]}):
        for validate in (original_validate, RemoteAction._validate_action_result):
            try:
                validate(action, bad)
            except ValidationError:
                continue
            raise AssertionError(f"{validate} accepted {bad}")


class Adds(GraphComponent):
    """Adds up what it gets and notes the order of the calls."""

    calls = []

    @classmethod
    def create(cls, config, model_storage, resource, execution_context):
        return cls()

    def add(self, a, b):
        self.calls.append((a, b))
        return a + b


def node(**needs):
    return SchemaNode(needs=needs, uses=Adds, fn="add", constructor_name="create", config={}, eager=True)


def the_graph_runs_straight():
    nodes = {"left": node(a="x", b="y"), "right": node(a="left", b="left"), "top": node(a="left", b="right")}
    nodes["unwanted"] = node(a="top", b="top")
    schema = GraphSchema(nodes)
    with tempfile.TemporaryDirectory() as folder:
        storage = LocalModelStorage(Path(folder))
        runner = DaskGraphRunner.create(schema, storage, ExecutionContext(schema))
    inputs = {"x": 1, "y": 2}
    for targets, expected in ((["top"], {"top": 9}), (["right", "left"], {"right": 6, "left": 3})):
        assert original_run(runner, inputs, targets) == expected
        for _ in range(2):  # the second time by the remembered order
            Adds.calls.clear()
            assert runner.run(inputs, targets) == expected
            assert Adds.calls[0] == (1, 2)
            assert len(Adds.calls) == len(expected) + (targets == ["top"]) * 2
    try:
        runner.run({"left": 1}, ["top"])
    except GraphRunError as error:
        assert "left" in str(error)
    else:
        raise AssertionError("an input with the name of a node was accepted")


def actions_get_the_turn_under_way():
    tracker = DialogueStateTracker.from_events("a", [], DOMAIN.slots)
    talk(tracker, 3)
    tracker.update(UserUttered("làm ở đâu", {"name": "greet"}), DOMAIN)
    tracker.update(SlotSet("topic", "ho_chieu"), DOMAIN)
    whole = original_call(RemoteAction("action_answer", None), tracker, DOMAIN)
    sent = RemoteAction("action_answer", None)._action_call_format(tracker, DOMAIN)
    assert [event["event"] for event in sent["tracker"].pop("events")] == ["slot"]
    assert len(whole["tracker"].pop("events")) > 12
    assert sent == whole
    assert sent["tracker"]["latest_message"]["text"] == "làm ở đâu"


TEXTS = ("làm thẻ ở đâu", "Thẻ thẻ hỏng, làm LẠI mất bao lâu", "lam the o dau", "hộ chiếu của con mất bao nhiêu tiền")


def messages_are_counted_as_rasa_counts_them():
    def features(kind, storage, **config):
        examples = [Message.build(text, intent="x") for text in (*TEXTS, *TEXTS)]
        tokenizer = WhitespaceTokenizer(WhitespaceTokenizer.get_default_config())
        tokenizer.process(examples)
        context = ExecutionContext(GraphSchema({}), node_name="counts")
        settings = {**kind.get_default_config(), **config}
        counts = kind.create(settings, storage, Resource("counts"), context)
        counts.train(TrainingData(examples))
        asked = [Message({"text": text}) for text in (*TEXTS, "chữ nào cũng lạ", "thẻ")]
        counts.process(tokenizer.process(asked))
        return asked

    def row(message):
        return message.get_sparse_features("text")[1].features.toarray()

    with tempfile.TemporaryDirectory() as folder:
        storage = LocalModelStorage(Path(folder))
        for config in ({"max_ngram": 2}, {"analyzer": "char_wb", "min_ngram": 3, "max_ngram": 4}):
            rasas, ours = (features(kind, storage, **config) for kind in (CountVectorsFeaturizer, SentenceCountVectors))
            for expected, found in zip(rasas, ours, strict=True):
                assert (row(expected) == row(found)).all(), found.get("text")
                assert found.get_sparse_features("text")[0] is None
            classifier = FastLogisticRegression(
                FastLogisticRegression.get_default_config(), "a", storage, Resource("b")
            )
            stacked = LogisticRegressionClassifier._create_X(classifier, rasas)
            assert (classifier._create_X(ours) != stacked).nnz == 0
            assert (classifier._create_X(ours[:1]) != stacked[:1]).nnz == 0


def an_empty_domain_is_told_once():
    for domain in (DOMAIN, Domain.empty()):
        assert domain.is_empty() == domain.is_empty() == original_is_empty(domain)


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
