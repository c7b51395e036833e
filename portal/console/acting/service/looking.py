"""Looking things up for the customer: goods at his prices, what his words ask for, his invoices."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import User
from portal.cart.ports import PurchaseHistory
from portal.cart.schemas import TextLines
from portal.cart.service.text import read_text
from portal.catalogue.listing import ListQuery, list_products
from portal.catalogue.schemas import ProductList
from portal.catalogue.search import SearchEngine
from portal.console.acting.service.customer import customer_of, on_behalf, reader_of
from portal.conversations import queries
from portal.conversations.errors import ConversationNotFound
from portal.conversations.models import Conversation
from portal.documents import service as documents
from portal.documents.schemas import InvoiceOut, InvoiceQuery
from portal.security.actor import Actor
from portal.security.permissions import Permission, Role, permissions_of

LAST_INVOICES = 5


def find_products(
    session: Session, operator: Actor, conversation_id: UUID, engine: SearchEngine, words: str, limit: int
) -> ProductList:
    """Goods for these words in the operator's language, at the customer's prices."""
    conversation = _seen(session, operator, conversation_id)
    customer = reader_of(session, operator, conversation)
    with on_behalf(session, customer):
        return list_products(session, customer, engine, ListQuery(q=words, limit=limit, with_facets=False))


def read_lines(
    session: Session,
    operator: Actor,
    conversation_id: UUID,
    engine: SearchEngine,
    purchases: PurchaseHistory,
    words: str,
) -> TextLines:
    """The goods that the customer's words ask for, by his company's vocabulary and history; nothing is changed.

    Raises Forbidden, ConversationNotFound, CustomerUnknown, CustomerMayNot, NoLinesFound.
    """
    conversation = _seen(session, operator, conversation_id)
    customer = replace(customer_of(session, operator, conversation), locale=operator.locale)
    with on_behalf(session, customer, Permission.CART_EDIT):
        return read_text(session, customer, engine, purchases, words, locale=conversation.locale)


def last_invoices(session: Session, operator: Actor, conversation_id: UUID) -> list[InvoiceOut]:
    """The customer's last invoices, for those of the desk who may see the books; else and for visitors none."""
    conversation = _seen(session, operator, conversation_id)
    if conversation.user_id is None or not operator.may(Permission.CREDIT_VIEW):
        return []
    customer = customer_of(session, operator, conversation)
    if not customer.may(Permission.CREDIT_VIEW):
        return []
    with on_behalf(session, customer):
        return documents.invoices(session, customer, InvoiceQuery(limit=LAST_INVOICES)).items


def _seen(session: Session, operator: Actor, conversation_id: UUID) -> Conversation:
    operator.require(Permission.STAFF_CHAT)
    found = queries.conversation(session, conversation_id)
    if found is None:
        raise ConversationNotFound
    return found


def colleagues(session: Session, operator: Actor) -> list[User]:
    """Everybody who works at the desk, by name; whom to hand a conversation to, and to name in a note."""
    operator.require(Permission.STAFF_CHAT)
    people = session.scalars(select(User).where(User.kind == "staff", User.active).order_by(User.name))
    return [one for one in people if Permission.STAFF_CHAT in permissions_of(frozenset(map(Role, one.staff_roles)))]
