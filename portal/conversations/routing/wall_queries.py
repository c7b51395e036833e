"""The selects of wall and reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, case, exists, extract, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from portal.conversations.models import Conversation, Transition
from portal.conversations.routing.models import Callback, Episode, SlaEvent
from portal.conversations.states import State

OpenRow = Row[str, datetime | None, UUID | None, Episode | None]
PEOPLE = (State.QUEUED, State.ASSIGNED, State.SNOOZED)


def open_conversations(session: Session) -> Sequence[OpenRow]:
    """State, begin of the waiting, team and hand-over of every conversation that people have."""
    found: Sequence[Any] = session.execute(
        select(Conversation.state, Conversation.queued_at, Episode.team_id, Episode)
        .outerjoin(Episode, and_(Episode.conversation_id == Conversation.id, Episode.ended_at.is_(None)))
        .where(Conversation.state.in_(PEOPLE))
        .execution_options(populate_existing=True)
    ).all()
    return found


def open_callbacks(session: Session) -> int:
    """How many wait to be called or written to."""
    return session.scalar(select(func.count()).select_from(Callback).where(Callback.done_at.is_(None))) or 0


def _handed_over() -> Any:
    return exists().where(
        Transition.conversation_id == Conversation.id, Transition.to_state.in_((State.QUEUED, State.ASSIGNED))
    )


def volumes(session: Session, since: datetime, until: datetime) -> Sequence[Row[datetime, str, int, int]]:
    """(hour, channel, conversations begun, of them handed over); those without a message do not count."""
    hour = func.date_trunc("hour", Conversation.created_at, "UTC").label("hour")
    return session.execute(
        select(hour, Conversation.channel, func.count(), func.count(case((_handed_over(), 1))))
        .where(Conversation.created_at >= since, Conversation.created_at < until, Conversation.last_seq > 0)
        .group_by(hour, Conversation.channel)
        .order_by(hour, Conversation.channel)
    ).all()


def times(
    session: Session, since: datetime, until: datetime, end: InstrumentedAttribute[datetime | None]
) -> Row[int, float | None, float | None]:
    """(count, median, 90th percentile) of the seconds from the hand-over until `end`, for hand-overs of the period."""
    seconds = extract("epoch", end - Episode.queued_at)
    found: Any = session.execute(
        select(
            func.count(end),
            func.percentile_cont(0.5).within_group(seconds),
            func.percentile_cont(0.9).within_group(seconds),
        ).where(Episode.queued_at >= since, Episode.queued_at < until, end.is_not(None))
    ).one()
    result: Row[int, float | None, float | None] = found
    return result


def topics(session: Session, since: datetime, until: datetime) -> Sequence[Row[str, int]]:
    """(topic, hand-overs), most first."""
    return session.execute(
        select(Episode.topic, func.count())
        .where(Episode.queued_at >= since, Episode.queued_at < until)
        .group_by(Episode.topic)
        .order_by(func.count().desc(), Episode.topic)
    ).all()


def promises(
    session: Session,
    since: datetime,
    until: datetime,
    due: InstrumentedAttribute[datetime | None],
    kept: InstrumentedAttribute[datetime | None],
    at: datetime,
) -> tuple[int, int, int]:
    """(kept, missed, open) promises of the hand-overs of the period."""
    end = func.coalesce(kept, Episode.ended_at, at)
    row = session.execute(
        select(
            func.count(case((and_(func.coalesce(kept, Episode.ended_at).is_not(None), end <= due), 1))),
            func.count(case((end > due, 1))),
            func.count(case((and_(func.coalesce(kept, Episode.ended_at).is_(None), end <= due), 1))),
        ).where(Episode.queued_at >= since, Episode.queued_at < until, due.is_not(None))
    ).one()
    return row[0], row[1], row[2]


def warnings(session: Session, since: datetime, until: datetime, clock: str) -> int:
    """How many warnings of a clock were given in the period."""
    statement = select(func.count()).select_from(SlaEvent)
    return (
        session.scalar(
            statement.where(
                SlaEvent.clock == clock, SlaEvent.kind == "warning", SlaEvent.at >= since, SlaEvent.at < until
            )
        )
        or 0
    )


def ratings(session: Session, since: datetime, until: datetime) -> Sequence[tuple[int, int]]:
    """(score, how often) of conversations that were closed in the period."""
    rows = session.execute(
        select(Conversation.rating, func.count())
        .where(Conversation.closed_at >= since, Conversation.closed_at < until, Conversation.rating.is_not(None))
        .group_by(Conversation.rating)
    )
    return [(row[0], row[1]) for row in rows if row[0] is not None]
