"""The classifier's arithmetic: a cosine or linear part over the sentence vector, a linear part over character n-grams,
and what was taught since.

Without Rasa, so that measurements can use the very same head.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedShuffleSplit

from nlu.components.memory import Memory
from nlu.components.ngrams import CharacterNgrams
from nlu.components.tuned_encoder import TunedHead

Floats = NDArray[np.float32]
TAUGHT_FILE = "taught.json"


@dataclass(frozen=True)
class HeadSettings:
    """Chosen by cross-validation on the training data; see docs/benchmarks.md, "Understanding".

    ``ngram_weight`` is the weight of the n-grams' scores beside the tuned head's (a product of experts),
    ``temperature`` divides the sum. The other figures are for vectors of an encoder that was not tuned.
    """

    ngram_weight: float = 0.5
    temperature: float = 1.35
    C: float = 1.0
    dense_scale: float = 8.0
    sparse_scale: float = 8.0
    max_iter: int = 150


class Head:
    """Probabilities of intents; ``intents`` are in the order of the columns."""

    def __init__(
        self,
        intents: Sequence[str],
        ngrams: CharacterNgrams,
        arrays: dict[str, NDArray[Any]],
        memory: Memory | None = None,
    ) -> None:
        self.intents = list(intents)
        self.memory = memory or Memory()
        self._ngrams = ngrams
        self._arrays = arrays

    @classmethod
    def over_tuned(
        cls,
        texts: Sequence[str],
        labels: Sequence[str],
        tuned: TunedHead,
        intents: Sequence[str],
        settings: HeadSettings,
    ) -> Head:
        """The head that was tuned with the encoder, and one over n-grams fitted here to the normalised ``texts``.

        Both are logistic, so that the weighted sum of their scores is one linear model. Raises ``ValueError`` where
        the encoder was tuned for other intents.
        """
        if set(intents) != set(labels):
            raise ValueError("the encoder was tuned for other intents than the training data has; run: make setup")
        ngrams = CharacterNgrams(2, 4, 2)
        sparse = ngrams.fit_transform(list(texts)) * settings.sparse_scale
        fitted = _logistic(sparse, np.asarray(labels), settings)
        order = [list(fitted.classes_).index(intent) for intent in intents]
        weight = settings.ngram_weight / settings.temperature
        coefficients = _both_signs(fitted)
        arrays = {
            "centre": tuned.centre,
            "dense": (tuned.directions * (tuned.scale / settings.temperature)).astype(np.float32),
            "sparse": (coefficients[0][order] * (weight * settings.sparse_scale)).astype(np.float32),
            "bias": (coefficients[1][order] * weight).astype(np.float32),
        }
        return cls(intents, ngrams, arrays)

    @classmethod
    def over_plain(cls, texts: Sequence[str], labels: Sequence[str], vectors: Floats, settings: HeadSettings) -> Head:
        """One logistic regression over both features, calibrated by temperature (Guo et al. 2017) on a quarter.

        Vectors are centred, brought to length 1 and scaled: an encoder's vectors lie in a narrow cone, and an unscaled
        head with the usual regularisation hardly learns.
        """
        ngrams = CharacterNgrams(2, 4, 2)
        centre = vectors.mean(axis=0)
        dense = _centred(vectors, centre) * settings.dense_scale
        sparse = ngrams.fit_transform(list(texts)) * settings.sparse_scale
        features = hstack([csr_matrix(dense), sparse], format="csr", dtype=np.float32)
        wanted = np.asarray(labels)
        fitted = _logistic(features, wanted, settings)
        temperature = _temperature(features, wanted, settings)
        coefficients, bias = _both_signs(fitted)
        size = dense.shape[1]
        arrays = {
            "centre": centre,
            "dense": (coefficients[:, :size] * (settings.dense_scale / temperature)).astype(np.float32),
            "sparse": (coefficients[:, size:] * (settings.sparse_scale / temperature)).astype(np.float32),
            "bias": (bias / temperature).astype(np.float32),
        }
        return cls([str(name) for name in fitted.classes_], ngrams, arrays)

    def probabilities(self, texts: Sequence[str], vectors: Floats) -> NDArray[np.float64]:
        """Of normalised ``texts`` with their unit ``vectors``, shape (texts, intents)."""
        scores = _centred(vectors, self._arrays["centre"]) @ self._arrays["dense"].T + self._arrays["bias"]
        scores = np.asarray(scores + self._ngrams.transform(list(texts)) @ self._arrays["sparse"].T, dtype=np.float64)
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: NDArray[np.float64] = odds / odds.sum(axis=1, keepdims=True)
        for number, text in enumerate(texts):
            recalled = self.memory.recall(text)
            if recalled is not None:
                shares[number] *= 1 - recalled.share
                shares[number, self.intents.index(recalled.intent)] += recalled.share
        return shares

    def save(self, folder: Path) -> None:
        """Write the head into ``folder``."""
        self._ngrams.save(folder / "ngrams.json")
        np.savez(folder / "head.npz", **self._arrays)  # type: ignore[arg-type]
        (folder / "intents.json").write_text(json.dumps(self.intents), encoding="utf-8")
        self.memory.save(folder / TAUGHT_FILE)

    @classmethod
    def load(cls, folder: Path) -> Head:
        """Read what ``save`` wrote."""
        intents = json.loads((folder / "intents.json").read_text(encoding="utf-8"))
        with np.load(folder / "head.npz") as arrays:
            parts = {name: arrays[name] for name in arrays}
        return cls(intents, CharacterNgrams.load(folder / "ngrams.json"), parts, Memory.load(folder / TAUGHT_FILE))


def _centred(vectors: Floats, centre: Floats) -> Floats:
    moved = vectors - centre
    unit: Floats = moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)
    return unit


def _logistic(features: csr_matrix, labels: NDArray[Any], settings: HeadSettings) -> LogisticRegression:
    model = LogisticRegression(class_weight="balanced", tol=1e-3, C=settings.C, max_iter=settings.max_iter)
    return model.fit(features, labels)


def _both_signs(fitted: LogisticRegression) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Coefficients and biases with a row for each class; with two classes, the library keeps one row for both."""
    if len(fitted.classes_) > 2:
        return fitted.coef_, fitted.intercept_
    return np.vstack([-fitted.coef_, fitted.coef_]) / 2, np.concatenate([-fitted.intercept_, fitted.intercept_]) / 2


def _temperature(features: csr_matrix, labels: NDArray[Any], settings: HeadSettings) -> float:
    """The divisor of the scores that makes the probabilities of a quarter kept aside most likely."""
    aside = StratifiedShuffleSplit(1, test_size=0.25, random_state=7)
    train, test = next(iter(aside.split(features, labels)))
    fitted = _logistic(features[train], labels[train], settings)
    scores = features[test] @ _both_signs(fitted)[0].T + _both_signs(fitted)[1]
    return best_temperature(scores, np.searchsorted(fitted.classes_, labels[test]))


def best_temperature(scores: NDArray[np.float64], targets: NDArray[np.intp]) -> float:
    """The divisor of ``scores`` (texts, classes) under which the right classes ``targets`` are most likely."""

    def loss(temperature: float) -> float:
        scaled = scores / temperature
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        chosen = scaled[np.arange(len(targets)), targets]
        return float((np.log(np.exp(scaled).sum(axis=1)) - chosen).mean())

    return float(minimize_scalar(loss, bounds=(0.2, 5.0), method="bounded").x)
