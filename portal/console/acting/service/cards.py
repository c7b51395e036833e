"""Cards that an operator sends: what the customer himself may see, as he would see it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from portal.audit import service as audit
from portal.catalogue.present import present_products
from portal.catalogue.service import get_product
from portal.console.acting.errors import InvoiceNotFound
from portal.console.acting.schemas import CardIn
from portal.console.acting.service.customer import customer_of, held, on_behalf, reader_of
from portal.console.acting.service.saying import said_before, say
from portal.conversations.models import Conversation, Message
from portal.documents import service as documents
from portal.documents.schemas import InvoiceQuery
from portal.orders.service.present import find_order, present_order
from portal.rfq.service.present import present_one
from portal.rfq.service.raising import own
from portal.security.actor import Actor
from portal.security.permissions import Permission


def send_card(session: Session, operator: Actor, conversation_id: UUID, given: CardIn) -> Message:
    """Send a product, or an order, request or invoice of the customer's own company.

    Raises Forbidden, ConversationNotFound, ConversationClosed, NotAssigned, CustomerUnknown, CustomerMayNot,
    ProductNotFound, OrderNotFound, RfqNotFound, InvoiceNotFound.
    """
    conversation = held(session, operator, conversation_id)
    former = said_before(session, operator, conversation_id, given.client_id)
    if former is not None:
        return former
    card = _card(session, operator, conversation, given)
    audit.record(
        session,
        operator,
        "desk.card_sent",
        "conversation",
        conversation.id,
        company_id=conversation.company_id,
        type=given.type,
        ref=given.ref,
    )
    return say(session, operator, conversation, given.client_id, given.text, card)


def _card(session: Session, operator: Actor, conversation: Conversation, given: CardIn) -> dict[str, Any]:
    if given.type == "product":
        return _product(session, operator, conversation, given.ref)
    customer = customer_of(session, operator, conversation)
    reader = replace(customer, locale=conversation.locale)
    if given.type == "order":
        with on_behalf(session, customer, Permission.ORDER_VIEW):
            shown: Any = present_order(session, reader, find_order(session, customer, given.ref))
    elif given.type == "rfq":
        with on_behalf(session, customer, Permission.RFQ_VIEW):
            shown = present_one(session, reader, own(session, customer, given.ref))
    else:
        operator.require(Permission.CREDIT_VIEW)
        with on_behalf(session, customer, Permission.CREDIT_VIEW):
            found = documents.invoices(session, reader, InvoiceQuery(number=given.ref, limit=1)).items
        if not found:
            raise InvoiceNotFound
        shown = found[0]
    return {"type": given.type, given.type: shown.model_dump(mode="json")}


def _product(session: Session, operator: Actor, conversation: Conversation, reference: str) -> dict[str, Any]:
    customer = reader_of(session, operator, conversation)
    with on_behalf(session, customer):
        product = get_product(session, customer, reference)
        shown = present_products(session, replace(customer, locale=conversation.locale), [product.id])[product.id]
    return {"type": "product", "product": shown.model_dump(mode="json")}
