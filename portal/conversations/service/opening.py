"""Opening conversations; guests hold theirs by a secret and bring it with them when they log in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.conversations import queries
from portal.conversations.models import Conversation, Message, Transition
from portal.conversations.scope import acting_as
from portal.conversations.service import ownership
from portal.conversations.states import State
from portal.files.models import StoredFile
from portal.security import rate_limits
from portal.security.actor import Actor, ActorKind
from portal.security.permissions import Permission
from portal.security.tokens import hash_token, same_secret
from portal.shared.database import switch_actor
from portal.shared.errors import Forbidden
from portal.shared.ids import new_id, new_secret, parse_uuid
from portal.shared.texts import N_

GUESTS_PER_HOUR = 240  # from one address, behind which a whole company may sit


@dataclass(frozen=True)
class Opened:
    """`key` is a new guest's secret, given once."""

    conversation: Conversation
    created: bool
    key: str | None = None


def open_for_buyer(session: Session, actor: Actor, *, guest_key: str = "") -> Opened:
    """The buyer's open web conversation, or a new one; one he began as a guest becomes his.

    Raises LoginRequired, Forbidden.
    """
    found = _existing(session, actor)
    if found is not None:
        found.locale = actor.locale
        return Opened(found, created=False)
    adopted = _adopt(session, actor, guest_key)
    if adopted is not None:
        return Opened(adopted, created=False)
    return Opened(_new(session, actor), created=True)


def for_news(session: Session, actor: Actor) -> Conversation:
    """The buyer's open web conversation in the language that it has, or a new one. Raises LoginRequired, Forbidden."""
    return _existing(session, actor) or _new(session, actor)


def _existing(session: Session, actor: Actor) -> Conversation | None:
    actor.require(Permission.CHAT)
    if actor.kind is not ActorKind.BUYER:
        raise Forbidden(N_("Conversations are opened by buyers. Use the operators' desk."))
    user_id, company_id = actor.require_user(), actor.require_company()
    # Two tabs at once: the second waits here and finds the first one's conversation.
    rate_limits.count(session, f"open:{user_id}", limit=600, window_seconds=3600)
    return queries.open_web_conversation(session, user_id, company_id)


def _new(session: Session, actor: Actor) -> Conversation:
    conversation = Conversation(
        user_id=actor.require_user(),
        company_id=actor.require_company(),
        dialogue_id=ownership.new_dialogue_id(),
        locale=actor.locale,
    )
    session.add(conversation)
    session.flush()
    return conversation


def open_for_guest(session: Session, actor: Actor, *, address: str) -> Opened:
    """The guest's conversation, or a new one with its key. Raises TooManyRequests."""
    if actor.conversation_id is not None:
        found = queries.conversation(session, actor.conversation_id)
        if found is not None and found.state != State.CLOSED:
            return Opened(found, created=False)
    rate_limits.count(session, f"guest:{address}", limit=GUESTS_PER_HOUR, window_seconds=3600)
    made, secret = new_id(), new_secret()
    switch_actor(session, replace(actor, conversation_id=made))
    conversation = Conversation(
        id=made,
        guest_token_hash=hash_token(secret),
        dialogue_id=ownership.new_dialogue_id(),
        locale=actor.locale,
    )
    session.add(conversation)
    session.flush()
    return Opened(conversation, created=True, key=f"{made}.{secret}")


def guest_actor(session: Session, actor: Actor, key: str) -> Actor | None:
    """The visitor with the conversation that his key opens, for which the session then acts; None for a wrong key."""
    conversation_id = _opens(session, actor, key)
    if conversation_id is None:
        return None
    guest = replace(actor, conversation_id=conversation_id)
    switch_actor(session, guest)
    return guest


def _opens(session: Session, actor: Actor, key: str) -> UUID | None:
    head, _, secret = key.partition(".")
    conversation_id = parse_uuid(head)
    if conversation_id is None or not secret:
        return None
    with acting_as(session, replace(actor, conversation_id=conversation_id)):
        found = queries.conversation(session, conversation_id)
    if found is None or not same_secret(hash_token(secret), found.guest_token_hash or ""):
        return None
    return conversation_id


def _adopt(session: Session, actor: Actor, key: str) -> Conversation | None:
    """Make the guest's conversation that this key opens the buyer's."""
    conversation_id = _opens(session, Actor.anonymous(), key) if key else None
    return adopt(session, actor, conversation_id) if conversation_id is not None else None


def adopt(session: Session, actor: Actor, conversation_id: UUID) -> Conversation | None:
    """Make a guest's conversation the buyer's: a new dialogue, so that nothing the bot remembers crosses over.

    None when it is somebody's already, or closed. The caller has seen to it that the guest is this buyer.
    """
    with acting_as(session, Actor.system("guest adoption")):
        conversation = ownership.lock(session, conversation_id)
        if conversation.user_id is not None or conversation.state == State.CLOSED:
            return None
        conversation.user_id = actor.user_id
        conversation.company_id = actor.company_id
        conversation.channel = "web"
        conversation.guest_token_hash = None
        conversation.dialogue_id = ownership.new_dialogue_id()
        conversation.epoch += 1
        conversation.locale = actor.locale
        for table in (Message, Transition):
            session.execute(
                update(table).where(table.conversation_id == conversation_id).values(company_id=actor.company_id)
            )
        session.execute(
            update(StoredFile)
            .where(StoredFile.conversation_id == conversation_id)
            .values(company_id=actor.company_id, owner_id=actor.user_id)
        )
        session.flush()
        ownership.announce(session, conversation, "conversation")
    return conversation
