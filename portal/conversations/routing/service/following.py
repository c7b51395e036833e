"""A conversation's hand-overs, followed as it moves: whose it is, its place in the queue, its clocks."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from portal.conversations import queries as conversation_queries
from portal.conversations.errors import TeamUnknown
from portal.conversations.models import Conversation
from portal.conversations.routing import queries
from portal.conversations.routing.choice import Wish, choose_team
from portal.conversations.routing.clocks import choose_policy, start
from portal.conversations.routing.hours import Calendar, is_open, next_opening
from portal.conversations.routing.models import Episode, Team
from portal.conversations.routing.priority import rank_at
from portal.conversations.routing.service import clock, facts
from portal.conversations.routing.topics import topic_of
from portal.conversations.scope import acting_as
from portal.conversations.states import State
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.clock import now
from portal.shared.i18n import pick

ACTOR = Actor.system("routing")
WITH_PEOPLE = (State.QUEUED, State.ASSIGNED, State.SNOOZED)


def moved(session: Session, conversation_id: UUID, source: str, target: str) -> None:
    """Follow a change of owner, in its transaction and with its row locked: a few rows, no more."""
    with acting_as(session, ACTOR):
        conversation = conversation_queries.conversation(session, conversation_id)
        if conversation is None:
            return
        episode = queries.open_episode(session, conversation_id, lock=True)
        if episode is None and target in (State.QUEUED, State.ASSIGNED):
            episode = _begin(session, conversation)
        if episode is None:
            return
        moment = now()
        if source == State.SNOOZED:
            clock.go_on(session, episode, moment)
        if target == State.ASSIGNED:
            _taken(session, episode, conversation, moment)
        elif target == State.SNOOZED:
            clock.pause(session, episode, moment)
        elif target not in WITH_PEOPLE:
            episode.ended_at, episode.ended_as = moment, target
        clock.set_check(episode)
        session.flush()


def answered(session: Session, conversation_id: UUID) -> None:
    """An operator wrote to the buyer: the first time keeps, or misses, the promise of a first response."""
    with acting_as(session, ACTOR):
        episode = queries.open_episode(session, conversation_id, lock=True)
        if episode is not None and episode.first_response_at is None:
            episode.first_response_at = now()
            clock.set_check(episode)
            session.flush()


def put(session: Session, actor: Actor, conversation: Conversation, team_id: UUID) -> str:
    """Make the locked conversation this team's and return the team's name. Raises TeamUnknown.

    Its place by waiting time, and what was promised, stay.
    """
    actor.require(Permission.STAFF_CHAT)
    with acting_as(session, ACTOR):
        team = session.get(Team, team_id)
        if team is None:
            raise TeamUnknown(fields={"team_id": str(team_id)})
        episode = queries.open_episode(session, conversation.id, lock=True) or _begin(session, conversation)
        episode.team_id = team.id
        hours = facts.calendar(session, team.id, now())
        episode.opens_at = _opening(hours, now())
        session.flush()
    return pick(team.names, actor.locale) or team.code


def _begin(session: Session, conversation: Conversation) -> Episode:
    moment = now()
    begun = conversation.queued_at if conversation.state == State.QUEUED and conversation.queued_at else moment
    said = queries.last_said(session, conversation.id)
    topic = topic_of(conversation.handover_reason, said, conversation.last_nlu)
    manager_id, class_code, head_start = _company(session, conversation.company_id)
    teams, calendars = facts.teams(session)
    chosen = choose_team(Wish(topic, conversation.locale, manager_id), teams)
    team_id = chosen.id if chosen else None
    hours = calendars[team_id]
    urgency = queries.settings(session).topic_head_starts.get(topic, 0)
    episode = Episode(
        conversation_id=conversation.id,
        company_id=conversation.company_id,
        team_id=team_id,
        manager_id=manager_id,
        topic=topic,
        language=conversation.locale,
        customer_class=class_code,
        channel=conversation.channel,
        reason=conversation.handover_reason,
        queued_at=begun,
        rank_at=rank_at(begun, timedelta(minutes=head_start), timedelta(minutes=int(urgency))),
        opens_at=_opening(hours, moment),
    )
    _promise(session, episode, hours, begun)
    session.add(episode)
    session.flush()
    episode.place = queries.place(session, conversation.id) or 1
    return episode


def _company(session: Session, company_id: UUID | None) -> tuple[UUID | None, str | None, int]:
    found = queries.company_facts(session, company_id) if company_id is not None else None
    return (found[0], found[1], found[2] or 0) if found is not None else (None, None, 0)


def _opening(hours: Calendar, at: datetime) -> datetime | None:
    """When the team will be there, None while it is."""
    return None if is_open(hours, at) else next_opening(hours, at)


def _promise(session: Session, episode: Episode, hours: Calendar, at: datetime) -> None:
    """Start the clocks of the policy that holds; what was promised stays, whichever team has it later."""
    policies = [facts.policy_of(row) for row in queries.policies(session)]
    policy = choose_policy(policies, episode.customer_class, episode.topic)
    if policy is None:
        return
    episode.policy_id = policy.id
    first = start(hours, at, policy.first_response, policy.warn_share)
    end = start(hours, at, policy.resolution, policy.warn_share)
    if first is not None:
        episode.first_response_due_at, episode.first_response_warn_at = first.due_at, first.warn_at
    if end is not None:
        episode.resolution_due_at, episode.resolution_warn_at = end.due_at, end.warn_at


def _taken(session: Session, episode: Episode, conversation: Conversation, moment: datetime) -> None:
    episode.operator_id = conversation.assignee_id
    episode.taken_at = episode.taken_at or moment
    if conversation.assignee_id is not None:
        operator = queries.operator(session, conversation.assignee_id, lock=True)
        if operator is not None:
            operator.last_given_at = moment
