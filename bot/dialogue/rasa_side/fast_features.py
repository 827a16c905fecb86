"""Rasa's word and letter counts, of the whole message only.

Rasa counts each token by itself as well, for models that read a message token by token. The logistic regression
reads whole messages, so the tokens' counts (two thirds of the time, in training and at every message) are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
from rasa.shared.nlu.constants import TEXT
from scipy.sparse import coo_matrix

Rows = list[coo_matrix | None]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceCountVectors(CountVectorsFeaturizer):
    """Trains as its parent does and gives the same counts of whole messages."""

    _analyse: Callable[[str], list[str]] | None = None
    """Cuts a text into terms; scikit-learn would make it anew for each message."""

    def _create_features(self, attribute: str, all_tokens: list[list[str]]) -> tuple[Rows, Rows]:
        vectorizer = self.vectorizers.get(attribute) if attribute == TEXT else None
        none: Rows = [None] * len(all_tokens)
        if vectorizer is None:
            return none, none
        if self._analyse is None:
            self._analyse = vectorizer.build_analyzer()
        analyse, vocabulary = self._analyse, vectorizer.vocabulary_
        return none, [_counts(analyse(" ".join(tokens)), vocabulary) if tokens else None for tokens in all_tokens]


def _counts(terms: list[str], vocabulary: dict[str, int]) -> coo_matrix:
    """Count the known terms of one text, as scikit-learn's `transform` does, in one row."""
    counts = Counter(column for term in terms if (column := vocabulary.get(term)) is not None)
    columns = np.array(sorted(counts), dtype=np.int32)
    values = np.array([counts[column] for column in columns.tolist()], dtype=np.float64)
    return coo_matrix((values, (np.zeros_like(columns), columns)), shape=(1, len(vocabulary)))
