"""A company's habit with one product: how often, how much, and how likely it buys again soon. Pure functions.

The interval model is a renewal process with drop-out: gaps between purchases are lognormal, and after each purchase
the habit ends with a small probability q. It is the reasoning of BG/NBD (Fader, Hardie and Lee, "Counting Your
Customers the Easy Way", Marketing Science 24(2), 2005) with the exponential gap replaced by a lognormal one, because
restocking is regular rather than memoryless. With F the distribution of gaps, e days since the last purchase and a
horizon of h days, Bayes' rule gives

    P(buys within h | nothing for e) = (1 - q) (F(e + h) - F(e)) / ((1 - q) (1 - F(e)) + q)

F comes from robust statistics: the median of the logarithms of the gaps, and 1.4826 x their median absolute deviation,
which equals the standard deviation for normal data (Rousseeuw and Croux, JASA 88, 1993). Few gaps say little, so the
squared spread is shrunk towards PRIOR_SPREAD with the weight of PRIOR_GAPS gaps. q is the posterior mean of a
Beta(1, PRIOR_STAYS) prior after n - 1 purchases that were followed by another one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from statistics import median, median_low

PRIOR_SPREAD = 0.55
PRIOR_GAPS = 2.0
PRIOR_STAYS = 4.0
LEAST_SPREAD = 0.12
RECENT = 9  # purchases that the rhythm and the usual quantity are taken from: habits drift
MAD_TO_DEVIATION = 1.4826
SHARE_DECAY = 0.95


@dataclass(frozen=True, slots=True)
class Purchase:
    """How much was bought on one day, in the product's unit."""

    on: date
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class Habit:
    """What the purchases of one product say. Days are calendar days; `spread_days` is the gaps' deviation from
    their median (MAD), `location` and `deviation` are of the gaps' logarithms.
    """

    times: int
    first_on: date
    last_on: date
    interval_days: float
    spread_days: float
    location: float
    deviation: float
    quantity: Decimal

    def probability(self, today: date, horizon: int) -> float:
        """The chance (0 to 1) that the company buys the product again within `horizon` days from `today`."""
        elapsed = max((today - self.last_on).days, 0)
        ends = 1.0 / (1.0 + PRIOR_STAYS + self.times - 1)
        # Half a day: purchases are dated by the day.
        before, after = self._reached(elapsed - 0.5), self._reached(elapsed + horizon + 0.5)
        going_on = (1.0 - ends) * (1.0 - before) + ends
        return min(1.0, max(0.0, (1.0 - ends) * (after - before) / going_on))

    def _reached(self, days: float) -> float:
        """F: the share of gaps that are at most `days` long."""
        if days <= 0:
            return 0.0
        return 0.5 * (1.0 + math.erf((math.log(days) - self.location) / (self.deviation * math.sqrt(2.0))))

    def overdue_days(self, today: date) -> int:
        """By how many days the usual interval has passed; 0 while it has not, or within its usual spread."""
        late = (today - self.last_on).days - self.interval_days
        return round(late) if late > max(2.0 * self.spread_days, 0.25 * self.interval_days, 1.0) else 0

    @property
    def regular(self) -> bool:
        """Whether the gaps are so alike that a rhythm can be named."""
        return self.times >= 3 and self.spread_days <= 0.35 * self.interval_days


def habit(purchases: Iterable[Purchase]) -> Habit | None:
    """The habit behind purchases in any order; None with fewer than two days, for there is no interval then."""
    by_day: dict[date, Decimal] = {}
    for each in purchases:
        if each.quantity > 0:
            by_day[each.on] = by_day.get(each.on, Decimal(0)) + each.quantity
    days = sorted(by_day)
    if len(days) < 2:
        return None
    recent = days[-RECENT:]
    gaps = [float((later - earlier).days) for earlier, later in pairwise(recent)]
    logs = [math.log(gap) for gap in gaps]
    location = median(logs)
    interval = median(gaps)
    return Habit(
        times=len(days),
        first_on=days[0],
        last_on=days[-1],
        interval_days=interval,
        spread_days=median(abs(gap - interval) for gap in gaps),
        location=location,
        deviation=_shrunk(logs, location),
        quantity=usual_quantity([by_day[day] for day in recent]),
    )


def _shrunk(logs: Sequence[float], location: float) -> float:
    spread = MAD_TO_DEVIATION * median(abs(each - location) for each in logs)
    weight = len(logs) - 1  # one gap has no spread of its own
    squared = (weight * spread**2 + PRIOR_GAPS * PRIOR_SPREAD**2) / (weight + PRIOR_GAPS)
    return max(math.sqrt(squared), LEAST_SPREAD)


def usual_quantity(quantities: Sequence[Decimal]) -> Decimal:
    """The quantity bought as a rule, oldest first: the low median of the last five, so that one project does not count.

    A low median is a quantity that was really bought, not the middle of two.
    """
    return median_low(list(quantities[-5:]))


def recent_shares(history: Mapping[int, Sequence[Purchase]], decay: float = SHARE_DECAY) -> dict[int, float]:
    """In what share (0 to 1) of the company's order days each product was, each day counting `decay` times the next.

    Recency-decayed frequency, the strong simple predictor of next-basket studies (Hu et al., "Modeling Personalized
    Item Frequency Information for Next-basket Recommendation", SIGIR 2020).
    """
    days = sorted({purchase.on for purchases in history.values() for purchase in purchases})
    weights = {day: decay**age for age, day in enumerate(reversed(days))}
    total = sum(weights.values())
    return {
        product_id: sum(weights[day] for day in {purchase.on for purchase in purchases}) / total
        for product_id, purchases in history.items()
    }


def cadence(order_days: Iterable[date], *, shortest: int = 3, longest: int = 14, default: int = 7) -> int:
    """The horizon of a proposal in days: until the company will probably order again (median gap of its orders)."""
    days = sorted(set(order_days))[-20:]
    if len(days) < 3:
        return default
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    return max(shortest, min(longest, round(median(gaps))))
