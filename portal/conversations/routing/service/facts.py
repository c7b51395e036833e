"""What the pure functions need to know, read from the database."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from portal.conversations.routing import queries
from portal.conversations.routing.choice import OperatorFacts, TeamFacts
from portal.conversations.routing.clocks import Policy
from portal.conversations.routing.hours import ALWAYS, Calendar, Span, is_open, parse_span, read_week
from portal.conversations.routing.models import Holiday, SlaPolicy, Team
from portal.shared.clock import now


def calendar_of(team: Team | None, holidays: list[Holiday]) -> Calendar:
    """When a team is open; one without hours, and no team at all, is open always."""
    if team is None or team.hours is None:
        return ALWAYS
    different: dict[date, tuple[Span, ...]] = {}
    for one in holidays:
        if one.team_id is None or one.team_id == team.id:
            different[one.day] = tuple(parse_span(span) for span in one.hours)
    return Calendar(ZoneInfo(team.timezone), read_week(team.hours), different)


def calendars(session: Session, teams: list[Team], at: datetime) -> dict[UUID | None, Calendar]:
    """Every team's calendar, and under None that of the desk without teams."""
    days = list(queries.holidays(session, at.date() - timedelta(days=3))) if any(team.hours for team in teams) else []
    return {None: ALWAYS, **{team.id: calendar_of(team, days) for team in teams}}


def calendar(session: Session, team_id: UUID | None, at: datetime) -> Calendar:
    """One team's calendar."""
    team = session.get(Team, team_id) if team_id is not None else None
    return calendars(session, [team] if team is not None else [], at)[team_id if team is not None else None]


def operators(session: Session) -> list[OperatorFacts]:
    """The people of the desk as they are now."""
    loads = queries.loads(session)
    teams: dict[UUID, set[UUID]] = {}
    for one in queries.members(session):
        teams.setdefault(one.user_id, set()).add(one.team_id)
    return [
        OperatorFacts(
            user_id=operator.user_id,
            online=operator.status == "online",
            load=loads.get(operator.user_id, 0),
            capacity=operator.capacity,
            languages=frozenset(operator.languages),
            skills=frozenset(operator.skills),
            teams=frozenset(teams.get(operator.user_id, ())),
            last_given_at=operator.last_given_at,
        )
        for operator, _user in queries.operators(session)
    ]


def teams(session: Session) -> tuple[list[TeamFacts], dict[UUID | None, Calendar]]:
    """The teams as they stand, and their calendars."""
    found, at = list(queries.teams(session)), now()
    hours = calendars(session, found, at)
    people = operators(session) if found else []
    facts = []
    for team in found:
        own = [one for one in people if team.id in one.teams]
        facts.append(
            TeamFacts(
                id=team.id,
                code=team.code,
                topics=frozenset(team.topics),
                is_open=is_open(hours[team.id], at),
                is_default=team.is_default,
                languages=frozenset().union(*(one.languages for one in own)),
                online=frozenset().union(*(one.languages for one in own if one.online)),
                members=frozenset(one.user_id for one in own),
            )
        )
    return facts, hours


def policy_of(row: SlaPolicy) -> Policy:
    """The policy as the pure functions take it."""
    return Policy(
        id=row.id,
        customer_class=row.class_code,
        topic=row.topic,
        first_response=timedelta(minutes=row.first_response_minutes) if row.first_response_minutes else None,
        resolution=timedelta(minutes=row.resolution_minutes) if row.resolution_minutes else None,
        warn_share=row.warn_percent / 100,
    )
