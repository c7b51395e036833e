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
WORDS_ALONE = 0.9


@dataclass(frozen=True, slots=True)
class Ranking:
    """``lexical_weight`` of words against meaning; ``band``: how far below the best cosine still counts."""

    lexical_weight: float = 0.7
    band: float = 0.12

    def fuse(self, lexical: Sequence[tuple[int, float]], cosines: Mapping[int, float]) -> "Fused":
        """Rank all candidates. ``cosines`` holds every one that has a vector; words alone serve the others."""
        best = max((score for _number, score in lexical), default=0.0)
        words = {number: score / best for number, score in lexical} if best > 0 else {}
        nearest = max(cosines.values(), default=0.0)
        weight, band = self.lexical_weight, self.band
        scores = {
            number: weight * words.get(number, 0.0) + (1 - weight) * max(0.0, 1 - (nearest - cosine) / band)
            for number, cosine in cosines.items()
        }
        scores |= {number: WORDS_ALONE * weight * part for number, part in words.items() if number not in cosines}
        order = sorted(((-score, number) for number, score in scores.items() if score > 0))
        return Fused([(number, -score) for score, number in order], words, dict(cosines))


@dataclass(frozen=True, slots=True)
class Fused:
    """Ids with their scores, best first, and what the scores are made of."""

    order: list[tuple[int, float]]
    words: dict[int, float]
    cosines: dict[int, float]

    def hit(self, number: int, score: float) -> Hit:
        """The hit with its explanation: the share of the best words' score, and the cosine."""
        why = {"words": round(self.words.get(number, 0.0), 4)}
        if number in self.cosines:
            why["cosine"] = round(self.cosines[number], 4)
        return Hit(number, round(score, 6), why)


def reciprocal_rank_fusion(*rankings: Sequence[int], constant: int = 60) -> list[int]:
    """Cormack, Clarke and Büttcher, 2009: the yardstick of the evaluation."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, number in enumerate(ranking, 1):
            scores[number] = scores.get(number, 0.0) + 1 / (constant + rank)
    return sorted(scores, key=lambda number: (-scores[number], number))
