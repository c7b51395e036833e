"""Ranking measures for graded judgements."""

import math
from collections.abc import Mapping, Sequence

RELEVANT = 2

Judgements = Mapping[int, int]


def ndcg(ranking: Sequence[int], judged: Judgements, depth: int = 10) -> float:
    """Normalised discounted cumulative gain with gain 2^rating - 1; what nobody judged counts 0."""
    ideal = sorted((_gain(rating) for rating in judged.values()), reverse=True)[:depth]
    best = _discounted(ideal)
    return _discounted([_gain(judged.get(number, 0)) for number in ranking[:depth]]) / best if best else 0.0


def condensed(ranking: Sequence[int], judged: Judgements) -> list[int]:
    """The ranking without what nobody judged (Sakai, "Alternatives to Bpref", 2007)."""
    return [number for number in ranking if number in judged]


def recall(ranking: Sequence[int], judged: Judgements, depth: int = 100) -> float | None:
    """The share of documents rated 2 or 3 that the first ``depth`` hold; None when there are none."""
    relevant = {number for number, rating in judged.items() if rating >= RELEVANT}
    return len(relevant.intersection(ranking[:depth])) / len(relevant) if relevant else None


def reciprocal_rank(ranking: Sequence[int], judged: Judgements) -> float:
    """1 / rank of the first document rated 2 or 3, 0 when none is found."""
    for rank, number in enumerate(ranking, 1):
        if judged.get(number, 0) >= RELEVANT:
            return 1 / rank
    return 0.0


def judged_share(ranking: Sequence[int], judged: Judgements, depth: int = 10) -> float:
    """The share of the first ``depth`` that people have judged at all."""
    top = ranking[:depth]
    return sum(number in judged for number in top) / len(top) if top else 0.0


def summary(rankings: Mapping[str, Sequence[int]], judgements: Mapping[str, Judgements]) -> dict[str, float]:
    """All measures, averaged over the queries."""
    pairs = [(rankings[query], judgements[query]) for query in judgements]
    recalls = [value for ranking, judged in pairs if (value := recall(ranking, judged)) is not None]
    return {
        "ndcg@10": _mean([ndcg(ranking, judged) for ranking, judged in pairs]),
        "condensed_ndcg@10": _mean([ndcg(condensed(ranking, judged), judged) for ranking, judged in pairs]),
        "recall@100": _mean(recalls),
        "mrr": _mean([reciprocal_rank(ranking, judged) for ranking, judged in pairs]),
        "judged@10": _mean([judged_share(ranking, judged) for ranking, judged in pairs]),
        "queries": float(len(pairs)),
    }


def _gain(rating: int) -> float:
    return float(2**rating - 1)


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0
