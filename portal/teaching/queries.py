"""Every select of teaching."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, tuple_, update
from sqlalchemy.orm import Session

from portal.accounts.models import Company, Membership, User
from portal.conversations.models import Conversation, Message
from portal.shared.pagination import Page, cut, decode_moment_cursor
from portal.teaching.models import ReviewItem


def conversation(session: Session, conversation_id: UUID) -> Conversation | None:
    """The conversation."""
    return session.get(Conversation, conversation_id)


def message(session: Session, message_id: UUID) -> Message | None:
    """The message."""
    return session.get(Message, message_id)


def written_between(session: Session, conversation_id: UUID, first_seq: int, last_seq: int) -> Sequence[Message]:
    """What the buyer wrote in these places of the conversation, pressed buttons included."""
    return session.scalars(
        select(Message)
        .where(
            Message.conversation_id == conversation_id,
            Message.seq.between(first_seq, last_seq),
            Message.author == "buyer",
        )
        .order_by(Message.seq)
    ).all()


def item(session: Session, item_id: UUID, *, lock: bool = False) -> ReviewItem | None:
    """One of the list, locked for a change."""
    query = select(ReviewItem).where(ReviewItem.id == item_id)
    return session.scalar(query.with_for_update().execution_options(populate_existing=True) if lock else query)


def item_of_message(session: Session, message_id: UUID) -> ReviewItem | None:
    """What the list says of a message."""
    return session.scalar(select(ReviewItem).where(ReviewItem.message_id == message_id))


def items(session: Session, state: str, *, limit: int, cursor: str | None) -> Page[ReviewItem]:
    """The newest first."""
    query = select(ReviewItem).where(ReviewItem.state == state)
    if cursor:
        query = query.where(tuple_(ReviewItem.created_at, ReviewItem.id) < decode_moment_cursor(cursor))
    rows = session.scalars(query.order_by(ReviewItem.created_at.desc(), ReviewItem.id.desc()).limit(limit + 1)).all()
    return cut(rows, limit, lambda row: [row.created_at.isoformat(), str(row.id)])


def counts(session: Session) -> dict[str, int]:
    """How many there are by state."""
    rows = session.execute(select(ReviewItem.state, func.count()).group_by(ReviewItem.state))
    return {row[0]: row[1] for row in rows}


def mark_handed_over(session: Session, conversation_id: UUID, since: datetime, most: int) -> None:
    """The latest failures of a conversation led to a person."""
    latest = (
        select(ReviewItem.id)
        .where(
            ReviewItem.conversation_id == conversation_id,
            ReviewItem.created_at >= since,
            ReviewItem.state == "open",
            ReviewItem.reason.in_(("fallback", "rejected", "low_confidence")),
        )
        .order_by(ReviewItem.created_at.desc())
        .limit(most)
    )
    session.execute(update(ReviewItem).where(ReviewItem.id.in_(latest)).values(reason="handed_over"))


def names_around(session: Session, conversation_id: UUID) -> set[str]:
    """How the people and the company of a conversation are called: buyer, his colleagues, who answered him."""
    found = conversation(session, conversation_id)
    if found is None:
        return set()
    names = set(
        session.scalars(
            select(Message.author_name)
            .where(Message.conversation_id == conversation_id, Message.author.in_(("buyer", "operator")))
            .distinct()
        )
    )
    if found.assignee_name:
        names.add(found.assignee_name)
    if found.user_id is not None:
        names |= set(session.scalars(select(User.name).where(User.id == found.user_id)))
    if found.company_id is not None:
        names |= set(session.scalars(select(Company.name).where(Company.id == found.company_id)))
        names |= set(
            session.scalars(
                select(User.name)
                .join(Membership, Membership.user_id == User.id)
                .where(Membership.company_id == found.company_id)
            )
        )
    return {name for name in names if name}


def taught(session: Session) -> Sequence[ReviewItem]:
    """Every reviewed example, the latest review first."""
    return session.scalars(
        select(ReviewItem)
        .where(ReviewItem.state == "taught")
        .order_by(ReviewItem.reviewed_at.desc(), ReviewItem.id.desc())
    ).all()
