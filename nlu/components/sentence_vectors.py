"""The sentence vector of a message: from the tuned encoder, or from the embedding model itself where none was tuned."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from index.encoder import Encoder, default_model_folder, read_serving_model
from index.encoder.cache import VectorCache
from nlu.components.stored import StoredComponent
from nlu.components.text import normalise
from nlu.components.tuned_encoder import CARD_FILE, FILES, TunedEncoder, default_tuned_folder, tuned_card

Vectors = NDArray[np.float32]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceVectors(StoredComponent, DenseFeaturizer, GraphComponent):
    """Adds the unit vector of the normalised text as the sentence feature, shape (1, dimension).

    Training copies the tuned encoder of the set-up into the model, so that a model keeps the encoder that its head
    was fitted to; the lower layers stay in the embedding model's folder (12 MB instead of 120).
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """Needs no tokens: the encoder has its own."""
        return []

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``cache`` is the number of messages whose vectors are kept."""
        return {**DenseFeaturizer.get_default_config(), "cache": 2048}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, name: str) -> None:
        StoredComponent.__init__(self, config, storage, resource, name)
        DenseFeaturizer.__init__(self, name, config)
        self._cache = VectorCache(int(config["cache"]))
        self._encode: Callable[[str], Vectors] | None = None
        self._tuned = False

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to check beyond what the encoder says when it loads."""

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:  # noqa: ARG003
        """Vectors of other weights are other features, so training must run again."""
        tuned = tuned_card(default_tuned_folder())
        return read_serving_model(default_model_folder()).fingerprint + (tuned.fingerprint if tuned else "")

    def train(self, training_data: TrainingData) -> Resource:  # noqa: ARG002 - the set-up has tuned it
        """Copy the tuned encoder, if there is one."""
        tuned = default_tuned_folder()
        with self._storage.write_to(self._resource) as folder:
            if tuned_card(tuned) is not None:
                for name in FILES:
                    shutil.copyfile(tuned / name, Path(folder) / name)
        return self._resource

    def restore(self, folder: Path) -> None:
        """Load the encoder."""
        self._tuned = (folder / CARD_FILE).is_file()
        if self._tuned:
            self._encode = TunedEncoder(folder).encode
        else:
            self._encode = Encoder(query_cache=0).encode_query

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the feature to every training example, unless the head was tuned with the encoder and needs none."""
        if not self._tuned:
            self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the feature to every message that has a text."""
        for message in messages:
            if message.get(TEXT):
                sentence = self._vector(normalise(message.get(TEXT))).reshape(1, -1)
                self.add_features_to_message(sequence=None, sentence=sentence, attribute=TEXT, message=message)
        return messages

    def _vector(self, text: str) -> Vectors:
        vector = self._cache.get(text)
        if vector is None:
            assert self._encode is not None
            vector = self._encode(text)
            self._cache.put(text, vector)
        return vector
