"""A request for quotation that an operator raises in the customer's name."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from portal.audit import service as audit
from portal.console.acting import texts
from portal.console.acting.schemas import RequestIn, RequestOut
from portal.console.acting.service.customer import customer_of, held, on_behalf
from portal.console.acting.service.saying import said_before, say
from portal.conversations.models import Conversation, Message
from portal.conversations.schemas import MessageOut
from portal.rfq.schemas import RfqIn, RfqOut
from portal.rfq.service.present import present_one
from portal.rfq.service.raising import raise_rfq
from portal.security.actor import Actor
from portal.security.permissions import Permission

SOURCE = "desk"


def raise_for(session: Session, operator: Actor, conversation_id: UUID, given: RequestIn) -> RequestOut:
    """Raise the request with the customer's rights and show it to him; the audit names both.

    Raises Forbidden, ConversationNotFound, ConversationClosed, NotAssigned, CustomerUnknown, CustomerMayNot,
    RfqInvalid.
    """
    conversation = held(session, operator, conversation_id)
    former = said_before(session, operator, conversation_id, given.client_id)
    if former is not None:
        return _again(former)
    customer = customer_of(session, operator, conversation)
    with on_behalf(session, customer, Permission.RFQ_RAISE):
        wanted = RfqIn.model_validate(given.model_dump(exclude={"client_id"}))
        rfq = raise_rfq(session, customer, wanted, conversation_id=conversation.id, source=SOURCE)
        shown = present_one(session, replace(customer, locale=conversation.locale), rfq)
    audit.record(
        session,
        operator,
        "rfq.raised_on_behalf",
        "rfq",
        shown.number,
        company_id=conversation.company_id,
        customer=str(conversation.user_id),
        conversation=str(conversation.id),
    )
    return RequestOut(rfq=shown, message=_tell(session, operator, conversation, given.client_id, shown))


def _tell(session: Session, operator: Actor, conversation: Conversation, client_id: str, shown: RfqOut) -> MessageOut:
    card = {"type": "rfq", "rfq": shown.model_dump(mode="json")}
    said = texts.requested(conversation.locale, shown.number)
    return MessageOut.of(say(session, operator, conversation, client_id, said, card))


def _again(message: Message) -> RequestOut:
    return RequestOut(rfq=RfqOut.model_validate(message.cards[0]["rfq"]), message=MessageOut.of(message))
