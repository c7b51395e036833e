"""What customers of each trade buy, how often, how much and when in the year.

A basket is written as a head `name, every N days` and lines `SKU pattern | how many articles | packs | season`.
A pattern is a regular expression over whole SKUs; {cable} stands for the cable used in the customer's country.
Packs are multiples of the order step (a plain number of pieces where the step is 1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from portal.demo.habit_tables import PROJECTS, TRADES

# Weight of each month, January first.
SEASONS: Final = {
    "": (0.95, 1.0, 1.0, 1.0, 1.0, 1.0, 0.95, 0.9, 1.05, 1.05, 1.05, 0.85),
    "winter": (1.6, 1.3, 0.7, 0.2, 0.05, 0, 0, 0.05, 0.5, 1.3, 1.8, 1.6),
    "summer": (0, 0, 0.1, 0.4, 1.2, 2.0, 2.2, 1.3, 0.3, 0, 0, 0),
    "school": (0.8, 0.9, 0.8, 0.7, 0.6, 0.3, 0.2, 1.9, 2.4, 1.2, 0.9, 0.7),
    "dark": (1.2, 1.0, 0.8, 0.6, 0.5, 0.4, 0.4, 0.6, 1.1, 1.6, 1.7, 1.5),
    "building": (0.4, 0.5, 0.9, 1.2, 1.3, 1.3, 1.2, 1.2, 1.3, 1.2, 0.9, 0.5),
    "flu": (1.5, 1.5, 1.2, 0.8, 0.6, 0.5, 0.5, 0.6, 1.0, 1.3, 1.4, 1.5),
}

COUNTRY_CABLE: Final = {"UA": "VVGNG", "PL": "YDYP", "LT": "NYM", "DE": "NYM", "GB": "NYM"}


@dataclass(frozen=True, slots=True)
class Pick:
    """Which articles of a basket: `count` of those whose SKU matches, `low` to `high` packs at a time."""

    pattern: str
    count: int
    low: int
    high: int
    season: str


@dataclass(frozen=True, slots=True)
class Basket:
    """Articles bought together about every `every` days."""

    name: str
    every: int
    picks: tuple[Pick, ...]


def baskets_of(trade: str, country: str) -> tuple[Basket, ...]:
    """Return the baskets of a trade, with the cable of the country."""
    found: list[Basket] = []
    for row in TRADES[trade].strip().splitlines():
        if " | " not in row:
            name, every = row.rsplit(", every ", 1)
            found.append(Basket(name, int(every), ()))
            continue
        pattern, count, packs, season = (cell.strip() for cell in row.rsplit(" |", 3))
        low, high = packs.split("-")
        pick = Pick(pattern.replace("{cable}", COUNTRY_CABLE[country]), int(count), int(low), int(high), season)
        last = found[-1]
        found[-1] = Basket(last.name, last.every, (*last.picks, pick))
    return tuple(found)


def project_patterns(trade: str, country: str) -> tuple[str, ...]:
    """Return what a trade buys for a big job; empty where it has none."""
    return tuple(pattern.replace("{cable}", COUNTRY_CABLE[country]) for pattern in PROJECTS.get(trade, ()))
