"""Every select of the gateway."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from portal.assistant_gateway.models import Turn
from portal.cart.models import Cart, CartLine
from portal.catalogue.models import Product
from portal.conversations.models import Conversation
from portal.orders.models import Order
from portal.rfq.models import Rfq

_LAST_PRODUCTS = text(
    "SELECT sku FROM (SELECT DISTINCT ON (sku) sku, place FROM ("
    "  SELECT found.sku #>> '{}' AS sku, found.place FROM ("
    "    SELECT cards FROM messages WHERE conversation_id = :conversation AND author IN ('bot', 'operator')"
    "    AND NOT internal AND notice IS NULL AND jsonb_path_exists(cards, '$.**.sku') ORDER BY seq DESC LIMIT 1) last,"
    "  LATERAL jsonb_path_query(last.cards, 'strict $.**.sku') WITH ORDINALITY AS found(sku, place)"
    ") every WHERE sku IS NOT NULL ORDER BY sku, place) once ORDER BY place LIMIT 20"
)


def running_turn(session: Session, conversation_id: UUID) -> Turn | None:
    """The turn that runs, if any."""
    return session.scalar(
        select(Turn)
        .where(Turn.conversation_id == conversation_id, Turn.status == "running")
        .execution_options(populate_existing=True)
    )


def turn(session: Session, turn_id: UUID) -> Turn | None:
    """The turn as it is now."""
    return session.scalar(select(Turn).where(Turn.id == turn_id).execution_options(populate_existing=True))


def has_answered_turn(session: Session, conversation_id: UUID, epoch: int) -> bool:
    """Whether the bot has already said something under this epoch."""
    return (
        session.scalar(
            select(Turn.id)
            .where(Turn.conversation_id == conversation_id, Turn.epoch == epoch, Turn.status == "answered")
            .limit(1)
        )
        is not None
    )


def conversation_of_dialogue(session: Session, dialogue_id: str) -> Conversation | None:
    """The conversation with this dialogue, locked against a change of owner until the transaction ends."""
    return session.scalar(
        select(Conversation)
        .where(Conversation.dialogue_id == dialogue_id)
        .with_for_update(read=True)
        .execution_options(populate_existing=True)
    )


def last_products(session: Session, conversation_id: UUID) -> Sequence[str]:
    """The SKUs the buyer was shown last, in the order shown."""
    return session.scalars(_LAST_PRODUCTS, {"conversation": conversation_id}).all()


def open_cart(session: Session, user_id: UUID, company_id: UUID) -> tuple[int, int] | None:
    """Version and number of lines of the buyer's open cart."""
    row = session.execute(
        select(Cart.version, func.count(CartLine.id))
        .outerjoin(CartLine, CartLine.cart_id == Cart.id)
        .where(Cart.user_id == user_id, Cart.company_id == company_id, Cart.status == "open")
        .group_by(Cart.id)
    ).first()
    return (row[0], row[1]) if row else None


def changed_cart(session: Session, user_id: UUID, company_id: UUID, since: datetime) -> dict[str, Any] | None:
    """The buyer's open cart as it is now, if it changed since then: {version, lines: [{sku, quantity}]}."""
    cart = session.scalar(
        select(Cart).where(
            Cart.user_id == user_id, Cart.company_id == company_id, Cart.status == "open", Cart.updated_at >= since
        )
    )
    if cart is None:
        return None
    lines = session.execute(
        select(Product.sku, CartLine.quantity)
        .join(Product, Product.id == CartLine.product_id)
        .where(CartLine.cart_id == cart.id)
        .order_by(CartLine.position, CartLine.created_at)
        .limit(50)
    )
    return {
        "version": cart.version,
        "lines": [{"sku": sku, "quantity": f"{quantity.normalize():f}"} for sku, quantity in lines],
    }


def orders_since(session: Session, user_id: UUID, company_id: UUID, since: datetime) -> Sequence[str]:
    """Numbers of the orders that were placed for the person since then, newest first."""
    return session.scalars(
        select(Order.number)
        .where(Order.company_id == company_id, Order.placed_by == user_id, Order.placed_at >= since)
        .order_by(Order.placed_at.desc())
        .limit(10)
    ).all()


def rfqs_since(session: Session, user_id: UUID, company_id: UUID, since: datetime) -> Sequence[str]:
    """Numbers of the requests for quotation that were raised for the person since then, newest first."""
    return session.scalars(
        select(Rfq.number)
        .where(Rfq.company_id == company_id, Rfq.created_by == user_id, Rfq.created_at >= since)
        .order_by(Rfq.created_at.desc())
        .limit(10)
    ).all()
