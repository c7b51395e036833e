"""The intent classifier: the head over sentence vector and character n-grams, with rejection."""

from __future__ import annotations

from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.head import Head, HeadSettings
from nlu.components.memory import Memory
from nlu.components.sentence_vectors import SentenceVectors
from nlu.components.stored import StoredComponent
from nlu.components.text import normalise
from nlu.components.tuned_encoder import TunedHead, default_tuned_folder, tuned_card


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentHead(StoredComponent, IntentClassifier, GraphComponent):
    """Calibrated probabilities of the intents (``nlu.components.head``), and rejection.

    A message whose best intent is less probable than ``threshold`` becomes ``nlu_fallback``; the ranking keeps the
    guesses. The threshold, too, was chosen by cross-validation.
    """

    _head: Head

    @classmethod
    def required_components(cls) -> list[type]:
        """Works on the sentence vectors."""
        return [SentenceVectors]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """See the class and ``HeadSettings``."""
        return {**asdict(HeadSettings()), "threshold": 0.3, "ranking": 5}

    def train(self, training_data: TrainingData) -> Resource:
        """Fit the head, and store it."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        texts = [normalise(example.get(TEXT)) for example in examples]
        labels = [str(example.get(INTENT)) for example in examples]
        settings = HeadSettings(**{field.name: self._config[field.name] for field in fields(HeadSettings)})
        tuned = default_tuned_folder()
        card = tuned_card(tuned)
        if card is not None:
            head = Head.over_tuned(texts, labels, TunedHead.read(tuned), card.intents, settings)
        else:
            head = Head.over_plain(texts, labels, np.vstack([_vector(example) for example in examples]), settings)
        head.memory = Memory(
            pair for pair, example in zip(zip(texts, labels, strict=True), examples, strict=True) if _is_taught(example)
        )
        with self._storage.write_to(self._resource) as folder:
            head.save(Path(folder))
        return self._resource

    def restore(self, folder: Path) -> None:
        """Read the head."""
        self._head = Head.load(folder)

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent and ranking of every message that has a text."""
        for message in messages:
            if message.get(TEXT):
                self._classify(message)
        return messages

    def _classify(self, message: Message) -> None:
        text = normalise(message.get(TEXT))
        if not text:
            _set(message, DEFAULT_NLU_FALLBACK_INTENT_NAME, 1.0, [])
            return
        odds = self._head.probabilities([text], _vector(message)[None])[0]
        order = np.argsort(-odds)[: self._config["ranking"]]
        ranking = [{"name": self._head.intents[i], "confidence": round(float(odds[i]), 4)} for i in order]
        best = ranking[0]
        if best["confidence"] < self._config["threshold"]:
            _set(message, DEFAULT_NLU_FALLBACK_INTENT_NAME, round(1 - float(best["confidence"]), 4), ranking)
        else:
            _set(message, best["name"], best["confidence"], ranking)


def _is_taught(example: Message) -> bool:
    """Whether its block says `metadata: taught: true`, as those do that the portal writes of reviewed messages."""
    return bool(((example.get("metadata") or {}).get("intent") or {}).get("taught"))


def _set(message: Message, intent: Any, confidence: Any, ranking: list[dict[str, Any]]) -> None:
    message.set(INTENT, {"name": intent, "confidence": confidence}, add_to_output=True)
    message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)


def _vector(message: Message) -> NDArray[np.float32]:
    _, sentence = message.get_dense_features(TEXT)
    if sentence is None:
        raise ValueError("IntentHead found no sentence vector; SentenceVectors must stand before it in config.yml")
    return np.asarray(sentence.features[0], dtype=np.float32)
