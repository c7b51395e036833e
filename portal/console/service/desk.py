"""The desk's list, and one conversation with the context an operator needs to go on."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from portal.accounts.models import Company
from portal.cart.credit import credit_of
from portal.console import queries
from portal.console.schemas import (
    CartContext,
    CartLineContext,
    CompanyContext,
    Context,
    LastMessage,
    ListQuery,
    OperatorConversation,
    OperatorConversationDetail,
    OrderContext,
    Party,
    RfqContext,
)
from portal.conversations import queries as conversation_queries
from portal.conversations.errors import ConversationNotFound
from portal.conversations.models import Conversation, Message
from portal.conversations.routing import queries as routing_queries
from portal.conversations.routing.service import showing
from portal.conversations.schemas import ConversationOut, MessageOut
from portal.conversations.states import State
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.clock import now
from portal.shared.i18n import pick
from portal.shared.money import Money
from portal.shared.schemas import CreditOut

PREVIEW = 160
SHOWN_MESSAGES = 100


def listing(session: Session, actor: Actor, query: ListQuery) -> list[OperatorConversation]:
    """The conversations of the desk. Raises Forbidden."""
    actor.require(Permission.STAFF_CHAT)
    return _rows(session, queries.desk(session, query, actor.require_user()), actor.locale)


def row(session: Session, actor: Actor, conversation_id: UUID) -> OperatorConversation:
    """One conversation as in the list. Raises Forbidden, ConversationNotFound."""
    actor.require(Permission.STAFF_CHAT)
    return _rows(session, [_found(session, conversation_id)], actor.locale)[0]


def detail(session: Session, actor: Actor, conversation_id: UUID) -> OperatorConversationDetail:
    """One conversation with its latest messages and its context. Raises Forbidden, ConversationNotFound."""
    actor.require(Permission.STAFF_CHAT)
    found = _found(session, conversation_id)
    latest = conversation_queries.latest_messages(session, conversation_id, SHOWN_MESSAGES, internal=True)
    return OperatorConversationDetail(
        **_rows(session, [found], actor.locale)[0].model_dump(),
        messages=[MessageOut.of(message, found[0]) for message in latest],
        context=_context(session, actor, found[0], found[1]),
    )


def _found(session: Session, conversation_id: UUID) -> queries.Waiting:
    found = queries.one(session, conversation_id)
    if found is None:
        raise ConversationNotFound
    return found


def _rows(session: Session, found: Sequence[queries.Waiting], locale: str) -> list[OperatorConversation]:
    ids = [each[0].id for each in found]
    last = queries.last_messages(session, ids)
    unread = queries.unread(session, ids)
    blocked = conversation_queries.blocked_among(session, [each[0] for each in found])
    places = routing_queries.places(session)
    routed = showing.at_desk(session, ids, locale)
    made = []
    for conversation, company, user in found:
        waiting = conversation.queued_at if conversation.state == State.QUEUED else None
        made.append(
            OperatorConversation(
                **ConversationOut.of(conversation, places.get(conversation.id), desk=True).model_dump(),
                company=Party(id=company.id, name=company.name) if company else None,
                customer=Party(id=user.id, name=user.name) if user else None,
                reason=conversation.handover_reason if conversation.state != State.BOT else "",
                waiting_since=waiting,
                waiting_seconds=int((now() - waiting).total_seconds()) if waiting else None,
                last_message=_preview(last.get(conversation.id)),
                snoozed_until=conversation.snoozed_until,
                summary=conversation.summary,
                tags=conversation.tags,
                merged_into=conversation.merged_into_id,
                blocked=conversation.id in blocked,
                unread=unread.get(conversation.id, 0),
                routing=routed[conversation.id][0] if conversation.id in routed else None,
                sla=routed[conversation.id][1] if conversation.id in routed else None,
                updated_at=conversation.updated_at,
            )
        )
    return made


def _preview(message: Message | None) -> LastMessage | None:
    if message is None:
        return None
    return LastMessage(
        seq=message.seq,
        author=message.author,
        text=(message.text or ", ".join(one["name"] for one in message.attachments or []))[:PREVIEW],
        created_at=message.created_at,
    )


def _context(session: Session, actor: Actor, conversation: Conversation, company: Company | None) -> Context:
    if company is None:
        return Context(company=None, credit=None, cart=None, orders=[], rfqs=[], nlu=conversation.last_nlu)
    return Context(
        company=CompanyContext(
            id=company.id,
            name=company.name,
            country=company.country,
            currency=company.currency,
            customer_since=company.customer_since,
            account_manager=queries.account_manager(session, company),
        ),
        credit=_credit(session, actor, company.id),
        cart=_cart(session, actor, conversation),
        orders=[
            OrderContext(
                number=order.number,
                status=order.status,
                placed_at=order.placed_at,
                total=Money(order.total, order.currency),
                eta=order.eta,
            )
            for order in queries.last_orders(session, company.id)
        ],
        rfqs=[
            RfqContext(number=rfq.number, status=rfq.status, title=rfq.title, created_at=rfq.created_at)
            for rfq in queries.last_rfqs(session, company.id)
        ],
        nlu=conversation.last_nlu,
    )


def _credit(session: Session, actor: Actor, company_id: UUID) -> CreditOut | None:
    # An operator answers for the counter, not for the books: only who may see credit does.
    credit = credit_of(session, company_id) if actor.may(Permission.CREDIT_VIEW) else None
    if credit is None:
        return None
    return CreditOut(limit=credit.limit, used=credit.used, available=credit.available)


def _cart(session: Session, actor: Actor, conversation: Conversation) -> CartContext | None:
    if conversation.user_id is None or conversation.company_id is None:
        return None
    cart = queries.open_cart(session, conversation.user_id, conversation.company_id)
    if cart is None:
        return None
    return CartContext(
        id=cart.id,
        version=cart.version,
        lines=[
            CartLineContext(
                sku=product.sku, name=pick(product.names, actor.locale), quantity=line.quantity, unit=product.unit
            )
            for line, product in queries.cart_lines(session, cart.id)
        ],
    )
