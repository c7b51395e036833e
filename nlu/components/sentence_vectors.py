"""The sentence vector of a message, from the encoder that the product search uses."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from index.encoder import Encoder, default_model_folder, read_serving_model
from nlu.components.text import normalise


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceVectors(DenseFeaturizer, GraphComponent):
    """Adds the encoder's unit vector of the normalised text as the sentence feature, shape (1, dimension)."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Needs no tokens: the encoder has its own."""
        return []

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``cache`` is the number of messages whose vectors are kept."""
        return {**DenseFeaturizer.get_default_config(), "cache": 8192}

    def __init__(self, config: dict[str, Any], name: str) -> None:
        super().__init__(name, config)
        self._encoder = Encoder(query_cache=int(config["cache"]))

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,  # noqa: ARG003 - the signature is Rasa's
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,
    ) -> SentenceVectors:
        """The component over the encoder that ``EMBEDDING_MODEL`` names."""
        return cls(config, execution_context.node_name)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to check beyond what the encoder says when it loads."""

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:  # noqa: ARG003
        """Vectors of other weights are other features, so training must run again."""
        return read_serving_model(default_model_folder()).fingerprint

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the feature to every training example."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the feature to every message that has a text."""
        written = [message for message in messages if message.get(TEXT)]
        vectors = self._encoder.encode_queries([normalise(message.get(TEXT)) for message in written])
        for message, vector in zip(written, vectors, strict=True):
            sentence: np.ndarray = vector.reshape(1, -1)
            self.add_features_to_message(sequence=None, sentence=sentence, attribute=TEXT, message=message)
        return messages
