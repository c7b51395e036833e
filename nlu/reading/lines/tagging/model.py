"""A linear chain over tags: weights of features and of neighbouring tags, and the best sequence by them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

WEIGHTS: Final = Path(__file__).parent / "weights.json.gz"


@dataclass(frozen=True)
class Model:
    """A conditional random field (Lafferty et al. 2001) as trained: see `python -m nlu.tagging`."""

    tags: tuple[str, ...]
    states: dict[str, tuple[float, ...]]
    steps: tuple[tuple[float, ...], ...]

    def best(self, sequence: Sequence[Sequence[str]]) -> list[str]:
        """The likeliest tags of a sequence of feature lists (Viterbi)."""
        if not sequence:
            return []
        count = range(len(self.tags))
        scores = self._scores(sequence[0])
        back: list[list[int]] = []
        for each in sequence[1:]:
            came = [max(count, key=lambda tag, to=to: scores[tag] + self.steps[tag][to]) for to in count]  # type: ignore[misc]
            here = self._scores(each)
            scores = [scores[tag] + self.steps[tag][to] + here[to] for to, tag in enumerate(came)]
            back.append(came)
        tag = max(count, key=scores.__getitem__)
        path = [tag]
        for came in reversed(back):
            tag = came[tag]
            path.append(tag)
        return [self.tags[tag] for tag in reversed(path)]

    def _scores(self, names: Sequence[str]) -> list[float]:
        found = [self.states[name] for name in names if name in self.states]
        return [sum(column) for column in zip(*found, strict=True)] if found else [0.0] * len(self.tags)


@cache
def load(path: Path = WEIGHTS) -> Model:
    """The model of a file."""
    stored = json.loads(gzip.decompress(path.read_bytes()))
    return Model(
        tuple(stored["tags"]),
        {name: tuple(weights) for name, weights in stored["states"].items()},
        tuple(map(tuple, stored["steps"])),
    )
