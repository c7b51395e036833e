"""Our ranking against BM25, dense retrieval and their reciprocal rank fusion."""

import random
from collections.abc import Mapping, Sequence
from typing import Any

from index.engine import SearchEngine
from index.evaluation.baselines import PlainBm25
from index.evaluation.measures import Judgements, condensed, ndcg, summary
from index.ranking import DEPTH, Ranking, reciprocal_rank_fusion

FOLDS = 5
SEED = 7
WEIGHTS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
BANDS = (0.06, 0.09, 0.12, 0.16)
GRID = tuple(Ranking(weight, band) for weight in WEIGHTS for band in BANDS)
RESAMPLES = 5000

Rankings = Mapping[str, Sequence[int]]


def evaluate(engine: SearchEngine, bm25: PlainBm25, judgements: Mapping[str, Judgements]) -> dict[str, Any]:
    """Every measure for every method; ``ours`` ranks each query with weights chosen on other queries."""
    rankings = all_rankings(engine, bm25, judgements)
    result: dict[str, Any] = {name: summary(found, judgements) for name, found in rankings.items()}
    result["ours_over"] = {
        name: _paired_bootstrap(rankings["ours"], rankings[name], judgements) for name in ("bm25", "dense", "rrf")
    }
    return result


def all_rankings(
    engine: SearchEngine, bm25: PlainBm25, judgements: Mapping[str, Judgements]
) -> dict[str, dict[str, list[int]]]:
    """``{method: {query: ids}}``. ``ours`` is cross-validated, ``ours_shipped`` has the weights of the
    product.
    """
    plain = {query: bm25.search(query, DEPTH) for query in judgements}
    dense = {query: [number for number, _ in engine.by_meaning(query)] for query in judgements}
    by_ranking = _rankings_over_grid(engine, judgements)
    shipped = {query: [hit.id for hit in engine.search(query, limit=DEPTH).hits] for query in judgements}
    return {
        "ours": _cross_validated(by_ranking, judgements),
        "ours_shipped": shipped,
        "bm25": plain,
        "dense": dense,
        "rrf": {query: reciprocal_rank_fusion(plain[query], dense[query]) for query in judgements},
    }


def _rankings_over_grid(
    engine: SearchEngine, judgements: Mapping[str, Judgements]
) -> dict[Ranking, dict[str, list[int]]]:
    kept = engine.ranking
    found: dict[Ranking, dict[str, list[int]]] = {}
    for ranking in GRID:
        engine.ranking = ranking
        found[ranking] = {query: [hit.id for hit in engine.search(query, limit=DEPTH).hits] for query in judgements}
    engine.ranking = kept
    return found


def _cross_validated(
    by_ranking: Mapping[Ranking, Mapping[str, list[int]]], judgements: Mapping[str, Judgements]
) -> dict[str, list[int]]:
    """Each fold is ranked with the weights that are best on the other folds."""
    queries = sorted(judgements)
    random.Random(SEED).shuffle(queries)  # noqa: S311 - a reproducible split, not a secret
    result: dict[str, list[int]] = {}
    for fold in range(FOLDS):
        held_out = set(queries[fold::FOLDS])
        known = {query: judgements[query] for query in queries if query not in held_out}
        best = max(by_ranking, key=lambda ranking: _objective(by_ranking[ranking], known))
        result |= {query: by_ranking[best][query] for query in held_out}
    return result


def _objective(rankings: Rankings, judgements: Mapping[str, Judgements]) -> float:
    """Plain and condensed nDCG together: one punishes what nobody judged, the other ignores it."""
    measures = summary(rankings, judgements)
    return measures["ndcg@10"] + measures["condensed_ndcg@10"]


def _paired_bootstrap(ours: Rankings, other: Rankings, judgements: Mapping[str, Judgements]) -> dict[str, list[float]]:
    """Mean difference and its 95% interval over resampled queries, for both kinds of nDCG@10."""
    differences: dict[str, list[float]] = {"ndcg@10": [], "condensed_ndcg@10": []}
    for query, judged in judgements.items():
        mine, theirs = ours[query], other[query]
        differences["ndcg@10"].append(ndcg(mine, judged) - ndcg(theirs, judged))
        pair = ndcg(condensed(mine, judged), judged), ndcg(condensed(theirs, judged), judged)
        differences["condensed_ndcg@10"].append(pair[0] - pair[1])
    return {name: _interval(values) for name, values in differences.items()}


def _interval(values: Sequence[float]) -> list[float]:
    chooser = random.Random(SEED)  # noqa: S311 - resampling must be reproducible
    size = len(values)
    means = sorted(sum(chooser.choices(values, k=size)) / size for _ in range(RESAMPLES))
    low, high = means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES)]
    return [round(number, 4) for number in (sum(values) / size, low, high)]
