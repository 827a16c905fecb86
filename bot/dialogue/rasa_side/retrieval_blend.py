"""Lets Rasa's intent ranking see what the retrieval layer found for the same message.

The app sends `metadata.topics`, a list of `[topic, share]`; `bot.dialogue.blend` has the formula.
Without metadata nothing changes, so training and button taps are untouched.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.blend import blend

INTENT, RANKING, NAME, CONFIDENCE = "intent", "intent_ranking", "name", "confidence"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=False)
class RetrievalBlend(GraphComponent):
    """Mixes the retrieval layer's topics into the intent ranking."""

    def __init__(self, config: dict[str, Any]) -> None:
        self.weight = float(config["weight"])
        self.length = int(config["ranking_length"])

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the defaults; the weight was chosen on the development questions (docs/performance.md)."""
        return {"weight": 0.6, "ranking_length": 10}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> RetrievalBlend:
        """Make the component as Rasa asks for it."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Blend in place and return the messages."""
        for message in messages:
            topics = (message.get("metadata") or {}).get("topics")
            ranking = message.get(RANKING)
            if topics and ranking:
                self._blend(message, dict(topics), ranking)
        return messages

    def _blend(self, message: Message, topics: dict[str, float], ranking: list[dict[str, Any]]) -> None:
        mixed = blend({row[NAME]: row[CONFIDENCE] for row in ranking}, topics, self.weight)
        best = sorted(mixed.items(), key=lambda item: -item[1])[: self.length]
        blended = [{NAME: name, CONFIDENCE: value} for name, value in best]
        message.set(INTENT, blended[0], add_to_output=True)
        message.set(RANKING, blended, add_to_output=True)
