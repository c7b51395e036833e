"""Every select of channels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, delete, exists, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from portal.channels.models import ChannelAccount, ChannelContact, ChannelEvent, Delivery, LinkCode
from portal.channels.ports import Inbound
from portal.conversations.models import Conversation, Message
from portal.shared.clock import now
from portal.shared.ids import new_id


def account_by_key(session: Session, key: str) -> ChannelAccount | None:
    """The account of a webhook's address."""
    return session.scalar(select(ChannelAccount).where(ChannelAccount.key == key))


def accounts(session: Session, *, provider: str | None = None, enabled: bool | None = None) -> Sequence[ChannelAccount]:
    """Accounts by provider and name."""
    statement = select(ChannelAccount).order_by(ChannelAccount.provider, ChannelAccount.name)
    if provider is not None:
        statement = statement.where(ChannelAccount.provider == provider)
    if enabled is not None:
        statement = statement.where(ChannelAccount.enabled.is_(enabled))
    return session.scalars(statement).all()


def account(session: Session, account_id: UUID) -> ChannelAccount:
    """The account."""
    return session.get_one(ChannelAccount, account_id)


def locked_account(session: Session, account_id: UUID) -> ChannelAccount:
    """The account, locked."""
    return session.scalars(
        select(ChannelAccount)
        .where(ChannelAccount.id == account_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()


def upsert_contact(session: Session, account_id: UUID, event: Inbound) -> UUID:
    """The contact of an event; of two at once one makes it."""
    statement = insert(ChannelContact).values(
        id=new_id(), account_id=account_id, external_id=event.contact, name=event.name[:200], locale=event.locale[:20]
    )
    made: UUID | None = session.scalar(
        statement.on_conflict_do_nothing(index_elements=["account_id", "external_id"]).returning(ChannelContact.id)
    )
    if made is not None:
        return made
    return session.scalars(
        select(ChannelContact.id).where(
            ChannelContact.account_id == account_id, ChannelContact.external_id == event.contact
        )
    ).one()


def insert_event(session: Session, event: ChannelEvent) -> bool:
    """Store an event; False when it is here already."""
    made = session.scalar(
        insert(ChannelEvent)
        .values(
            account_id=event.account_id,
            contact_id=event.contact_id,
            external_id=event.external_id,
            kind=event.kind,
            rank=event.rank,
            body=event.body,
            state="pending",
            attempts=0,
        )
        .on_conflict_do_nothing(index_elements=["account_id", "external_id"])
        .returning(ChannelEvent.id)
    )
    return made is not None


def contact(session: Session, contact_id: UUID) -> ChannelContact | None:
    """The contact, unlocked."""
    return session.get(ChannelContact, contact_id)


def locked_contact(session: Session, contact_id: UUID) -> ChannelContact | None:
    """The contact, locked until the transaction ends."""
    return session.scalar(
        select(ChannelContact)
        .where(ChannelContact.id == contact_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )


def next_event(session: Session, contact_id: UUID) -> ChannelEvent | None:
    """The contact's first event that was not dealt with, in the provider's order."""
    return session.scalar(
        select(ChannelEvent)
        .where(ChannelEvent.contact_id == contact_id, ChannelEvent.state == "pending")
        .order_by(ChannelEvent.rank, ChannelEvent.id)
        .limit(1)
        .execution_options(populate_existing=True)
    )


def event_of_message(session: Session, contact_id: UUID, about: str) -> ChannelEvent | None:
    """The event by which a message of the contact came in, by the provider's number for it."""
    return session.scalar(
        select(ChannelEvent).where(ChannelEvent.contact_id == contact_id, ChannelEvent.external_id == about)
    )


def forgotten_contacts(session: Session, before: datetime) -> Sequence[UUID]:
    """Contacts with an event older than `before` that nobody dealt with."""
    statement = (
        select(ChannelEvent.contact_id)
        .where(ChannelEvent.state == "pending", ChannelEvent.created_at < before)
        .distinct()
        .limit(500)
    )
    return session.scalars(statement).all()


def answering_contacts(session: Session, conversation_id: UUID) -> Sequence[ChannelContact]:
    """Where the answers of a conversation go."""
    return session.scalars(
        select(ChannelContact).where(
            ChannelContact.conversation_id == conversation_id, ChannelContact.answers_here.is_(True)
        )
    ).all()


def answer_elsewhere(session: Session, conversation_id: UUID, *, but: UUID | None = None) -> None:
    """Answers of this conversation go to no contact any more, except to `but`."""
    statement = update(ChannelContact).where(
        ChannelContact.conversation_id == conversation_id, ChannelContact.answers_here.is_(True)
    )
    if but is not None:
        statement = statement.where(ChannelContact.id != but)
    session.execute(statement.values(answers_here=False))


def linked_contacts(session: Session, user_id: UUID, company_id: UUID) -> Sequence[Row[ChannelContact, ChannelAccount]]:
    """The person's messengers in a company, oldest first."""
    return session.execute(
        select(ChannelContact, ChannelAccount)
        .join(ChannelAccount, ChannelAccount.id == ChannelContact.account_id)
        .where(ChannelContact.user_id == user_id, ChannelContact.company_id == company_id)
        .order_by(ChannelContact.linked_at)
    ).all()


def expired_contacts(session: Session, moment: datetime) -> Sequence[UUID]:
    """Contacts whose link has run out."""
    return session.scalars(
        select(ChannelContact.id).where(ChannelContact.user_id.is_not(None), ChannelContact.expires_at <= moment)
    ).all()


def live_code(session: Session, code_hash: str, moment: datetime) -> LinkCode | None:
    """The unused code with this hash that has not run out, locked."""
    return session.scalar(
        select(LinkCode)
        .where(LinkCode.code_hash == code_hash, LinkCode.used_at.is_(None), LinkCode.expires_at > moment)
        .with_for_update()
    )


def end_codes(session: Session, user_id: UUID) -> None:
    """The person's unused codes end; a new one replaces them."""
    session.execute(delete(LinkCode).where(LinkCode.user_id == user_id, LinkCode.used_at.is_(None)))


def first_pending(session: Session, contact_id: UUID) -> Delivery | None:
    """What is to be delivered to the contact next: the oldest, so that nothing overtakes it."""
    return session.scalar(
        select(Delivery)
        .where(Delivery.contact_id == contact_id, Delivery.state == "pending")
        .order_by(Delivery.id)
        .limit(1)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def cancel_pending(session: Session, contact_id: UUID, *, company_only: bool = True) -> None:
    """What waits for the contact is not sent: a company's words go to nobody who is not linked to it."""
    statement = update(Delivery).where(Delivery.contact_id == contact_id, Delivery.state == "pending")
    if company_only:
        statement = statement.where(Delivery.company_id.is_not(None))
    session.execute(statement.values(state="cancelled", reason="unlinked"))


def due_contacts(session: Session, before: datetime) -> Sequence[UUID]:
    """Contacts for whom something is due since `before`."""
    due = func.coalesce(Delivery.next_try_at, Delivery.created_at) < before
    paused = exists().where(
        ChannelContact.id == Delivery.contact_id,
        ChannelAccount.id == ChannelContact.account_id,
        or_(ChannelAccount.enabled.is_(False), ChannelAccount.paused_until > now()),
    )
    statement = select(Delivery.contact_id).where(Delivery.state == "pending", due, ~paused).distinct().limit(500)
    return session.scalars(statement).all()


def deliveries_about(session: Session, contact_id: UUID, provider_id: str) -> Sequence[Delivery]:
    """The deliveries that a provider's status is about."""
    return session.scalars(
        select(Delivery)
        .where(Delivery.contact_id == contact_id, Delivery.provider_ids.contains([provider_id]))
        .with_for_update()
    ).all()


def deliveries_before(session: Session, contact_id: UUID, moment: datetime) -> Sequence[Delivery]:
    """What was sent to the contact until `moment` and is not known to be read."""
    return session.scalars(
        select(Delivery)
        .where(Delivery.contact_id == contact_id, Delivery.state.in_(("sent", "delivered")), Delivery.sent_at <= moment)
        .with_for_update()
    ).all()


def dead_letters(session: Session, limit: int) -> Sequence[Row[Delivery, Message, ChannelContact, ChannelAccount]]:
    """Deliveries that were given up, newest first."""
    return session.execute(
        select(Delivery, Message, ChannelContact, ChannelAccount)
        .join(Message, Message.id == Delivery.message_id)
        .join(ChannelContact, ChannelContact.id == Delivery.contact_id)
        .join(ChannelAccount, ChannelAccount.id == ChannelContact.account_id)
        .where(Delivery.state == "dead")
        .order_by(Delivery.id.desc())
        .limit(limit)
    ).all()


def message(session: Session, message_id: UUID) -> Message | None:
    """A message by its id."""
    return session.get(Message, message_id)


def conversation(session: Session, conversation_id: UUID) -> Conversation | None:
    """A conversation, unlocked."""
    return session.get(Conversation, conversation_id)
