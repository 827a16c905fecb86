"""Rasa's logistic regression, with its coefficients laid out for the way they are read.

scikit-learn multiplies a sparse message by `coef_.T`; stored row by row, all 68 x 20,000 coefficients are copied
at every message (4.3 CPU-ms). Stored column by column, none is (0.1 CPU-ms), and the result is the same.
And the counts of a message become one row without scipy's general stacking (0.6 CPU-ms).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import coo_matrix, csr_matrix


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class FastLogisticRegression(LogisticRegressionClassifier):
    """Trains and predicts as its parent does."""

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LogisticRegressionClassifier:
        """Load the trained classifier and lay out its coefficients."""
        component = super().load(config, model_storage, resource, execution_context, **kwargs)
        if hasattr(component.clf, "coef_"):
            component.clf.coef_ = np.asfortranarray(component.clf.coef_)
        return component

    def _create_X(self, messages: list[Message]) -> csr_matrix:  # noqa: N802 - Rasa's name
        rows = [_sentence_features(message) for message in messages]
        return _stacked(rows) if all(rows) else super()._create_X(messages)


def _sentence_features(message: Message) -> list[coo_matrix]:
    """Return what each featurizer made of the whole text, in order, each of shape (1, its features)."""
    features = (f for f in message.features if f.attribute == TEXT and f.type == FEATURE_TYPE_SENTENCE)
    return [feature.features for feature in features if feature.is_sparse()]


def _stacked(rows: list[list[coo_matrix]]) -> csr_matrix:
    """Put the parts of each row side by side and the rows on top of each other."""
    starts = np.cumsum([0, *(part.shape[1] for part in rows[0])])
    columns = [part.col + start for row in rows for part, start in zip(row, starts[:-1], strict=True)]
    values = [part.data for row in rows for part in row]
    ends = np.cumsum([0, *(sum(part.nnz for part in row) for row in rows)])
    shape = (len(rows), int(starts[-1]))
    return csr_matrix((np.concatenate(values), np.concatenate(columns), ends), shape=shape)
