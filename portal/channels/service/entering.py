"""What a contact wrote enters his conversation, event by event in the provider's order.

Each event is dealt with in one transaction under the contact's lock, so that several workers do no harm.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from enum import Enum
from uuid import UUID

from sqlalchemy.orm import Session

from portal.channels import queries, texts
from portal.channels.models import ChannelAccount, ChannelContact, ChannelEvent
from portal.channels.ports import Kind
from portal.channels.service import commands, pressing, speaking, statuses
from portal.channels.service.receiving import files_of
from portal.channels.service.shop import Shop
from portal.channels.splitting import clip
from portal.conversations.models import Conversation
from portal.conversations.ports import Bot
from portal.conversations.schemas import MAX_TEXT
from portal.conversations.scope import acting_as
from portal.conversations.service import messages, ownership, writing
from portal.security.actor import Actor
from portal.shared.clock import now
from portal.shared.database import Database
from portal.shared.errors import PortalError, TooManyRequests
from portal.shared.texts import text

log = logging.getLogger(__name__)


class Next(Enum):
    """What is left to do for a contact."""

    NOTHING = "nothing"
    FETCH = "fetch"  # its next event has files to be fetched first


def enter(database: Database, contact_id: UUID, bot: Bot, shop: Shop) -> Next | timedelta:
    """Deal with all that a contact sent; how long to wait when he is over his limit."""
    while True:
        try:
            with database.transaction(speaking.SYSTEM) as session:
                contact = queries.locked_contact(session, contact_id)
                event = queries.next_event(session, contact_id) if contact else None
                if contact is None or event is None:
                    return Next.NOTHING
                if needs_fetching(event):
                    return Next.FETCH
                _one(session, contact, event, bot, shop)
        except TooManyRequests as error:
            return timedelta(seconds=float(error.extra.get("retry_after", 10)))


def needs_fetching(event: ChannelEvent) -> bool:
    """Whether the event's files are still at the provider, or its text has to become a file."""
    if event.files is not None or event.kind != Kind.MESSAGE:
        return False
    return bool(event.body.get("media")) or len(event.body.get("text", "")) > MAX_TEXT


def _one(session: Session, contact: ChannelContact, event: ChannelEvent, bot: Bot, shop: Shop) -> None:
    account = queries.account(session, contact.account_id)
    state, event.reason = _deal(session, contact, account, event, bot, shop)
    event.state = state
    event.body = {}  # the message holds what was said; nothing is kept twice


def _deal(
    session: Session, contact: ChannelContact, account: ChannelAccount, event: ChannelEvent, bot: Bot, shop: Shop
) -> tuple[str, str]:
    kind = Kind(event.kind)
    if kind is Kind.STATUS:
        return statuses.note(session, contact, event.body)
    if kind is Kind.BLOCKED:
        contact.blocked_at = now()
        return "done", ""
    contact.blocked_at = None
    _know(contact, event)
    if kind is Kind.CAME_BACK:
        return "done", ""
    if kind is Kind.EDITED:
        return _edited(session, contact, event)
    _expire(session, contact, account, shop)
    proven = bool(event.body.get("proven", True))
    if commands.obey(session, contact, account, event.body.get("text", ""), shop, proven=proven):
        return "done", "command"
    actor, conversation = speaking.conversation_of(session, contact, account, default_locale=shop.locale, proven=proven)
    if kind is Kind.UNKNOWN:
        writing.by_system(session, conversation, texts.unreadable(conversation.locale))
        return "ignored", "unknown kind"
    return _say(session, actor, contact, account, conversation, event, bot, shop)


def _know(contact: ChannelContact, event: ChannelEvent) -> None:
    """What the event tells of its sender."""
    contact.last_in_at = now()
    contact.name = str(event.body.get("name") or contact.name)[:200]
    contact.locale = str(event.body.get("locale") or contact.locale)[:20]
    if event.body.get("thread"):
        contact.thread = dict(event.body["thread"])


def _expire(session: Session, contact: ChannelContact, account: ChannelAccount, shop: Shop) -> None:
    """A link that has run out ends with the first word after it; he is told how to renew it."""
    if contact.expires_at is None or contact.expires_at > now():
        return
    commands.end_link(session, contact, account, shop, why="expired")


def _edited(session: Session, contact: ChannelContact, event: ChannelEvent) -> tuple[str, str]:
    """Not a new message, and not for the bot, which may have acted on the first wording: a note for the desk."""
    conversation = queries.conversation(session, contact.conversation_id) if contact.conversation_id else None
    words = str(event.body.get("text") or "")
    if conversation is None or not words:
        return "ignored", "nothing to change"
    locked = ownership.lock(session, conversation.id)
    note = texts.edited(locked.locale, clip(words, 1_000))
    writing.append(session, locked, "system", note, internal=True, kind="note", client_id=f"edit:{event.id}")
    return "done", "edited"


def _say(
    session: Session,
    actor: Actor,
    contact: ChannelContact,
    account: ChannelAccount,
    conversation: Conversation,
    event: ChannelEvent,
    bot: Bot,
    shop: Shop,
) -> tuple[str, str]:
    """Post what he wrote or pressed with his own rights. What the portal refuses he is told, in its words."""
    said = str(event.body.get("text") or "")
    for fault in event.body.get("faults") or []:
        writing.by_system(session, conversation, str(fault))
    pressed = pressing.meant(session, contact, conversation, str(event.body.get("pressed") or ""), said)
    if pressed is pressing.GONE:
        writing.by_system(session, conversation, texts.not_offered(conversation.locale))
        return "ignored", "not offered"
    files = files_of(event)
    if not (said or pressed or files):
        return "ignored", "empty"
    title, payload = pressed or (said, None)
    contact.offered = []
    try:
        with session.begin_nested(), acting_as(session, actor):
            message = messages.post_by_buyer(
                session,
                actor,
                conversation.id,
                client_id=f"{account.provider}-{event.id}",
                content=clip(title, MAX_TEXT),
                payload=payload,
                bot=bot,
                per_minute=shop.per_minute,
                file_ids=files,
                channel=account.provider,
                external_id=f"{account.key}:{event.external_id}",
            )
    except TooManyRequests:
        raise
    except PortalError as refusal:
        log.warning("a message of channel %s was refused: %s", account.provider, refusal.code)
        writing.by_system(session, conversation, text(conversation.locale, refusal.detail))
        return "failed", refusal.code
    event.message_id = message.id
    return "done", ""
