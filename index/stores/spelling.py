"""Typing errors: which words of the catalogue an unknown word probably means."""

import threading
import time

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.stores.lexical import LexicalStore

MIN_LENGTH = 4
TWO_EDITS_FROM = 8
MAX_WORDS = 400_000
REFRESH_SECONDS = 30.0


class Speller:
    """Compares with all words of the catalogue; the list is read anew at most every half minute."""

    def __init__(self, store: LexicalStore) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._words: dict[int, list[str]] = {}
        self._counts: dict[str, int] = {}
        self._generation = -1
        self._read_at = 0.0

    def corrections(self, word: str, limit: int = 3) -> list[tuple[str, float]]:
        """Known words within one edit (two from eight letters on) of ``word``, with a weight below 1, best
        first.

        An edit is an insertion, deletion, substitution or swap of neighbours (optimal string alignment).
        """
        if len(word) < MIN_LENGTH:
            return []
        edits = 2 if len(word) >= TWO_EDITS_FROM else 1
        words, counts = self._vocabulary()
        near = [
            candidate
            for length in range(len(word) - edits, len(word) + edits + 1)
            for candidate in words.get(length, ())
        ]
        found = process.extract(word, near, scorer=OSA.distance, score_cutoff=edits, limit=20)
        ranked = sorted(found, key=lambda match: (match[1], match[0][0] != word[0], -counts[match[0]]))
        return [(match[0], 0.8 if match[1] <= 1 else 0.6) for match in ranked[:limit] if match[1] > 0]

    def _vocabulary(self) -> tuple[dict[int, list[str]], dict[str, int]]:
        with self._lock:
            now = time.monotonic()
            stale = self._generation != self._store.generation and now - self._read_at > REFRESH_SECONDS
            if self._generation < 0 or stale:
                self._read(now)
            return self._words, self._counts

    def _read(self, now: float) -> None:
        self._generation, self._read_at = self._store.generation, now
        found = self._store.searcher().terms_with_prefix("words", "", None, MAX_WORDS)
        by_length: dict[int, list[str]] = {}
        for word, _count in found:
            if len(word) >= MIN_LENGTH - 1:
                by_length.setdefault(len(word), []).append(word)
        self._words, self._counts = by_length, dict(found)
