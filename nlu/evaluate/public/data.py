"""Public intent data, as tasks: what to learn from and what to be asked about."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

BANKING = ("banking77_train.csv", "banking77_test.csv")
MASSIVE_LANGUAGES = ("en", "ru", "pl")


@dataclass(frozen=True)
class Labelled:
    """A text and its intent."""

    text: str
    intent: str


@dataclass(frozen=True)
class Task:
    """``shots`` examples an intent to learn from, all where it is None; ``test`` is never learned from."""

    name: str
    pool: tuple[Labelled, ...]
    test: tuple[Labelled, ...]
    shots: int | None

    def draw(self, number: int) -> list[Labelled]:
        """The training examples of draw ``number``; the same number gives the same examples."""
        if self.shots is None:
            return list(self.pool)
        order = np.random.default_rng(1000 + number).permutation(len(self.pool))
        taken: dict[str, int] = {}
        chosen = []
        for at in order:
            example = self.pool[int(at)]
            if taken.get(example.intent, 0) < self.shots:
                taken[example.intent] = taken.get(example.intent, 0) + 1
                chosen.append(example)
        return chosen


def tasks(folder: Path) -> list[Task]:
    """Every task that ``folder`` has the files for; empty where it has none."""
    found = []
    if all((folder / name).is_file() for name in BANKING):
        train, test = (tuple(_banking(folder / name)) for name in BANKING)
        found += [Task(f"banking77-{shots or 'full'}", train, test, shots) for shots in (5, 10, None)]
    for language in MASSIVE_LANGUAGES:
        path = folder / f"massive_{language}.tsv.gz"
        if path.is_file():
            rows = list(_massive(path))
            train, dev = (tuple(item for part, item in rows if part == wanted) for wanted in ("train", "dev"))
            found += [Task(f"massive-{language}-{shots}", train, dev, shots) for shots in (5, 10)]
    return found


def _banking(path: Path) -> Iterable[Labelled]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Labelled(" ".join(row["text"].split()), row["category"])


def _massive(path: Path) -> Iterator[tuple[str, Labelled]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield row["partition"], Labelled(" ".join(row["utt"].split()), row["intent"])
