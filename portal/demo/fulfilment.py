"""What happens to an order after it was placed: confirmed, picked, shipped, delivered, now and then cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Final

from portal.demo.history import workday
from portal.demo.types import Company, OrderLine, Shipment, ShipmentLine, StatusChange

_WAREHOUSE: Final = {"LT": "KUN", "DE": "KUN", "GB": "WRO", "PL": "WRO", "UA": "LVV"}
_TRANSIT_DAYS: Final = {"LT": (1, 1), "PL": (1, 2), "UA": (1, 3), "DE": (2, 4), "GB": (4, 6)}
_CARRIERS: Final = {
    "LT": (("BaltParcel", "BP"), ("Amberline truck", "AMB")),
    "PL": (("Paczka24", "P24"), ("Wrocław Freight", "WFR")),
    "UA": (("UkrExpress Post", "59"), ("Lviv Cargo", "LC")),
    "DE": (("NordCargo", "NC"),),
    "GB": (("IslandFreight", "IF"),),
}
_CANCELLED, _PARTIAL = 0.018, 0.09


@dataclass(frozen=True, slots=True)
class Plan:
    """When each step happens; `backorder` is when the rest follows of an order shipped in two parts."""

    placed: datetime
    confirmed: datetime
    picking: datetime
    shipped: datetime
    backorder: datetime | None
    transit_days: int
    cancelled: datetime | None = None

    @property
    def eta(self) -> date:
        """The day on which all of it should be there."""
        return workday((self.backorder or self.shipped).date() + timedelta(days=self.transit_days))

    def arrival(self, shipped: datetime) -> datetime:
        """When a shipment sent at a time is handed over."""
        day = workday(shipped.date() + timedelta(days=self.transit_days))
        return datetime(day.year, day.month, day.day, 8 + shipped.minute % 6, shipped.minute, tzinfo=shipped.tzinfo)


def _on(day: date, like: datetime, hour: int, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=like.tzinfo)


def plan_for(placed: datetime, company: Company, several_lines: bool, luck: Random) -> Plan:
    """Plan the way of an ordinary order."""
    confirmed = placed + timedelta(minutes=luck.randint(4, 170))
    picking_day = workday(placed.date() + timedelta(days=luck.choice((0, 1, 1, 1, 2))))
    picking = max(_on(picking_day, placed, luck.randint(9, 12), luck.randint(0, 59)), confirmed + timedelta(minutes=20))
    shipped_day = workday(picking.date() + timedelta(days=luck.choice((0, 0, 1, 1, 2))))
    shipped = max(_on(shipped_day, placed, luck.randint(13, 16), luck.randint(0, 59)), picking + timedelta(minutes=50))
    backorder = None
    if several_lines and luck.random() < _PARTIAL:
        day = workday(shipped.date() + timedelta(days=luck.randint(3, 12)))
        backorder = _on(day, placed, luck.randint(13, 16), luck.randint(0, 59))
    cancelled = confirmed + timedelta(minutes=luck.randint(5, 90)) if luck.random() < _CANCELLED else None
    low, high = _TRANSIT_DAYS[company.country]
    return Plan(placed, confirmed, picking, shipped, backorder, luck.randint(low, high), cancelled)


_STAGED_HOURS: Final = {
    "placed": 1,
    "confirmed": 5,
    "picking": 26,
    "shipped": 50,
    "partially_shipped": 120,
    "cancelled": 200,
}


def staged_plan(status: str, as_of: datetime) -> Plan:
    """Plan an order so that it stands at a status on the day of the demo, whatever day that is."""
    ahead, hour = as_of + timedelta(days=2), timedelta(hours=1)
    placed = as_of - _STAGED_HOURS[status] * hour
    if _STAGED_HOURS[status] > 24:
        while placed.weekday() > 4:
            placed -= timedelta(days=1)
        placed = _on(placed.date(), placed, 8, 23)
    left = status in {"shipped", "partially_shipped"}
    confirmed = ahead if status == "placed" else placed + hour / 2
    picking = placed + 3 * hour if left or status == "picking" else ahead + hour
    shipped = placed + 6 * hour if left else ahead + 2 * hour
    backorder = as_of + timedelta(days=4) if status == "partially_shipped" else None
    transit = max(1, (as_of.date() - shipped.date()).days + 1) if status == "shipped" else 1
    return Plan(
        placed, confirmed, picking, shipped, backorder, transit, placed + 2 * hour if status == "cancelled" else None
    )


def history_of(plan: Plan, as_of: datetime, placed_by: str, clerk: str) -> tuple[StatusChange, ...]:
    """Return the steps that have happened by `as_of`."""
    steps: list[tuple[str, datetime, str | None]] = [
        ("placed", plan.placed, placed_by),
        ("confirmed", plan.confirmed, None),
    ]
    if plan.cancelled:
        steps.append(("cancelled", plan.cancelled, clerk))
    else:
        steps.append(("picking", plan.picking, None))
        if plan.backorder:
            steps.append(("partially_shipped", plan.shipped, None))
        last = plan.backorder or plan.shipped
        steps += [("shipped", last, None), ("delivered", plan.arrival(last), None)]
    return tuple(StatusChange(status, at, actor) for status, at, actor in steps if at <= as_of)


def shipments_of(
    plan: Plan, lines: Sequence[OrderLine], company: Company, as_of: datetime, luck: Random
) -> tuple[Shipment, ...]:
    """Return what has left the warehouse by `as_of`; numbers are given later."""
    if plan.cancelled:
        return ()
    first = list(lines)
    parts: list[tuple[datetime, list[OrderLine]]] = []
    if plan.backorder:
        keep = max(1, len(lines) // 2)
        first, rest = list(lines[:keep]), list(lines[keep:])
        parts.append((plan.backorder, rest))
    parts.insert(0, (plan.shipped, first))
    found = []
    for at, part in parts:
        carrier, prefix = luck.choice(_CARRIERS[company.country])
        tracking = f"{prefix}{luck.randrange(10**9, 10**10)}"
        if at > as_of:
            continue
        arrived = plan.arrival(at)
        contents = tuple(ShipmentLine(line.position, line.quantity) for line in part)
        found.append(
            Shipment(
                "",
                _WAREHOUSE[company.country],
                carrier,
                tracking,
                at,
                arrived.date(),
                arrived if arrived <= as_of else None,
                contents,
            )
        )
    return tuple(found)


def total_shipped(shipments: Sequence[Shipment], position: int) -> Decimal:
    """Return how much of a line has been shipped."""
    return sum((line.quantity for one in shipments for line in one.lines if line.position == position), Decimal(0))
