"""The desk's people and teams as they are now, and the supervisor's wall."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from portal.conversations.routing import queries, wall_queries
from portal.conversations.routing.hours import is_open, next_opening
from portal.conversations.routing.models import Operator, Team
from portal.conversations.routing.schemas import OperatorOut, PresenceOut, TeamShort, WallOut, WallTeam
from portal.conversations.routing.service import clock, facts, presence, showing
from portal.conversations.states import State
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.clock import now


def own(session: Session, row: Operator) -> PresenceOut:
    """The operator's presence as he sees it."""
    return PresenceOut.model_validate(
        {
            "status": row.status,
            "status_since": row.status_since,
            "load": queries.loads(session).get(row.user_id, 0),
            "capacity": row.capacity,
            "beat_seconds": presence.BEAT_SECONDS,
            "vanish_seconds": queries.settings(session).vanish_seconds,
        }
    )


def everybody(session: Session, actor: Actor) -> list[OperatorOut]:
    """The desk's people by name, with status and load. Raises Forbidden."""
    actor.require(Permission.STAFF_CHAT)
    teams = {team.id: showing.short(team, actor.locale) for team in queries.teams(session)}
    belongs: dict[UUID, list[TeamShort]] = {}
    for one in queries.members(session):
        belongs.setdefault(one.user_id, []).append(teams[one.team_id])
    loads = queries.loads(session)
    return [
        OperatorOut.model_validate(
            {
                "id": row.user_id,
                "name": user.name,
                "status": row.status,
                "status_since": row.status_since,
                "seen_at": row.seen_at,
                "load": loads.get(row.user_id, 0),
                "capacity": row.capacity,
                "languages": row.languages,
                "skills": row.skills,
                "teams": belongs.get(row.user_id, []),
            }
        )
        for row, user in queries.operators(session)
    ]


def wall(session: Session, actor: Actor) -> WallOut:
    """Who waits, for how long, which promises are at risk, who is there. Raises Forbidden."""
    actor.require(Permission.STAFF_CHAT)
    at = now()
    people = everybody(session, actor)
    found = list(queries.teams(session))
    hours = facts.calendars(session, found, at)
    rows = wall_queries.open_conversations(session)
    teams = []
    for team in (*found, None):
        own_rows = [row for row in rows if row[2] == (team.id if team else None)]
        if team is None and not own_rows:
            continue
        teams.append(_team(team, own_rows, people, actor, is_open(hours[team.id if team else None], at)))
        if team is not None and not teams[-1].open:
            teams[-1].opens_at = next_opening(hours[team.id], at)
    oldest = [team.oldest_seconds for team in teams if team.oldest_seconds is not None]
    return WallOut(
        at=at,
        waiting=sum(team.waiting for team in teams),
        oldest_seconds=max(oldest, default=None),
        callbacks=wall_queries.open_callbacks(session),
        teams=teams,
        operators=people,
    )


def _team(
    team: Team | None, rows: list[wall_queries.OpenRow], people: list[OperatorOut], actor: Actor, opened: bool
) -> WallTeam:
    at = now()
    waiting = [row[1] for row in rows if row[0] == State.QUEUED and row[1] is not None]
    oldest = min(waiting, default=None)
    states = [clock.state(row[3], at) for row in rows if row[3] is not None]
    own_people = [one for one in people if team is None or team.id in {each.id for each in one.teams}]
    there = [one for one in own_people if one.status == "online"]
    return WallTeam(
        team=showing.short(team, actor.locale) if team else None,
        open=opened,
        opens_at=None,
        waiting=sum(row[0] == State.QUEUED for row in rows),
        oldest_queued_at=oldest,
        oldest_seconds=int((at - oldest).total_seconds()) if oldest else None,
        assigned=sum(row[0] == State.ASSIGNED for row in rows),
        snoozed=sum(row[0] == State.SNOOZED for row in rows),
        warning=states.count("warning"),
        breached=states.count("breached"),
        online=len(there),
        free=sum(max(one.capacity - one.load, 0) for one in there),
    )
