"""Every select of the desk's routing. Its callers act for staff or for the system, who see all companies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from portal.accounts.models import Company, User
from portal.conversations.models import Conversation, Message
from portal.conversations.routing.models import (
    Callback,
    CompanyClass,
    CustomerClass,
    DeskSettings,
    Episode,
    Holiday,
    Operator,
    SlaPolicy,
    Team,
    TeamMember,
)
from portal.conversations.states import State

RECENT = 20
RECENT_DAYS = timedelta(days=14)


def settings(session: Session, *, lock: bool = False) -> DeskSettings:
    """The one row of settings."""
    statement = select(DeskSettings)
    return session.scalars(statement.with_for_update() if lock else statement).one()


def teams(session: Session) -> Sequence[Team]:
    """Every team, by code."""
    return session.scalars(select(Team).order_by(Team.code)).all()


def team(session: Session, code: str) -> Team | None:
    """The team of this code."""
    return session.scalar(select(Team).where(Team.code == code))


def holidays(session: Session, since: date) -> Sequence[Holiday]:
    """The different days from `since` on; a team's own come after everybody's, which they override."""
    return session.scalars(
        select(Holiday).where(Holiday.day >= since).order_by(Holiday.day, Holiday.team_id.is_not(None))
    ).all()


def members(session: Session) -> Sequence[TeamMember]:
    """Who belongs where."""
    return session.scalars(select(TeamMember)).all()


def operator(session: Session, user_id: UUID, *, lock: bool = False) -> Operator | None:
    """The desk's row of a person."""
    statement = select(Operator).where(Operator.user_id == user_id).execution_options(populate_existing=True)
    return session.scalar(statement.with_for_update() if lock else statement)


def operators(session: Session) -> Sequence[Row[Operator, User]]:
    """The people of the desk that are still with us, by name."""
    return session.execute(
        select(Operator, User).join(User, User.id == Operator.user_id).where(User.active).order_by(User.name)
    ).all()


def loads(session: Session) -> dict[UUID, int]:
    """How many conversations each operator has."""
    rows = session.execute(
        select(Conversation.assignee_id, func.count())
        .where(Conversation.state == State.ASSIGNED)
        .group_by(Conversation.assignee_id)
    )
    return {row[0]: row[1] for row in rows if row[0] is not None}


def gone(session: Session, before: datetime) -> Sequence[UUID]:
    """Operators without a sign of life since `before` who are not known to be away, or hold conversations.

    Who never told the desk that he is there is not watched: programs and old consoles work without a heartbeat.
    """
    holds = select(Conversation.id).where(
        Conversation.assignee_id == Operator.user_id, Conversation.state == State.ASSIGNED
    )
    return session.scalars(
        select(Operator.user_id).where(_silent(before), or_(Operator.status != "offline", holds.exists())).limit(50)
    ).all()


def is_gone(session: Session, user_id: UUID, before: datetime) -> bool:
    """Whether the operator still gives no sign of life."""
    found = session.scalar(select(Operator.user_id).where(Operator.user_id == user_id, _silent(before)))
    return found is not None


def _silent(before: datetime) -> ColumnElement[bool]:
    return and_(
        Operator.seen_at.is_not(None),
        Operator.seen_at < before,
        or_(Operator.last_given_at.is_(None), Operator.last_given_at < before),
    )


def held_by(session: Session, user_id: UUID) -> Sequence[UUID]:
    """The conversations that an operator has."""
    return session.scalars(
        select(Conversation.id)
        .where(Conversation.assignee_id == user_id, Conversation.state == State.ASSIGNED)
        .order_by(Conversation.assigned_at, Conversation.id)
    ).all()


def open_episode(session: Session, conversation_id: UUID, *, lock: bool = False) -> Episode | None:
    """The hand-over that is going on."""
    statement = (
        select(Episode)
        .where(Episode.conversation_id == conversation_id, Episode.ended_at.is_(None))
        .execution_options(populate_existing=True)
    )
    return session.scalar(statement.with_for_update() if lock else statement)


def open_episodes(session: Session, ids: Iterable[UUID]) -> dict[UUID, Episode]:
    """The hand-overs that are going on, by conversation."""
    found = session.scalars(select(Episode).where(Episode.conversation_id.in_(list(ids)), Episode.ended_at.is_(None)))
    return {one.conversation_id: one for one in found}


def due_episodes(session: Session, at: datetime, limit: int = 200) -> Sequence[Episode]:
    """Hand-overs about which somebody has to be told by now; those that another transaction has are left to it."""
    return session.scalars(
        select(Episode)
        .where(Episode.check_at <= at)
        .order_by(Episode.check_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()


def _queue() -> Select[UUID, UUID | None, datetime]:
    """Waiting conversations with their teams and what orders them."""
    rank = func.coalesce(Episode.rank_at, Conversation.queued_at).label("rank")
    return (
        select(Conversation.id, Episode.team_id, rank)
        .outerjoin(Episode, and_(Episode.conversation_id == Conversation.id, Episode.ended_at.is_(None)))
        .where(Conversation.state == State.QUEUED)
    )


def waiting(session: Session) -> Sequence[Row[UUID, UUID | None, datetime]]:
    """Waiting conversations, their teams and ranks, in the order of the queue."""
    queue = _queue()
    return session.execute(queue.order_by(queue.selected_columns.rank, Conversation.id)).all()


def places(session: Session) -> dict[UUID, int]:
    """The place of every waiting conversation in the queue of its team, from 1."""
    seen: dict[UUID | None, int] = {}
    found = {}
    for conversation_id, team_id, _rank in waiting(session):
        seen[team_id] = found[conversation_id] = seen.get(team_id, 0) + 1
    return found


def place(session: Session, conversation_id: UUID) -> int | None:
    """The place of one conversation in the queue of its team, from 1; None when it does not wait."""
    queue = _queue().subquery()
    own = session.execute(select(queue.c.team_id, queue.c.rank).where(queue.c.id == conversation_id)).one_or_none()
    if own is None:
        return None
    ahead = session.scalar(
        select(func.count())
        .select_from(queue)
        .where(
            queue.c.team_id.is_not_distinct_from(own[0]),
            or_(queue.c.rank < own[1], and_(queue.c.rank == own[1], queue.c.id < conversation_id)),
        )
    )
    return (ahead or 0) + 1


def recent_waits(
    session: Session, team_id: UUID | None, since: datetime
) -> Sequence[Row[datetime, datetime | None, int]]:
    """The last hand-overs of a team that were taken while it was open: (begin, end of the waiting, place)."""
    return session.execute(
        select(Episode.queued_at, Episode.taken_at, Episode.place)
        .where(
            Episode.team_id.is_not_distinct_from(team_id),
            Episode.taken_at.is_not(None),
            Episode.taken_at >= since,
            Episode.opens_at.is_(None),
        )
        .order_by(Episode.taken_at.desc())
        .limit(RECENT)
    ).all()


def last_said(session: Session, conversation_id: UUID, limit: int = 3) -> list[str]:
    """What the buyer said last, newest first."""
    return list(
        session.scalars(
            select(Message.text)
            .where(Message.conversation_id == conversation_id, Message.author == "buyer")
            .order_by(Message.seq.desc())
            .limit(limit)
        )
    )


def company_facts(session: Session, company_id: UUID) -> Row[UUID | None, str | None, int | None] | None:
    """The company's manager (if he works at the desk), class, and the class's head start in minutes."""
    return session.execute(
        select(Operator.user_id, CustomerClass.code, CustomerClass.head_start_minutes)
        .select_from(Company)
        .outerjoin(Operator, Operator.user_id == Company.account_manager_id)
        .outerjoin(CompanyClass, CompanyClass.company_id == Company.id)
        .outerjoin(CustomerClass, CustomerClass.code == CompanyClass.class_code)
        .where(Company.id == company_id)
    ).one_or_none()


def policies(session: Session) -> Sequence[SlaPolicy]:
    """Every SLA policy."""
    return session.scalars(select(SlaPolicy).order_by(SlaPolicy.name, SlaPolicy.id)).all()


def classes(session: Session) -> Sequence[CustomerClass]:
    """Every class of customers."""
    return session.scalars(select(CustomerClass).order_by(CustomerClass.code)).all()


def names_of(session: Session, ids: Iterable[UUID]) -> dict[UUID, str]:
    """People's names."""
    rows = session.execute(select(User.id, User.name).where(User.id.in_(list(ids))))
    return {row[0]: row[1] for row in rows}


def callbacks(session: Session, *, done: bool, limit: int) -> Sequence[Row[Callback, Conversation]]:
    """Requests for a call or an e-mail: the oldest open first, or those that were done, newest first."""
    statement = select(Callback, Conversation).join(Conversation, Conversation.id == Callback.conversation_id)
    if done:
        statement = statement.where(Callback.done_at.is_not(None)).order_by(Callback.done_at.desc())
    else:
        statement = statement.where(Callback.done_at.is_(None)).order_by(Callback.created_at)
    return session.execute(statement.limit(limit)).all()


def open_callback(session: Session, conversation_id: UUID) -> Callback | None:
    """The request of this conversation that nobody has dealt with."""
    return session.scalar(
        select(Callback).where(Callback.conversation_id == conversation_id, Callback.done_at.is_(None)).limit(1)
    )
