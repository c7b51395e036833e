"""What is of no use any more is deleted: ended tokens and links, counters of past windows, remembered answers."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from portal.accounts.models import AccessToken, OneTimeToken
from portal.security.models import IdempotencyRecord, RateCounter

COUNTERS = timedelta(days=2)  # longer than any window
ANSWERS = timedelta(days=7)  # longer than any program repeats a write
ENDED = timedelta(days=30)


def forget(session: Session, moment: datetime) -> None:
    """Delete what `moment` has made useless. The session must act for the system."""
    session.execute(delete(RateCounter).where(RateCounter.window_start < moment - COUNTERS))
    session.execute(delete(IdempotencyRecord).where(IdempotencyRecord.created_at < moment - ANSWERS))
    session.execute(delete(AccessToken).where(AccessToken.refresh_expires_at < moment - ENDED))
    session.execute(delete(OneTimeToken).where(OneTimeToken.expires_at < moment - ENDED))
