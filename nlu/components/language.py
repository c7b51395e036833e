"""Which of the product's languages a message is written in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.linear_model import LogisticRegression

from nlu.components.letters import LANGUAGES, is_cyrillic, possible_languages, without_codes
from nlu.components.ngrams import CharacterNgrams
from nlu.components.stored import StoredComponent
from nlu.components.text import normalise

LANGUAGE = "language"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class LanguageIdentifier(StoredComponent, GraphComponent):
    """Sets ``language`` = {"code", "confidence", "detected"} on a message.

    A linear model over character n-grams, trained on the training data itself (each block there carries its
    language as metadata), so that it knows the trade's words; letters that only one of Ukrainian and Russian has
    decide between these. ``code`` is the detected language where the model is surer than ``threshold`` and the message
    has at least ``min_letters`` letters; otherwise, for short, mixed and transliterated messages above all, it is the
    locale of the conversation, from the message's metadata.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """See the class."""
        return {"threshold": 0.8, "min_letters": 5, "default": "en"}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, name: str) -> None:
        super().__init__(config, storage, resource, name)
        self._ngrams = CharacterNgrams(1, 4, 2)
        self._weights: np.ndarray | None = None
        self._bias: np.ndarray | None = None

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples' own language."""
        labelled = [(example.get(TEXT), _language_of(example)) for example in training_data.training_examples]
        known = [(normalise(text), code) for text, code in labelled if text and code in LANGUAGES]
        if {code for _, code in known} != set(LANGUAGES):
            raise ValueError(f"every block of the training data needs `metadata: language`, one of {LANGUAGES}")
        features = self._ngrams.fit_transform([text for text, _ in known])
        model = LogisticRegression(C=20, class_weight="balanced", max_iter=300)
        model.fit(features, [LANGUAGES.index(code) for _, code in known])
        self._weights, self._bias = model.coef_.astype(np.float32), model.intercept_.astype(np.float32)
        with self._storage.write_to(self._resource) as folder:
            self._ngrams.save(Path(folder) / "ngrams.json")
            np.savez(Path(folder) / "model.npz", weights=self._weights, bias=self._bias)
        return self._resource

    def restore(self, folder: Path) -> None:
        """Read what training stored in ``folder``."""
        self._ngrams = CharacterNgrams.load(folder / "ngrams.json")
        with np.load(folder / "model.npz") as arrays:
            self._weights, self._bias = arrays["weights"], arrays["bias"]

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training needs no detected language."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set ``language`` on each message."""
        for message in messages:
            locale = (message.get("metadata") or {}).get("locale")
            message.set(LANGUAGE, self.identify(message.get(TEXT) or "", locale), add_to_output=True)
        return messages

    def identify(self, text: str, locale: str | None) -> dict[str, Any]:
        """The language of ``text``, or the conversation's where that is doubtful.

        Without a conversation's locale, or where the letters rule it out, the best guess counts however doubtful.
        """
        shown = normalise(without_codes(text))
        assert self._weights is not None
        assert self._bias is not None
        scores = (self._ngrams.transform([shown]) @ self._weights.T + self._bias)[0]
        possible = possible_languages(shown)
        scores = np.where([code in possible for code in LANGUAGES], scores, -np.inf)
        odds = np.exp(scores - scores.max())
        odds /= odds.sum()
        best = int(odds.argmax())
        letters = sum(character.isalpha() for character in shown)
        sure = letters >= self._config["min_letters"] and odds[best] >= self._config["threshold"]
        code = LANGUAGES[best]
        if not sure and locale in LANGUAGES and (locale in possible or not is_cyrillic(shown)):
            code = locale
        elif not letters:
            code = self._config["default"]
        return {"code": code, "confidence": round(float(odds[best]), 4), "detected": bool(sure)}


def _language_of(example: Message) -> str | None:
    metadata = example.get("metadata") or {}
    return (metadata.get("intent") or {}).get(LANGUAGE)
