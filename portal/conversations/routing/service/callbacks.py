"""Being called or written to, for who waits while nobody is there."""

from __future__ import annotations

import re
from uuid import UUID

from sqlalchemy.orm import Session

from portal.audit import service as audit
from portal.conversations import texts
from portal.conversations.routing import queries
from portal.conversations.routing.errors import CallbackNotFound, ContactInvalid, NotWaiting
from portal.conversations.routing.models import Callback, columns
from portal.conversations.routing.schemas import CallbackIn, CallbackOut
from portal.conversations.scope import acting_as
from portal.conversations.service import ownership, reading, writing
from portal.conversations.states import State
from portal.security import rate_limits
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.clock import now

ACTOR = Actor.system("callback")
_PHONE = re.compile(r"\+?[0-9]{7,15}")
_EMAIL = re.compile(r"[^@\s<>\"',;]+@[^@\s<>\"',;]+\.[^@\s<>\"',;.]{2,}")


def contact_of(kind: str, given: str) -> str:
    """The contact as it is kept. Raises ContactInvalid."""
    said = re.sub(r"[\s().\-/]", "", given) if kind == "phone" else given.strip()
    if not (_PHONE if kind == "phone" else _EMAIL).fullmatch(said):
        raise ContactInvalid(fields={"contact": kind})
    return said


def ask(session: Session, actor: Actor, conversation_id: UUID, wish: CallbackIn) -> CallbackOut:
    """Keep the wish of somebody who waits; his conversation goes on waiting. A second wish replaces the first.

    Raises ConversationNotFound, NotWaiting, ContactInvalid, TooManyRequests.
    """
    conversation = reading.require_writable(session, actor, conversation_id)
    if conversation.state != State.QUEUED:
        raise NotWaiting(extra={"state": conversation.state})
    contact = contact_of(wish.kind, wish.contact)
    rate_limits.count(session, f"callback:{conversation_id}", limit=10, window_seconds=3600)
    with acting_as(session, ACTOR):
        episode = queries.open_episode(session, conversation_id)
        found = queries.open_callback(session, conversation_id)
        if found is None:
            found = Callback(conversation_id=conversation_id, company_id=conversation.company_id, created_at=now())
            session.add(found)
        found.team_id = episode.team_id if episode else None
        found.not_before = episode.opens_at if episode else None
        found.kind, found.contact, found.note = wish.kind, contact, writing.clean(wish.note)
        session.flush()
        shown = _shown(found, conversation.locale)
        audit.record(
            session, ACTOR, "callback.asked", "conversation", conversation_id, company_id=conversation.company_id
        )
    writing.by_system(session, conversation, texts.callback_noted(conversation.locale, wish.kind, contact))
    return shown


def listing(session: Session, actor: Actor, *, done: bool, limit: int) -> list[CallbackOut]:
    """The requests: open ones oldest first, or done ones. Raises Forbidden."""
    actor.require(Permission.STAFF_CHAT)
    found = queries.callbacks(session, done=done, limit=limit)
    return [_shown(callback, conversation.locale) for callback, conversation in found]


def finish(session: Session, actor: Actor, callback_id: UUID, note: str) -> CallbackOut:
    """Somebody called or wrote. Raises Forbidden, CallbackNotFound; done already is no change."""
    actor.require(Permission.STAFF_CHAT)
    found = session.get(Callback, callback_id, with_for_update=True)
    if found is None:
        raise CallbackNotFound
    conversation = reading.readable(session, actor, found.conversation_id)
    if found.done_at is None:
        found.done_at, found.done_by_id, found.done_note = now(), actor.require_user(), writing.clean(note)
        session.flush()
        audit.record(session, actor, "callback.done", "callback", found.id, company_id=found.company_id)
        ownership.announce(session, conversation, "conversation")
    return _shown(found, conversation.locale)


def _shown(one: Callback, locale: str) -> CallbackOut:
    return CallbackOut.model_validate({**columns(one), "locale": locale})
