"""The use case: tune the encoder to labelled messages and write it for serving."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from index.encoder import Encoder, read_serving_model
from nlu.components.tuned_encoder import Trunk, TunedCard
from nlu.tuning.data import Example, with_names
from nlu.tuning.export import export
from nlu.tuning.top import Upper
from nlu.tuning.training import Settings, tune
from nlu.tuning.trunk import Activations, base_vectors, cut_trunk, run_trunk

CHECKED = 200
SEEDS = 24


def build(
    examples: Sequence[Example],
    base: Path,
    out: Path,
    settings: Settings,
    threads: int,
    say: Callable[[str], None],
) -> TunedCard:
    """Tune and write ``out``, replacing what was there only when all is well; raises ``TuningError``."""
    torch.set_num_threads(threads)
    known = with_names(examples)
    texts = [example.text for example in known]
    upper = Upper(base)
    served = read_serving_model(base)
    graph = cut_trunk(base, served.weights_file, upper.layers, settings.kept)
    say(f"the lower {settings.kept} of {upper.layers} layers over {len(texts)} messages")
    given = run_trunk(Trunk(graph, base), texts, threads)
    labels = np.array([example.intent for example in known])
    seeds = seeds_of(labels, settings.seed)
    vectors = base_vectors(Encoder(base, threads=threads), [texts[number] for number in seeds])
    say("tuning the layers above")
    tuned = tune(upper, given, labels, (vectors, labels[seeds]), settings, say)
    say("exporting and checking")
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as scratch:
        folder = Path(scratch) / out.name
        folder.mkdir()
        card = export(tuned, graph, served.fingerprint, settings.kept, folder, _some(given))
        if out.exists():
            shutil.rmtree(out)
        folder.rename(out)
    say(f"float32 minimum cosine {card.float32_min_cosine}, int8 mean {card.int8_mean_cosine}")
    return card


def seeds_of(labels: NDArray[np.str_], seed: int) -> list[int]:
    """A few examples of each intent: enough for the head's first directions, and much faster than all."""
    order = np.random.default_rng(seed).permutation(len(labels))
    taken: Counter[str] = Counter()
    chosen = []
    for number in order:
        taken[labels[number]] += 1
        if taken[labels[number]] <= SEEDS:
            chosen.append(int(number))
    return chosen


def _some(given: Activations) -> Activations:
    """The texts that the export is checked on, spread over all."""
    chosen = np.linspace(0, len(given.lengths) - 1, min(CHECKED, len(given.lengths))).astype(int)
    parts = [given.of(int(text)) for text in chosen]
    return Activations(np.concatenate(parts), np.cumsum([0, *map(len, parts)]).astype(np.int64))
