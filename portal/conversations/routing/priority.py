"""The order of the queue and what can honestly be said of the wait. Pure functions, data in, data out.

A head start is minutes that somebody is taken to have waited already. So the order is fixed when the waiting begins,
whoever waits grows older with everybody else, and nobody is overtaken for ever: a later comer wins by his head start
at most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

LONGEST_HEAD_START = timedelta(hours=24)
FEWEST = 3  # hand-overs below which a guess would be none
STEP_SECONDS = 30
LONGEST_WAIT = timedelta(hours=4)  # a longer guess would be pretence


@dataclass(frozen=True, slots=True)
class Wait:
    """A hand-over that ended: how long it took from which place in the queue."""

    seconds: float
    place: int


def rank_at(queued_at: datetime, customer: timedelta, topic: timedelta) -> datetime:
    """The moment by which the queue is ordered: the begin of the waiting less the head starts."""
    given = max(customer, timedelta(0)) + max(topic, timedelta(0))
    return queued_at - min(given, LONGEST_HEAD_START)


def expected_wait(place: int, recent: Sequence[Wait]) -> int | None:
    """Seconds that somebody at `place` will wait, from recent hand-overs of the same team; None when too few are known.

    Each place took a share of its wait; the median share is robust against the one that was forgotten over lunch.
    Rounded up to half minutes, so that nobody is promised what is not known.
    """
    if len(recent) < FEWEST:
        return None
    share = median(max(wait.seconds, 0.0) / max(wait.place, 1) for wait in recent)
    seconds = share * max(place, 1)
    if seconds > LONGEST_WAIT.total_seconds():
        return None
    return max(STEP_SECONDS, -int(-seconds // STEP_SECONDS) * STEP_SECONDS)
