"""Business time: when a team is open, in its own time zone. Pure functions, data in, data out.

Hours belong to the day on which they begin: a night shift that begins on the eve of a holiday goes on into it. Lengths
are real time, so an hour that the clock repeats in autumn counts twice and one that it leaves out in spring not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTES_A_DAY = 1_440
HORIZON_DAYS = 400  # nobody is told of an opening further away; a calendar without hours is never open


@dataclass(frozen=True, slots=True)
class Span:
    """Open from `start` to `end`, in minutes of the day; an end past 1440 lies on the next day."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not (0 <= self.start < MINUTES_A_DAY and self.start < self.end <= self.start + MINUTES_A_DAY):
            raise ValueError(f"not a span of hours: {self.start}-{self.end}")


@dataclass(frozen=True, slots=True)
class Calendar:
    """A week of hours (Monday first) in a time zone, and the days that are different: an empty tuple is a holiday."""

    zone: ZoneInfo
    week: tuple[tuple[Span, ...], ...]
    exceptions: Mapping[date, tuple[Span, ...]] = field(default_factory=dict)


ALWAYS = Calendar(ZoneInfo("UTC"), ((Span(0, MINUTES_A_DAY),),) * 7)


def parse_span(given: str) -> Span:
    """`08:00-17:30`; `22:00-06:00` ends on the next day, `00:00-24:00` is a whole day. Raises ValueError."""
    first, dash, last = given.partition("-")
    start, end = _minutes(first), _minutes(last)
    if not dash or start >= MINUTES_A_DAY:
        raise ValueError(f"not a span of hours: {given!r}")
    return Span(start, end if end > start else end + MINUTES_A_DAY)


def _minutes(given: str) -> int:
    hours, colon, minutes = given.strip().partition(":")
    if not (colon and hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2 and len(hours) <= 2):
        raise ValueError(f"not a time of day: {given!r}")
    total = int(hours) * 60 + int(minutes)
    if int(minutes) > 59 or total > MINUTES_A_DAY:
        raise ValueError(f"not a time of day: {given!r}")
    return total


def read_week(given: Mapping[str, Iterable[str]]) -> tuple[tuple[Span, ...], ...]:
    """`{"mon": ["08:00-12:00", "13:00-17:00"], …}`; a day left out is closed. Raises ValueError."""
    unknown = set(given) - set(DAYS)
    if unknown:
        raise ValueError(f"not a day of the week: {min(unknown)!r}")
    return tuple(tuple(parse_span(span) for span in given.get(day, ())) for day in DAYS)


def intervals(calendar: Calendar, since: datetime, days: int = HORIZON_DAYS) -> Iterator[tuple[datetime, datetime]]:
    """The open times that end after `since`, in UTC, in order, without overlaps; for that many days ahead."""
    day = since.astimezone(calendar.zone).date() - timedelta(days=2)
    current: tuple[datetime, datetime] | None = None
    for _ in range(days + 3):
        for start, end in sorted(_opens(calendar, day)):
            if current is not None and start <= current[1]:
                current = (current[0], max(current[1], end))
                continue
            if current is not None and current[1] > since:
                yield current
            current = (start, end)
        day += timedelta(days=1)
        if current is not None and current[1] > since + timedelta(days=days):
            break  # one that never closes
    if current is not None and current[1] > since:
        yield current


def _opens(calendar: Calendar, day: date) -> Iterator[tuple[datetime, datetime]]:
    spans = calendar.exceptions.get(day)
    for span in calendar.week[day.weekday()] if spans is None else spans:
        # Of an hour that comes twice, opening is at the first and closing at the second.
        start, end = _moment(calendar.zone, day, span.start, fold=0), _moment(calendar.zone, day, span.end, fold=1)
        if start < end:
            yield start, end


def _moment(zone: ZoneInfo, day: date, minutes: int, *, fold: int) -> datetime:
    days, rest = divmod(minutes, MINUTES_A_DAY)
    wall = datetime.combine(day + timedelta(days=days), time(rest // 60, rest % 60), zone).replace(fold=fold)
    moment = wall.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return moment
    # A time that the clock leaves out: the moment at which it jumps, whichever side is asked for.
    return _jump(zone, wall.replace(fold=1).astimezone(UTC), wall.replace(fold=0).astimezone(UTC))


def _jump(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """The moment between the two at which the zone's offset changes."""
    old = low.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == old:
            low = middle
        else:
            high = middle
    return (high + timedelta(microseconds=500_000)).replace(microsecond=0) if high.microsecond else high


def is_open(calendar: Calendar, at: datetime) -> bool:
    """Whether it is open at this moment; at the moment of closing it is not."""
    found = next(intervals(calendar, at, days=2), None)
    return found is not None and found[0] <= at


def next_opening(calendar: Calendar, at: datetime) -> datetime | None:
    """When it opens next, `at` itself while it is open; None when it does not within HORIZON_DAYS."""
    found = next(intervals(calendar, at), None)
    if found is None or found[0] > at + timedelta(days=HORIZON_DAYS):
        return None
    return max(found[0], at)


def add_business(calendar: Calendar, start: datetime, length: timedelta) -> datetime | None:
    """The moment at which that much business time has passed since `start`; None when it never does."""
    left = length
    at = start
    for _ in range(40):  # the horizon again and again, for an SLA of years
        last = at
        for opened, closed in intervals(calendar, at):
            begun = max(opened, at)
            if closed - begun >= left:
                return begun + left
            left -= closed - begun
            last = closed
        if last == at:
            return None
        at = last
    return None


def business_between(calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    """How much business time lies between two moments; none when `end` is not after `start`."""
    total = timedelta(0)
    if end <= start:
        return total
    for opened, closed in intervals(calendar, start, days=(end - start).days + 2):
        if opened >= end:
            break
        total += min(closed, end) - max(opened, start)
    return total
