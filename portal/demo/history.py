"""Two years of buying: what each company ordered on which day, out of its habits."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Final

from portal.demo.chance import chance
from portal.demo.habits import SEASONS, Basket, Pick, baskets_of, project_patterns
from portal.demo.types import Company, Product

HISTORY_DAYS: Final = 730
_SWITCH, _LAPSE, _LATE = 0.14, 0.24, 0.34


@dataclass(frozen=True, slots=True)
class Item:
    """An article a company keeps buying: how much, how surely, in which season, from when to when."""

    sku: str
    packs: int
    likelihood: float
    season: str
    start: date
    stop: date


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A basket of one company: its items, and every how many days it is bought."""

    name: str
    every: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What was ordered on a day: {SKU: quantity}; kind is routine, project or adhoc."""

    company: str
    day: date
    kind: str
    quantities: dict[str, Decimal]


def period_of(company: Company, as_of: date) -> tuple[date, date]:
    """Return the first and the last day on which the company may order."""
    first = max(as_of - timedelta(days=HISTORY_DAYS), company.customer_since)
    return first, min(as_of - timedelta(days=1), company.lapsed_on or as_of)


def workday(day: date) -> date:
    """Return the day, or the next one on which offices are open."""
    if (day.month, day.day) >= (12, 24):
        day = date(day.year + 1, 1, 4)
    elif day.month == 1 and day.day < 4:
        day = date(day.year, 1, 4)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day


def rhythms_of(company: Company, skus: Sequence[str], as_of: date, seed: int) -> tuple[Rhythm, ...]:
    """Give a company its own habits within its trade's."""
    first, last = period_of(company, as_of)
    found = []
    for basket in baskets_of(company.trade, company.country):
        luck = chance(seed, "habit", company.code, basket.name)
        items = tuple(item for pick in basket.picks for item in _items(pick, skus, first, last, luck))
        found.append(Rhythm(basket.name, _own_cadence(basket, luck), items))
    return tuple(found)


def _own_cadence(basket: Basket, luck: Random) -> int:
    return basket.every if basket.every % 7 == 0 else max(3, basket.every + luck.choice((-1, 0, 0, 1)))


def _items(pick: Pick, skus: Sequence[str], first: date, last: date, luck: Random) -> Iterator[Item]:
    """Choose articles; some are replaced by a sibling later, some given up, some taken up late."""
    matching = list(filter(re.compile(pick.pattern).fullmatch, skus))
    chosen = luck.sample(matching, pick.count)
    spare = [sku for sku in matching if sku not in chosen]
    days = (last - first).days
    for sku in chosen:
        packs, likelihood, fate = luck.randint(pick.low, pick.high), luck.uniform(0.7, 0.97), luck.random()
        turn = first + timedelta(days=luck.randint(days // 4, days * 4 // 5))
        if fate < _SWITCH and spare:
            yield Item(sku, packs, likelihood, pick.season, first, turn)
            yield Item(spare.pop(), packs, likelihood, pick.season, turn + timedelta(days=1), last)
        elif _SWITCH <= fate < _LAPSE:
            yield Item(sku, packs, likelihood, pick.season, first, turn)
        elif _LAPSE <= fate < _LATE:
            yield Item(sku, packs, likelihood, pick.season, turn, last)
        else:
            yield Item(sku, packs, likelihood, pick.season, first, last)


def _occasions(rhythm: Rhythm, first: date, last: date, luck: Random) -> Iterator[date]:
    """Days on which a basket is due, jittered, on workdays."""
    at = luck.uniform(0, rhythm.every)
    while (day := first + timedelta(days=round(at))) <= last:
        if (day := workday(day)) <= last:
            yield day
        at += rhythm.every * min(1.5, max(0.6, luck.gauss(1, 0.1)))


def usual_quantity(item: Item, product: Product) -> Decimal:
    """How much of an item the company takes as a rule."""
    return max(product.moq, _round_number(item.packs, product) * product.order_step)


def _quantity(item: Item, product: Product, day: date, trend: float, luck: Random) -> Decimal | None:
    """How much of an item is taken on a day; None when it is left out."""
    weight = SEASONS[item.season][day.month - 1]
    if not item.start <= day <= item.stop or luck.random() > item.likelihood * min(1.0, weight):
        return None
    usual = item.packs * trend * (min(2.0, max(0.6, weight)) if item.season else 1)
    packs = usual if luck.random() < 0.55 else usual * luck.lognormvariate(0, 0.25)
    return max(product.moq, _round_number(max(1, round(packs)), product) * product.order_step)


def _round_number(packs: int, product: Product) -> int:
    """People order whole cartons where they need about as many, and round numbers of what is many."""
    carton = int(product.pack_qty / product.order_step)
    if carton >= 4 and packs >= carton * 0.75:
        return round(packs / carton) * carton
    return round(packs / 5) * 5 if packs >= 20 else packs


def _routine(
    company: Company, rhythms: Sequence[Rhythm], products: Mapping[str, Product], as_of: date, seed: int
) -> dict[date, dict[str, Decimal]]:
    first, last = period_of(company, as_of)
    growth = chance(seed, "growth", company.code).uniform(-0.15, 0.35)
    days: dict[date, dict[str, Decimal]] = defaultdict(dict)
    for rhythm in rhythms:
        luck = chance(seed, "occasions", company.code, rhythm.name)
        for day in _occasions(rhythm, first, last, luck):
            trend = 1 + growth * (day - first).days / HISTORY_DAYS
            for item in rhythm.items:
                quantity = _quantity(item, products[item.sku], day, trend, luck)
                if quantity is not None:
                    days[day][item.sku] = days[day].get(item.sku, Decimal(0)) + quantity
    return days


def _projects(company: Company, products: Mapping[str, Product], as_of: date, seed: int) -> Iterator[Draft]:
    patterns = project_patterns(company.trade, company.country)
    luck = chance(seed, "projects", company.code)
    first, last = period_of(company, as_of)
    for _ in range(luck.randint(2, 5) if patterns else 0):
        day = workday(first + timedelta(days=luck.randint(20, (last - first).days - 10)))
        quantities = {}
        for pattern in patterns:
            sku = luck.choice(list(filter(re.compile(pattern).fullmatch, products)))
            packs = luck.choice((2, 4, 5, 6, 10, 12)) if products[sku].base_price < 100 else luck.randint(1, 3)
            many = 20 if sku.endswith("-M") else 1
            quantities[sku] = max(products[sku].moq, packs * many * products[sku].order_step)
        yield Draft(company.code, day, "project", quantities)


def _adhoc(
    company: Company, rhythms: Sequence[Rhythm], products: Mapping[str, Product], as_of: date, seed: int
) -> Iterator[Draft]:
    """A few small orders of siblings of what is bought anyway."""
    luck = chance(seed, "adhoc", company.code)
    first, last = period_of(company, as_of)
    families = sorted({products[item.sku].family for rhythm in rhythms for item in rhythm.items})
    siblings = [product for product in products.values() if product.family in families and product.base_price < 120]
    for _ in range((last - first).days // 24):
        day = workday(first + timedelta(days=luck.randint(0, (last - first).days - 7)))
        chosen = luck.sample(siblings, luck.randint(1, 3))
        yield Draft(
            company.code, day, "adhoc", {one.sku: max(one.moq, luck.randint(1, 3) * one.order_step) for one in chosen}
        )


def drafts_of(
    company: Company, rhythms: Sequence[Rhythm], products: Mapping[str, Product], as_of: date, seed: int
) -> list[Draft]:
    """Return everything a company ordered, by day."""
    routine = _routine(company, rhythms, products, as_of, seed)
    found = [Draft(company.code, day, "routine", lines) for day, lines in routine.items() if lines]
    found += _projects(company, products, as_of, seed)
    found += _adhoc(company, rhythms, products, as_of, seed)
    _, last = period_of(company, as_of)
    return sorted(
        (draft for draft in found if draft.day <= last),
        key=lambda draft: (draft.day, draft.kind, sorted(draft.quantities)),
    )
