"""What people taught after the encoder was tuned, remembered word by word.

A tuned encoder is sure of what it was tuned to, so that a few examples beside it change nothing, and tuning it again
takes minutes and may forget. Instead the taught messages are kept as they are, and a message that is nearly one of
them gets part of its probability from it: the interpolation of a model with its nearest neighbour (Khandelwal et al.
2020, "Generalization through Memorization"). Nearness is that of spelling, not of the encoder's vectors: by these, a
message that was taken for something else lies among just those messages. What is near to nothing is not touched.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

GRAM = 3
# Dice coefficients: from where a taught message counts, and from where it is taken for the same message.
NEAR, SAME = 0.55, 0.85
MOST = 0.9


@dataclass(frozen=True)
class Recalled:
    """The intent of the nearest taught message, and its share of the probability, up to ``MOST``."""

    intent: str
    share: float


class Memory:
    """Normalised texts and their intents; a later one of the same text replaces an earlier."""

    def __init__(self, taught: Iterable[tuple[str, str]] = ()) -> None:
        self._taught = list(dict(taught).items())
        self._sizes: list[int] = []
        self._places: dict[str, list[int]] = defaultdict(list)
        for number, (text, _intent) in enumerate(self._taught):
            grams = _grams(text)
            self._sizes.append(len(grams))
            for gram in grams:
                self._places[gram].append(number)

    def __len__(self) -> int:
        return len(self._taught)

    def recall(self, text: str) -> Recalled | None:
        """What the normalised ``text`` brings to mind; None where nothing is near."""
        if not self._taught:
            return None
        grams = _grams(text)
        shared = Counter(number for gram in grams for number in self._places.get(gram, ()))
        best, nearness = -1, 0.0
        for number, count in shared.items():
            dice = 2 * count / (len(grams) + self._sizes[number])
            if dice > nearness:
                best, nearness = number, dice
        if nearness <= NEAR:
            return None
        return Recalled(self._taught[best][1], MOST * min((nearness - NEAR) / (SAME - NEAR), 1.0))

    def save(self, path: Path) -> None:
        """Write the memory to ``path``."""
        path.write_text(json.dumps(self._taught, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Memory:
        """Read what ``save`` wrote; an empty one of a model that was made before there were memories."""
        if not path.is_file():
            return cls()
        return cls((text, intent) for text, intent in json.loads(path.read_text(encoding="utf-8")))


def _grams(text: str) -> frozenset[str]:
    padded = f" {text} "
    return frozenset(padded[place : place + GRAM] for place in range(len(padded) - GRAM + 1))
