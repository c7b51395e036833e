"""The intent classifier: a linear head over the sentence vector and character n-grams, with rejection."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedShuffleSplit

from nlu.components.ngrams import CharacterNgrams
from nlu.components.sentence_vectors import SentenceVectors
from nlu.components.text import normalise

OUT_OF_SCOPE = "out_of_scope"
Floats = NDArray[np.float32]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentHead(IntentClassifier, GraphComponent):
    """Multinomial logistic regression with calibrated probabilities and out-of-scope rejection.

    Sentence vectors are centred, brought to length 1 and scaled by ``dense_scale``: the encoder's vectors lie in a
    narrow cone, and an unscaled head with the usual regularisation hardly learns. TF-IDF of character n-grams, scaled
    by ``sparse_scale``, catches spelling. Both figures, ``C`` and ``threshold`` were chosen by five-fold
    cross-validation on the training data, with the same utterance in different languages kept in one fold. The
    probabilities are calibrated by temperature scaling (Guo et al. 2017) on a quarter kept aside.

    A message whose best intent is less probable than ``threshold`` becomes ``nlu_fallback``; the ranking keeps the
    guesses.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """Works on the sentence vectors."""
        return [SentenceVectors]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """See the class."""
        return {"C": 1.0, "dense_scale": 8.0, "sparse_scale": 8.0, "threshold": 0.5, "ranking": 5, "max_iter": 150}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._ngrams = CharacterNgrams(2, 4, 2)
        self._intents: list[str] = []
        self._arrays: dict[str, NDArray[Any]] = {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 - the signature is Rasa's
    ) -> IntentHead:
        """An untrained component."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit head and temperature, and store them."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        labels = np.array([example.get(INTENT) for example in examples])
        vectors = np.vstack([_vector(example) for example in examples])
        self._arrays["centre"] = vectors.mean(axis=0)
        sparse = self._ngrams.fit_transform([normalise(example.get(TEXT)) for example in examples])
        features = self._join(vectors, sparse)
        head = self._fit(features, labels)
        self._intents = [str(intent) for intent in head.classes_]
        temperature = self._temperature(features, labels)
        self._arrays["weights"] = (head.coef_ / temperature).astype(np.float32)
        self._arrays["bias"] = (head.intercept_ / temperature).astype(np.float32)
        self._persist(temperature)
        return self._resource

    def _fit(self, features: csr_matrix, labels: NDArray[Any]) -> LogisticRegression:
        settings = {"C": self._config["C"], "max_iter": self._config["max_iter"]}
        return LogisticRegression(class_weight="balanced", tol=1e-3, **settings).fit(features, labels)

    def _temperature(self, features: csr_matrix, labels: NDArray[Any]) -> float:
        """The divisor of the scores that makes the probabilities of a quarter kept aside most likely."""
        aside = StratifiedShuffleSplit(1, test_size=0.25, random_state=7)
        train, test = next(iter(aside.split(features, labels)))
        targets = np.searchsorted(self._intents, labels[test])
        scores = self._fit(features[train], labels[train]).decision_function(features[test])

        def loss(temperature: float) -> float:
            scaled = scores / temperature
            scaled -= scaled.max(axis=1, keepdims=True)
            chosen = scaled[np.arange(len(targets)), targets]
            return float((np.log(np.exp(scaled).sum(axis=1)) - chosen).mean())

        return float(minimize_scalar(loss, bounds=(0.2, 5.0), method="bounded").x)

    def _join(self, vectors: Floats, sparse: csr_matrix) -> csr_matrix:
        dense = vectors - self._arrays["centre"]
        dense = dense / np.maximum(np.linalg.norm(dense, axis=1, keepdims=True), 1e-9)
        parts = [csr_matrix(dense * self._config["dense_scale"]), sparse * self._config["sparse_scale"]]
        return hstack(parts, format="csr", dtype=np.float32)

    def _persist(self, temperature: float) -> None:
        with self._storage.write_to(self._resource) as folder:
            self._ngrams.save(Path(folder) / "ngrams.json")
            np.savez(Path(folder) / "head.npz", **dict[str, Any](self._arrays))
            card = {"intents": self._intents, "temperature": round(temperature, 4)}
            (Path(folder) / "head.json").write_text(json.dumps(card), encoding="utf-8")

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,  # noqa: ARG003 - the signature is Rasa's
    ) -> IntentHead:
        """The trained component."""
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            component.restore(Path(folder))
        return component

    def restore(self, folder: Path) -> None:
        """Read what training stored in ``folder``."""
        self._ngrams = CharacterNgrams.load(folder / "ngrams.json")
        self._intents = json.loads((folder / "head.json").read_text(encoding="utf-8"))["intents"]
        with np.load(folder / "head.npz") as arrays:
            self._arrays = {name: arrays[name] for name in arrays.files}

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent and ranking of every message that has a text."""
        for message in messages:
            if message.get(TEXT):
                self._classify(message)
        return messages

    def _classify(self, message: Message) -> None:
        if not normalise(message.get(TEXT)):
            _set(message, DEFAULT_NLU_FALLBACK_INTENT_NAME, 1.0, [])
            return
        odds = self._probabilities(message)
        order = np.argsort(-odds)[: self._config["ranking"]]
        ranking = [{"name": self._intents[i], "confidence": round(float(odds[i]), 4)} for i in order]
        best = ranking[0]
        if best["confidence"] < self._config["threshold"]:
            _set(message, DEFAULT_NLU_FALLBACK_INTENT_NAME, round(1 - float(best["confidence"]), 4), ranking)
        else:
            _set(message, best["name"], best["confidence"], ranking)

    def _probabilities(self, message: Message) -> NDArray[np.float64]:
        features = self._join(_vector(message).reshape(1, -1), self._ngrams.transform([normalise(message.get(TEXT))]))
        scores = np.asarray(features @ self._arrays["weights"].T + self._arrays["bias"], dtype=np.float64)[0]
        odds = np.exp(scores - scores.max())
        probabilities: NDArray[np.float64] = odds / odds.sum()
        return probabilities


def _set(message: Message, intent: Any, confidence: Any, ranking: list[dict[str, Any]]) -> None:
    message.set(INTENT, {"name": intent, "confidence": confidence}, add_to_output=True)
    message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)


def _vector(message: Message) -> Floats:
    _, sentence = message.get_dense_features(TEXT)
    if sentence is None:
        raise ValueError("IntentHead found no sentence vector; SentenceVectors must stand before it in config.yml")
    return np.asarray(sentence.features[0], dtype=np.float32)
