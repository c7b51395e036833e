"""What buyers and the desk are shown of the routing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from sqlalchemy.orm import Session

from portal.accounts import queries as account_queries
from portal.conversations import texts
from portal.conversations.models import Conversation
from portal.conversations.routing import queries
from portal.conversations.routing.models import Episode, Team
from portal.conversations.routing.priority import Wait, expected_wait
from portal.conversations.routing.schemas import PersonOut, RoutingOut, SlaOut, TeamShort
from portal.conversations.routing.service import clock
from portal.conversations.scope import acting_as
from portal.conversations.states import State
from portal.security.actor import Actor
from portal.shared.clock import now
from portal.shared.i18n import pick

ACTOR = Actor.system("routing")


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a waiting buyer may know: his place, how long it will take, when people are there again (None: now)."""

    position: int | None = None
    expected_wait_seconds: int | None = None
    opens_at: datetime | None = None


def prospect(session: Session, conversation: Conversation) -> Prospect:
    """How a conversation stands in the queue, which is everybody's and therefore read in the product's own scope."""
    if conversation.state != State.QUEUED:
        return Prospect()
    with acting_as(session, ACTOR):
        position = queries.place(session, conversation.id) or 1
        episode = queries.open_episode(session, conversation.id)
        if episode is None:
            return Prospect(position)
        moment = now()
        if episode.opens_at is not None and episode.opens_at > moment:
            return Prospect(position, None, episode.opens_at)
        recent = queries.recent_waits(session, episode.team_id, moment - queries.RECENT_DAYS)
        waits = [Wait((row[1] - row[0]).total_seconds(), row[2]) for row in recent if row[1] is not None]
        return Prospect(position, expected_wait(position, waits))


def queued_text(session: Session, conversation: Conversation) -> str:
    """What a buyer is told who begins to wait: his place, or honestly when people are there again."""
    found = prospect(session, conversation)
    if found.opens_at is None:
        return texts.queued(conversation.locale, found.position or 1)
    with acting_as(session, ACTOR):
        zone = _zone(session, conversation)
    when = format_datetime(found.opens_at.astimezone(zone), "EEEE d MMMM, HH:mm (zzz)", locale=conversation.locale)
    return texts.closed_now(conversation.locale, when)


def _zone(session: Session, conversation: Conversation) -> ZoneInfo:
    """The buyer's own zone, else the team's."""
    company = account_queries.company(session, conversation.company_id) if conversation.company_id else None
    if company is not None:
        return ZoneInfo(company.timezone)
    episode = queries.open_episode(session, conversation.id)
    team = session.get(Team, episode.team_id) if episode is not None and episode.team_id else None
    return ZoneInfo(team.timezone if team else "UTC")


def at_desk(session: Session, ids: Iterable[UUID], locale: str) -> dict[UUID, tuple[RoutingOut, SlaOut | None]]:
    """Team, topic, manager and clocks of conversations that are, or were, handed over; for the desk's rows."""
    episodes = queries.open_episodes(session, ids)
    teams = {team.id: team for team in queries.teams(session)} if episodes else {}
    people = queries.names_of(session, {one.manager_id for one in episodes.values() if one.manager_id})
    moment = now()
    return {
        conversation_id: (_routing(one, teams, people, locale), sla_of(one, moment))
        for conversation_id, one in episodes.items()
    }


def _routing(one: Episode, teams: dict[UUID, Team], people: dict[UUID, str], locale: str) -> RoutingOut:
    return RoutingOut(
        team=short(teams[one.team_id], locale) if one.team_id in teams else None,
        topic=one.topic,
        language=one.language,
        customer_class=one.customer_class,
        manager=PersonOut(id=one.manager_id, name=people[one.manager_id]) if one.manager_id in people else None,
        queued_at=one.queued_at,
        rank_at=one.rank_at,
        opens_at=one.opens_at,
    )


def sla_of(one: Episode, at: datetime) -> SlaOut | None:
    """The promises and how they stand; None when nothing was promised."""
    first, end = clock.states(one, at)
    state = clock.state(one, at)
    if state is None:
        return None
    return SlaOut(
        state="ok" if state == "met" else state,
        first_response_due_at=one.first_response_due_at,
        first_response_state=first,
        resolution_due_at=one.resolution_due_at,
        resolution_state=end,
        paused=one.paused_at is not None,
    )


def short(team: Team, locale: str) -> TeamShort:
    """A team in a row."""
    return TeamShort(id=team.id, code=team.code, name=pick(team.names, locale) or team.code)
