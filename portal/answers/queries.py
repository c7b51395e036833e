"""Every select of standing answers."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.answers.models import StandingAnswer


def of_topic(session: Session, topic: str) -> dict[str, str]:
    """The answers to one topic by language."""
    rows = session.scalars(select(StandingAnswer).where(StandingAnswer.topic == topic))
    return {row.locale: row.body for row in rows}


def everything(session: Session) -> dict[tuple[str, str], StandingAnswer]:
    """Every answer by topic and language."""
    return {(row.topic, row.locale): row for row in session.scalars(select(StandingAnswer))}
