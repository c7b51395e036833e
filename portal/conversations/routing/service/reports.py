"""What happened at the desk in a period."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import InstrumentedAttribute, Session

from portal.conversations.routing import wall_queries
from portal.conversations.routing.errors import PeriodInvalid
from portal.conversations.routing.models import Episode
from portal.conversations.routing.schemas import (
    Containment,
    HourVolume,
    ReasonCount,
    ReportOut,
    Satisfaction,
    SlaReport,
    Times,
)
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.clock import now

LONGEST = timedelta(days=92)


def report(session: Session, actor: Actor, since: datetime, until: datetime) -> ReportOut:
    """Volumes, times, containment, topics, promises and satisfaction; `until` is excluded.

    Times are of hand-overs that began in the period, in real seconds, nights included; promises are judged in
    business time. Raises Forbidden, PeriodInvalid.
    """
    actor.require(Permission.STAFF_SUPERVISE)
    if not timedelta(0) < until - since <= LONGEST:
        raise PeriodInvalid(fields={"from": since.isoformat(), "to": until.isoformat()})
    volumes = [
        HourVolume(hour=row[0], channel=row[1], conversations=row[2], handed_over=row[3])
        for row in wall_queries.volumes(session, since, until)
    ]
    begun, handed = sum(one.conversations for one in volumes), sum(one.handed_over for one in volumes)
    topics = wall_queries.topics(session, since, until)
    total = sum(row[1] for row in topics)
    return ReportOut(
        from_=since,
        to=until,
        volumes=volumes,
        wait=_times(session, since, until, Episode.taken_at),
        first_response=_times(session, since, until, Episode.first_response_at),
        resolution=_times(session, since, until, Episode.ended_at),
        containment=Containment(
            conversations=begun, handed_over=handed, share=round(1 - handed / begun, 4) if begun else None
        ),
        topics=[ReasonCount(topic=row[0], count=row[1], share=round(row[1] / total, 4)) for row in topics],
        sla=[
            _sla(session, since, until, "first_response"),
            _sla(session, since, until, "resolution"),
        ],
        satisfaction=_satisfaction(session, since, until),
    )


def _times(session: Session, since: datetime, until: datetime, end: InstrumentedAttribute[datetime | None]) -> Times:
    count, median, p90 = wall_queries.times(session, since, until, end)
    return Times(
        count=count,
        median=round(median) if median is not None else None,
        p90=round(p90) if p90 is not None else None,
    )


def _sla(session: Session, since: datetime, until: datetime, clock: str) -> SlaReport:
    first = clock == "first_response"
    due = Episode.first_response_due_at if first else Episode.resolution_due_at
    kept = Episode.first_response_at if first else Episode.ended_at
    met, breached, still_open = wall_queries.promises(session, since, until, due, kept, now())
    return SlaReport.model_validate(
        {
            "clock": clock,
            "met": met,
            "breached": breached,
            "open": still_open,
            "warnings": wall_queries.warnings(session, since, until, clock),
        }
    )


def _satisfaction(session: Session, since: datetime, until: datetime) -> Satisfaction:
    scores = dict(wall_queries.ratings(session, since, until))
    count = sum(scores.values())
    return Satisfaction(
        count=count,
        average=round(sum(score * times for score, times in scores.items()) / count, 2) if count else None,
        scores={str(score): scores.get(score, 0) for score in range(1, 6)},
    )
