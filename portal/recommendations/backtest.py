"""How good are the proposals? The last order day of each company is hidden and predicted from what came before.

Nothing after the moment of the hidden day is looked at. Beside the model the baseline "most often bought"
is measured on the same task: a model that does not beat it earns nothing. (Personal frequency is the strong
baseline of next-basket work: Li et al., "A Next Basket Recommendation Reality Check", ACM TOIS 41(4), 2023.)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session

from portal.recommendations import queries
from portal.recommendations.habits import Purchase, recent_shares
from portal.recommendations.service import HISTORY, LIKELY, MAX_LINES, SHARE_WEIGHT, rank

LEAST_DAYS = 4
History = Mapping[int, Sequence[Purchase]]


@dataclass(slots=True)
class Score:
    """Means over companies. `hit`: at least one of the first k was in the hidden order."""

    k: int
    companies: int = 0
    recall: float = 0.0
    precision: float = 0.0
    hit: float = 0.0

    def add(self, ranked: Sequence[int], actual: set[int]) -> None:
        """Count one company: what was ranked, best first, and what was really bought."""
        first = list(ranked[: self.k])
        right = sum(1 for product_id in first if product_id in actual)
        self.companies += 1
        self.recall += right / len(actual)
        self.precision += right / len(first) if first else 0.0
        self.hit += 1.0 if right else 0.0

    def means(self) -> dict[str, float]:
        """{recall, precision, hit}; zeros without companies."""
        n = max(self.companies, 1)
        return {"recall": self.recall / n, "precision": self.precision / n, "hit": self.hit / n}


@dataclass(slots=True)
class Result:
    """Scores by model, and how the stated probabilities compare with what happened."""

    companies: int = 0
    scores: dict[str, list[Score]] = field(default_factory=dict)
    stated: list[tuple[float, bool]] = field(default_factory=list)
    proposed: int = 0
    proposed_right: int = 0

    def calibration(self, bins: int = 5) -> list[tuple[float, float, int]]:
        """(mean stated probability, share bought, count) by bin of the stated probability."""
        table = []
        for index in range(bins):
            low, high = index / bins, (index + 1) / bins
            inside = [(p, right) for p, right in self.stated if low <= p < high or (high == 1.0 and p == 1.0)]
            if inside:
                mean = sum(p for p, _right in inside) / len(inside)
                share = sum(1 for _p, right in inside if right) / len(inside)
                table.append((mean, share, len(inside)))
        return table


def by_habits(history: History, on: date) -> list[int]:
    """The portal's own model, over everything ever bought: what was bought once has only its share of the orders."""
    scores = {product_id: SHARE_WEIGHT * share for product_id, share in recent_shares(history).items()}
    scores |= {each.product_id: each.score for each in rank(history, on).due}
    return sorted(scores, key=lambda key: (-scores[key], key))


def by_frequency(history: History, on: date) -> list[int]:  # noqa: ARG001 - one signature for every ranker
    """The baseline: most often bought first, then most recently."""
    return sorted(history, key=lambda key: (-len(history[key]), -max(p.on for p in history[key]).toordinal(), key))


RANKERS: dict[str, Callable[[History, date], list[int]]] = {"habits": by_habits, "frequency": by_frequency}


def backtest(session: Session, *, ks: Sequence[int] = (10, 20), limit: int | None = None) -> Result:
    """Hide each company's last order day and predict its products. `limit`: at most so many companies.

    Only products bought before can be found; ones that are new that day count as missed.
    """
    result = Result(scores={name: [Score(k) for k in ks] for name in RANKERS})
    for company_id, last, day in queries.companies_with_orders(session, LEAST_DAYS)[:limit]:
        start = datetime.combine(day, time(), UTC)
        before = queries.purchases(session, company_id, start - HISTORY, start)
        hidden = queries.purchases(session, company_id, start, last + timedelta(microseconds=1))
        if not before or not hidden:
            continue
        result.companies += 1
        _measure(result, before, set(hidden), day)
    return result


def _measure(result: Result, before: History, actual: set[int], day: date) -> None:
    for name, ranker in RANKERS.items():
        ranked = ranker(before, day)
        for score in result.scores[name]:
            score.add(ranked, actual)
    for each in rank(before, day).due:
        result.stated.append((each.probability, each.product_id in actual))
    proposed = [each.product_id for each in rank(before, day).due if each.probability >= LIKELY][:MAX_LINES]
    result.proposed += len(proposed)
    result.proposed_right += sum(1 for product_id in proposed if product_id in actual)
