"""Cross-validation of the whole classifier on the training data: what temperature and threshold are chosen by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from index.encoder import Encoder, read_serving_model
from nlu.components.head import Head, HeadSettings, best_temperature
from nlu.components.text import normalise
from nlu.components.tuned_encoder import Trunk
from nlu.tuning.build import seeds_of
from nlu.tuning.data import Example, with_names
from nlu.tuning.top import Upper
from nlu.tuning.training import Settings, Tuned, tune, vectors_of
from nlu.tuning.trunk import Activations, base_vectors, cut_trunk, run_trunk

OUT_OF_SCOPE = "out_of_scope"
FOLDS = 5
THRESHOLDS = (0.0, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6)
WEIGHTS = (0.0, 0.3, 0.5, 0.7, 1.0)
Floats = NDArray[np.float64]


def cross_validate(
    examples: Sequence[Example], base: Path, settings: Settings, folds: int, threads: int, say: Callable[[str], None]
) -> dict[str, Any]:
    """Figures over the first ``folds`` of five; examples of one place in their intent's list share a fold.

    Languages whose lists are translations of each other are so kept together.
    """
    torch.set_num_threads(threads)
    upper, served = Upper(base), read_serving_model(base)
    trunk = Trunk(cut_trunk(base, served.weights_file, upper.layers, settings.kept), base)
    intents = sorted({example.intent for example in examples})
    encoder, fold = Encoder(base, threads=threads), _folds(examples)
    collected: dict[str, list[Any]] = {"dense": [], "sparse": [], "truth": [], "lang": [], "frozen": []}
    for number in range(folds):
        say(f"fold {number + 1} of {folds}")
        aside = [example for example, place in zip(examples, fold, strict=True) if place == number]
        known = with_names([example for example, place in zip(examples, fold, strict=True) if place != number])
        texts, labels = [example.text for example in known], np.array([example.intent for example in known])
        seeds = seeds_of(labels, settings.seed)
        first = base_vectors(encoder, [texts[at] for at in seeds])
        tuned = tune(upper, run_trunk(trunk, texts, threads), labels, (first, labels[seeds]), settings, say)
        given = run_trunk(trunk, [example.text for example in aside], threads)
        dense, sparse, frozen = _scores(intents, known, aside, given, tuned, encoder)
        collected["dense"].append(dense)
        collected["sparse"].append(sparse)
        collected["frozen"].append(frozen)
        collected["truth"] += [intents.index(example.intent) for example in aside]
        collected["lang"] += [example.language for example in aside]
    return _figures(collected, intents)


def _folds(examples: Sequence[Example]) -> NDArray[np.int64]:
    places: dict[tuple[str, int], int] = {}
    seen: dict[tuple[str, str], int] = {}
    groups = []
    for example in examples:
        at = seen[example.intent, example.language] = seen.get((example.intent, example.language), -1) + 1
        groups.append(places.setdefault((example.intent, at), len(places)))
    order = np.random.default_rng(0).permutation(len(places))
    return np.asarray(order[np.array(groups)] % FOLDS)


def _scores(
    intents: list[str],
    known: Sequence[Example],
    aside: Sequence[Example],
    given: Activations,
    tuned: Tuned,
    encoder: Encoder,
) -> tuple[Floats, Floats, Floats]:
    """Log-probabilities of the messages kept aside: tuned head, n-grams, and the head over untuned vectors."""
    plain = HeadSettings(temperature=1.0, ngram_weight=1.0)
    texts, labels = [normalise(example.text) for example in known], [example.intent for example in known]
    asked = [normalise(example.text) for example in aside]
    vectors = vectors_of(tuned.top, given)
    both = Head.over_tuned(texts, labels, tuned.head, intents, plain)
    alone = Head.over_tuned(texts, labels, replace(tuned.head, scale=0.0), intents, plain)
    sparse = np.log(alone.probabilities(asked, vectors))
    dense = np.log(both.probabilities(asked, vectors)) - sparse
    frozen = Head.over_plain(texts, labels, encoder.encode_queries(texts), plain)
    return dense, sparse, np.log(frozen.probabilities(asked, encoder.encode_queries(asked)))


def _figures(collected: dict[str, list[Any]], intents: list[str]) -> dict[str, Any]:
    dense, sparse, frozen = (np.concatenate(collected[name]) for name in ("dense", "sparse", "frozen"))
    truth, languages = np.array(collected["truth"]), np.array(collected["lang"])
    outside = intents.index(OUT_OF_SCOPE)
    found: dict[str, Any] = {
        "messages": len(truth),
        "untuned": round(float((frozen.argmax(axis=1) == truth).mean()), 4),
        "ngrams": round(float((sparse.argmax(axis=1) == truth).mean()), 4),
        "weights": {},
    }
    for weight in WEIGHTS:
        scores = dense + weight * sparse
        temperature = best_temperature(scores, truth)
        odds = np.exp((scores - scores.max(axis=1, keepdims=True)) / temperature)
        sure = odds.max(axis=1) / odds.sum(axis=1)
        rows = {}
        for threshold in THRESHOLDS:
            right = np.where(sure < threshold, outside, scores.argmax(axis=1)) == truth
            by_language = {lang: round(float(right[languages == lang].mean()), 4) for lang in sorted(set(languages))}
            rows[str(threshold)] = {
                "accuracy": round(float(right.mean()), 4),
                "in_scope": round(float(right[truth != outside].mean()), 4),
                "out_of_scope_recall": round(float(right[truth == outside].mean()), 4),
                **by_language,
            }
        found["weights"][str(weight)] = {"temperature": round(temperature, 3), "thresholds": rows}
    return found
