"""One ranking from words and meaning.

A weighted sum of normalised scores (the convex combination of Bruch, Gai and Ingber, "An Analysis of Fusion
Functions for Hybrid Retrieval", 2023): words by their BM25 relative to the best hit, meaning by its cosine
relative to a band below the best one. Measured on public judgements it beats reciprocal rank fusion; see
docs/search.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.documents import Hit

DEPTH = 200


@dataclass(frozen=True, slots=True)
class Ranking:
    """``lexical_weight`` of words against meaning; ``band``: how far below the best cosine still counts."""

    lexical_weight: float = 0.7
    band: float = 0.12

    def fuse(self, lexical: Sequence[tuple[int, float]], cosines: Mapping[int, float]) -> list[Hit]:
        """Hits best first. ``cosines`` holds every candidate that has a vector; words alone serve the
        others.
        """
        best_score = max((score for _number, score in lexical), default=0.0)
        words = {number: score / best_score for number, score in lexical} if best_score > 0 else {}
        best_cosine = max(cosines.values(), default=0.0)
        hits = [
            self._hit(number, words.get(number, 0.0), cosines.get(number), best_cosine)
            for number in words.keys() | cosines.keys()
        ]
        return sorted((hit for hit in hits if hit.score > 0), key=lambda hit: (-hit.score, hit.id))

    def _hit(self, number: int, words: float, cosine: float | None, best: float) -> Hit:
        weight = self.lexical_weight
        if cosine is None:
            return Hit(number, round(0.9 * weight * words, 6), {"words": round(words, 4)})
        meaning = max(0.0, 1 - (best - cosine) / self.band)
        why = {"words": round(words, 4), "meaning": round(meaning, 4), "cosine": round(cosine, 4)}
        return Hit(number, round(weight * words + (1 - weight) * meaning, 6), why)


def reciprocal_rank_fusion(*rankings: Sequence[int], constant: int = 60) -> list[int]:
    """Cormack, Clarke and Büttcher, 2009: the yardstick of the evaluation."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, number in enumerate(ranking, 1):
            scores[number] = scores.get(number, 0.0) + 1 / (constant + rank)
    return sorted(scores, key=lambda number: (-scores[number], number))
