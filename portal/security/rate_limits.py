"""Fixed-window rate limits in the database, so that they hold across processes and restarts."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from portal.shared.clock import now
from portal.shared.errors import TooManyRequests

_COUNT = text(
    "INSERT INTO rate_counters (key, window_start, count) VALUES (:key, :start, 1) "
    "ON CONFLICT (key, window_start) DO UPDATE SET count = rate_counters.count + 1 RETURNING count"
)
_PEEK = text("SELECT count FROM rate_counters WHERE key = :key AND window_start = :start")


def _window(window_seconds: int) -> tuple[datetime, int]:
    moment = now().timestamp()
    start = moment - moment % window_seconds
    return datetime.fromtimestamp(start, UTC), int(start + window_seconds - moment) + 1


def count(session: Session, key: str, *, limit: int, window_seconds: int) -> None:
    """Count one event under `key`. Raises TooManyRequests when it is over `limit` in this window."""
    start, retry_after = _window(window_seconds)
    used = session.execute(_COUNT, {"key": key, "start": start}).scalar_one()
    if used > limit:
        raise TooManyRequests(extra={"retry_after": retry_after})


def check(session: Session, key: str, *, limit: int, window_seconds: int) -> None:
    """Raise TooManyRequests when `key` has used up its limit, without counting."""
    start, retry_after = _window(window_seconds)
    used = session.execute(_PEEK, {"key": key, "start": start}).scalar()
    if used is not None and used >= limit:
        raise TooManyRequests(extra={"retry_after": retry_after})
