"""The clocks of a hand-over: the next moment that matters, standing still and going on, warnings and breaches."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from portal.conversations import queries as conversation_queries
from portal.conversations.routing import queries
from portal.conversations.routing.clocks import State, state_of, worst
from portal.conversations.routing.hours import add_business, business_between
from portal.conversations.routing.models import Episode, SlaEvent
from portal.conversations.routing.service import facts
from portal.conversations.service import ownership


def set_check(episode: Episode, after: datetime | None = None) -> None:
    """Note the next moment at which somebody has to be told; `after` is up to when everything has been told."""
    moments = []
    if episode.ended_at is None:
        if episode.first_response_at is None:
            moments += [episode.first_response_warn_at, episode.first_response_due_at]
        if episode.paused_at is None:
            moments += [episode.resolution_warn_at, episode.resolution_due_at]
    coming = [moment for moment in moments if moment is not None and (after is None or moment > after)]
    episode.check_at = min(coming, default=None)


def pause(session: Session, episode: Episode, at: datetime) -> None:
    """Let the resolution stand still while the conversation sleeps: it waits for the customer then."""
    episode.paused_at = at
    if episode.resolution_due_at is not None:
        hours = facts.calendar(session, episode.team_id, at)
        episode.resolution_left = int(business_between(hours, at, episode.resolution_due_at).total_seconds())


def go_on(session: Session, episode: Episode, at: datetime) -> None:
    """Let it run again, with as much business time as was left."""
    if episode.paused_at is None:
        return
    episode.paused_at = None
    left, due = episode.resolution_left, episode.resolution_due_at
    episode.resolution_left = None
    if not left or due is None or episode.resolution_warn_at is None:
        return  # nothing was promised, or it had been missed before
    hours = facts.calendar(session, episode.team_id, at)
    before_due = business_between(hours, episode.resolution_warn_at, due)
    new_due = add_business(hours, at, timedelta(seconds=left))
    if new_due is None:
        return
    until_warning = timedelta(seconds=left) - before_due
    warn = add_business(hours, at, max(until_warning, timedelta(0)))
    episode.resolution_due_at, episode.resolution_warn_at = new_due, warn or new_due


def states(episode: Episode, at: datetime) -> tuple[State | None, State | None]:
    """How the promises of a first response and of a resolution stand."""
    first = state_of(
        episode.first_response_due_at,
        episode.first_response_warn_at,
        episode.first_response_at,
        at if episode.ended_at is None else episode.ended_at,
    )
    stands = episode.paused_at if episode.paused_at is not None else at
    end = state_of(episode.resolution_due_at, episode.resolution_warn_at, episode.ended_at, stands)
    return first, end


def state(episode: Episode, at: datetime) -> State | None:
    """What the desk should see: the worst of what is still open, or what was missed."""
    return worst(states(episode, at))


def look(session: Session, at: datetime) -> int:
    """Write the warnings and breaches that have come by `at` and show them at the desk; returns how many."""
    told = 0
    for episode in queries.due_episodes(session, at):
        found = _events(episode, at)
        for values in found:
            made = session.execute(insert(SlaEvent).values(**values).on_conflict_do_nothing().returning(SlaEvent.id))
            told += len(made.all())
        set_check(episode, after=at)
        session.flush()
        conversation = conversation_queries.conversation(session, episode.conversation_id)
        if found and conversation is not None:
            ownership.announce(session, conversation, "conversation")
    return told


def _events(episode: Episode, at: datetime) -> list[dict[str, object]]:
    clocks: list[tuple[str, datetime | None, datetime | None]] = []
    if episode.first_response_at is None:
        clocks.append(("first_response", episode.first_response_warn_at, episode.first_response_due_at))
    if episode.paused_at is None:
        clocks.append(("resolution", episode.resolution_warn_at, episode.resolution_due_at))
    return [
        {
            "episode_id": episode.id,
            "conversation_id": episode.conversation_id,
            "company_id": episode.company_id,
            "clock": name,
            "kind": kind,
            "due_at": due,
            "at": at,
        }
        for name, warn, due in clocks
        for kind, moment in (("warning", warn), ("breach", due))
        if moment is not None and due is not None and moment <= at
    ]
