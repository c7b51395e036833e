"""A visitor asks for an offer: kept as a lead, told in his conversation, and a person is called."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from portal.audit import service as audit
from portal.conversations import queries as conversations
from portal.conversations.errors import ConversationClosed, ConversationNotFound
from portal.conversations.models import Conversation, Message
from portal.conversations.schemas import MessageOut
from portal.conversations.service import handover, writing
from portal.conversations.service.reading import require_writable
from portal.conversations.states import State
from portal.security import rate_limits
from portal.security.actor import Actor, ActorKind
from portal.security.permissions import Permission
from portal.shared.clock import now
from portal.shared.texts import text
from portal.widget import queries
from portal.widget.errors import LeadForVisitors
from portal.widget.models import Lead
from portal.widget.schemas import LeadIn, LeadOut, LeadsQuery, StaffLead, StaffLeads

LEADS_PER_HOUR = 5
LEADS_PER_ADDRESS = 60  # a whole company may sit behind one


def post(session: Session, actor: Actor, conversation_id: UUID, given: LeadIn, *, address: str) -> LeadOut:
    """Store the lead and queue the conversation; a repeated client_id gets the stored one.

    Raises ConversationNotFound, ConversationClosed, LeadForVisitors, TooManyRequests.
    """
    if actor.kind is not ActorKind.ANONYMOUS:
        raise LeadForVisitors
    conversation = require_writable(session, actor, conversation_id)
    former = queries.lead_of_client(session, conversation_id, given.client_id)
    if former is not None:
        return _shown(session, former)
    if conversation.state == State.CLOSED:
        raise ConversationClosed
    for key, limit in ((str(conversation_id), LEADS_PER_HOUR), (address, LEADS_PER_ADDRESS)):
        rate_limits.count(session, f"leads:{key}", limit=limit, window_seconds=3600)
    lead = _store(session, actor, conversation, given)
    if conversation.state not in (State.QUEUED, State.ASSIGNED):
        handover.to_queue(session, actor, conversation, reason=given.need)
    thanks = text(
        conversation.locale,
        "Thank you, %(name)s. We will answer you here, or write to %(email)s.",
        name=lead.name,
        email=lead.email,
    )
    writing.by_system(session, conversation, thanks)
    return _shown(session, lead)


def _store(session: Session, actor: Actor, conversation: Conversation, given: LeadIn) -> Lead:
    need, name, company, phone = (writing.clean(part) for part in (given.need, given.name, given.company, given.phone))
    contact = "\n".join(", ".join(filter(None, pair)) for pair in ((name, company), (given.email, phone)))
    message = writing.append(
        session,
        conversation,
        "buyer",
        f"{need}\n\n{contact}",
        client_id=given.client_id,
        author_name=name,
    )
    site = queries.site_by_key(session, given.site) if given.site else None
    lead = Lead(
        conversation_id=conversation.id,
        client_id=given.client_id,
        message_id=message.id,
        site_id=site.id if site else None,
        name=name,
        email=given.email,
        phone=phone,
        company_name=company,
        need=need,
        locale=conversation.locale,
        created_at=now(),
    )
    session.add(lead)
    session.flush()
    audit.record(session, actor, "lead.stored", "lead", lead.id, conversation=conversation.id)
    return lead


def _shown(session: Session, lead: Lead) -> LeadOut:
    message = session.get(Message, lead.message_id)
    if message is None or conversations.conversation(session, lead.conversation_id) is None:
        raise ConversationNotFound
    return LeadOut(id=lead.id, message=MessageOut.of(message))


def for_staff(session: Session, actor: Actor, query: LeadsQuery) -> StaffLeads:
    """Leads, newest first. Raises LoginRequired, Forbidden."""
    actor.require(Permission.STAFF_CHAT)
    found = queries.leads(session, query.before, query.limit + 1)
    kept = found[: query.limit]
    return StaffLeads(
        items=[StaffLead.of(lead) for lead in kept],
        next=kept[-1].created_at if len(found) > query.limit else None,
    )
