"""Rasa's word and letter counts, of the whole message only.

Rasa counts each token by itself as well, for models that read a message token by token. The logistic regression
reads whole messages, so the tokens' counts (two thirds of the time, in training and at every message) are left out.
"""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
from rasa.shared.nlu.constants import TEXT
from scipy.sparse import coo_matrix

Rows = list[coo_matrix | None]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceCountVectors(CountVectorsFeaturizer):
    """Trains as its parent does and gives the same counts of whole messages."""

    def _create_features(self, attribute: str, all_tokens: list[list[str]]) -> tuple[Rows, Rows]:
        vectorizer = self.vectorizers.get(attribute) if attribute == TEXT else None
        none: Rows = [None] * len(all_tokens)
        if vectorizer is None:
            return none, none
        return none, [vectorizer.transform([" ".join(tokens)]).tocoo() if tokens else None for tokens in all_tokens]
