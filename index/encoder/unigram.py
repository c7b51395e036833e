"""A small Unigram tokenizer for the default model.

``tokenizers`` needs 280 MB for a vocabulary of 250,000 pieces, most of it for its trie; a dictionary and a
cache of words need 50 MB and give the same ids (asserted when the model is built). Other models use
``tokenizers``.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Self

import numpy as np

UNIGRAM_FILE = "unigram.npz"
SPACE = "▁"
UNKNOWN_PENALTY = 10.0
_BLANKS = re.compile(r"[\s\u200b]+")
_WORDS = re.compile(rf"{SPACE}[^{SPACE}]*")


class UnigramTokenizer:
    """Cuts each word into the pieces with the highest sum of log-probabilities (Kudo, 2018; Viterbi
    search).
    """

    def __init__(
        self, pieces: Sequence[str], scores: Sequence[float], *, bos: int, eos: int, unk: int, max_tokens: int
    ) -> None:
        self._ids = {piece: number for number, piece in enumerate(pieces)}
        self._scores = scores
        self._bos, self._eos, self._unk = bos, eos, unk
        self._room = max_tokens - 2
        self._longest = max(map(len, pieces))
        self._unknown_score = min(scores) - UNKNOWN_PENALTY
        self._word = lru_cache(maxsize=20_000)(self._cut)

    @classmethod
    def load(cls, path: Path, max_tokens: int) -> Self:
        """Read what ``save_vocabulary`` wrote; raises ``OSError``, ``KeyError`` or ``ValueError`` for a
        damaged file.
        """
        with np.load(path, allow_pickle=False) as content:
            pieces = content["pieces"].tobytes().decode("utf-8").split("\n")
            scores = content["scores"].tolist()
            bos, eos, unk = (int(number) for number in content["special"])
        if len(pieces) != len(scores):
            raise ValueError(f"{len(pieces)} pieces for {len(scores)} scores")
        return cls(pieces, scores, bos=bos, eos=eos, unk=unk, max_tokens=max_tokens)

    def encode(self, text: str) -> list[int]:
        """Token ids with the marks of beginning and end, at most ``max_tokens``."""
        cleaned = _BLANKS.sub(" ", unicodedata.normalize("NFKC", text)).strip().replace(" ", SPACE)
        ids = [self._bos]
        if cleaned:
            marked = cleaned if cleaned.startswith(SPACE) else SPACE + cleaned
            for word in _WORDS.findall(marked):
                ids.extend(self._word(word))
                if len(ids) > self._room:
                    break
        return [*ids[: self._room + 1], self._eos]

    def _cut(self, word: str) -> tuple[int, ...]:
        size = len(word)
        best: list[tuple[float, int, int] | None] = [None] * (size + 1)  # score, start, id of the piece ending here
        best[0] = (0.0, 0, -1)
        for start in range(size):
            reached = best[start]
            assert reached is not None  # every character is reached, as an unknown one if need be
            self._extend(word, start, reached[0], best)
        return self._collect(best)

    def _extend(self, word: str, start: int, score: float, best: list[tuple[float, int, int] | None]) -> None:
        single = False
        for end in range(start + 1, min(len(word), start + self._longest) + 1):
            number = self._ids.get(word[start:end])
            if number is not None:
                single = single or end == start + 1
                self._offer(best, end, (score + self._scores[number], start, number))
        if not single:
            self._offer(best, start + 1, (score + self._unknown_score, start, self._unk))

    @staticmethod
    def _offer(best: list[tuple[float, int, int] | None], end: int, offered: tuple[float, int, int]) -> None:
        known = best[end]
        if known is None or offered[0] > known[0]:
            best[end] = offered

    def _collect(self, best: Sequence[tuple[float, int, int] | None]) -> tuple[int, ...]:
        """Pieces from the end to the beginning; a run of unknown characters is one unknown piece."""
        ids: list[int] = []
        end = len(best) - 1
        while end > 0:
            step = best[end]
            assert step is not None
            if not (step[2] == self._unk and ids and ids[-1] == self._unk):
                ids.append(step[2])
            end = step[1]
        return tuple(reversed(ids))


def save_vocabulary(path: Path, pieces: Sequence[str], scores: Sequence[float], special: tuple[int, int, int]) -> None:
    """Write the vocabulary for ``UnigramTokenizer.load``; ``special`` are the ids of bos, eos and unk."""
    blob = np.frombuffer("\n".join(pieces).encode("utf-8"), dtype=np.uint8)
    np.savez(
        path, pieces=blob, scores=np.asarray(scores, dtype=np.float64), special=np.asarray(special, dtype=np.int64)
    )
