"""Every select of the desk. Its actors are staff, who see all companies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, case, exists, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session, aliased

from portal.accounts.models import Company, User
from portal.cart.models import Cart, CartLine
from portal.catalogue.models import Product
from portal.console.schemas import ListQuery
from portal.conversations.models import Conversation, Message
from portal.conversations.routing.models import Episode
from portal.conversations.states import State
from portal.orders.models import Order
from portal.rfq.models import Rfq

Waiting = Row[Conversation, Company | None, User | None]
LAST = 5


def _with_people() -> Any:
    return (
        select(Conversation, Company, User)
        .outerjoin(Company, Company.id == Conversation.company_id)
        .outerjoin(User, User.id == Conversation.user_id)
        .execution_options(populate_existing=True)
    )


def desk(session: Session, query: ListQuery, operator_id: UUID) -> Sequence[Waiting]:
    """Conversations with company and person: waiting ones first and longest first, then by last change.

    Of all, empty ones are left out.
    """
    statement = _with_people()
    if query.state == "queued":
        statement = statement.where(Conversation.state == State.QUEUED)
    elif query.state == "mine":
        statement = statement.where(Conversation.state == State.ASSIGNED, Conversation.assignee_id == operator_id)
    else:
        statement = statement.where(Conversation.state != State.CLOSED, Conversation.last_seq > 0)
    rank = (
        select(Episode.rank_at)
        .where(Episode.conversation_id == Conversation.id, Episode.ended_at.is_(None))
        .scalar_subquery()
    )
    waiting = case((Conversation.state == State.QUEUED, 0), (Conversation.state == State.ASSIGNED, 1), else_=2)
    queued_at = case((Conversation.state == State.QUEUED, func.coalesce(rank, Conversation.queued_at)))
    return list(
        session.execute(statement.order_by(waiting, queued_at, Conversation.updated_at.desc()).limit(query.limit)).all()
    )


def one(session: Session, conversation_id: UUID) -> Waiting | None:
    """One conversation with company and person."""
    found: Waiting | None = session.execute(_with_people().where(Conversation.id == conversation_id)).one_or_none()
    return found


def last_messages(session: Session, ids: Iterable[UUID]) -> dict[UUID, Message]:
    """The last message that the buyer sees, by conversation."""
    found = session.scalars(
        select(Message)
        .ext(distinct_on(Message.conversation_id))
        .where(Message.conversation_id.in_(list(ids)), Message.internal.is_(False))
        .order_by(Message.conversation_id, Message.seq.desc())
    )
    return {message.conversation_id: message for message in found}


def unread(session: Session, ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many messages of the buyer nobody at the desk has read, nor bot or operator answered, by conversation."""
    answer = aliased(Message)
    answered = exists().where(
        and_(
            answer.conversation_id == Message.conversation_id,
            answer.author.in_(("operator", "bot")),
            answer.internal.is_(False),
            answer.seq > Message.seq,
        )
    )
    rows = session.execute(
        select(Message.conversation_id, func.count())
        .join(Conversation, Conversation.id == Message.conversation_id)
        .where(
            Message.conversation_id.in_(list(ids)),
            Message.author == "buyer",
            Message.seq > Conversation.read_by_desk,
            ~answered,
        )
        .group_by(Message.conversation_id)
    )
    return {row[0]: row[1] for row in rows}


def account_manager(session: Session, company: Company) -> str | None:
    """The name of the company's account manager."""
    if company.account_manager_id is None:
        return None
    return session.scalar(select(User.name).where(User.id == company.account_manager_id))


def open_cart(session: Session, user_id: UUID, company_id: UUID) -> Cart | None:
    """The person's open cart."""
    return session.scalar(
        select(Cart).where(Cart.user_id == user_id, Cart.company_id == company_id, Cart.status == "open")
    )


def cart_lines(session: Session, cart_id: UUID) -> Sequence[tuple[CartLine, Product]]:
    """The cart's lines with their products, in order."""
    rows = session.execute(
        select(CartLine, Product)
        .join(Product, Product.id == CartLine.product_id)
        .where(CartLine.cart_id == cart_id)
        .order_by(CartLine.position, CartLine.created_at)
    )
    return [(row[0], row[1]) for row in rows]


def last_orders(session: Session, company_id: UUID) -> Sequence[Order]:
    """The company's last orders."""
    return session.scalars(
        select(Order).where(Order.company_id == company_id).order_by(Order.placed_at.desc()).limit(LAST)
    ).all()


def last_rfqs(session: Session, company_id: UUID) -> Sequence[Rfq]:
    """The company's last requests for quotation."""
    return session.scalars(
        select(Rfq).where(Rfq.company_id == company_id).order_by(Rfq.created_at.desc()).limit(LAST)
    ).all()
