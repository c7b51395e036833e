"""Getting a message's files from the provider, before the message enters its conversation."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from portal.channels import queries, texts
from portal.channels.adapters import adapter
from portal.channels.models import ChannelEvent
from portal.channels.ports import Account, FilePart, Media, Refused, RetryLater
from portal.channels.service import accounts, speaking
from portal.channels.service.entering import needs_fetching
from portal.channels.service.receiving import media_of
from portal.channels.service.shop import Shop
from portal.channels.splitting import clip
from portal.conversations.schemas import MAX_TEXT
from portal.conversations.scope import acting_as
from portal.files.schemas import MAX_FILES
from portal.files.service import storing
from portal.security.actor import Actor
from portal.shared.database import Database
from portal.shared.errors import PortalError
from portal.shared.texts import text

log = logging.getLogger(__name__)
ATTEMPTS = 5


@dataclass(frozen=True)
class _Plan:
    event_id: int
    account: Account
    media: list[Media]
    last_try: bool


def fetch(database: Database, secret_key: str, contact_id: UUID, shop: Shop) -> float | None:
    """Fetch what the contact's next event needs; seconds until the next try, None when the event can be dealt with.

    The provider is asked outside any transaction.
    """
    plan = _begin(database, secret_key, contact_id)
    if plan is None:
        return None
    parts: list[FilePart] = []
    lost: list[Media] = []
    for media in plan.media[:MAX_FILES]:
        try:
            parts.append(adapter(plan.account.provider).fetch(plan.account, media))
        except RetryLater as fault:
            if not plan.last_try:
                log.warning("a file of channel %s: %s", plan.account.provider, fault.why)
                return min(fault.after or 5.0, 60.0)
            lost.append(media)
        except Refused as fault:
            log.warning("a file of channel %s: %s", plan.account.provider, fault.why)
            lost.append(media)
    with database.transaction(speaking.SYSTEM) as session:
        _keep(session, contact_id, plan, parts, lost, shop)
    return None


def _begin(database: Database, secret_key: str, contact_id: UUID) -> _Plan | None:
    with database.transaction(speaking.SYSTEM) as session:
        contact = queries.locked_contact(session, contact_id)
        event = queries.next_event(session, contact_id) if contact else None
        if contact is None or event is None or not needs_fetching(event):
            return None
        event.attempts += 1
        account = accounts.opened(queries.account(session, contact.account_id), secret_key)
        return _Plan(event.id, account, media_of(event.body), event.attempts >= ATTEMPTS)


def _keep(
    session: Session, contact_id: UUID, plan: _Plan, parts: list[FilePart], lost: list[Media], shop: Shop
) -> None:
    """Store the files as the person's who sent them; what is refused he is told with the message."""
    contact = queries.locked_contact(session, contact_id)
    event = session.get(ChannelEvent, plan.event_id)
    if contact is None or event is None or not needs_fetching(event):
        return
    account = queries.account(session, contact.account_id)
    actor, conversation = speaking.conversation_of(
        session, contact, account, default_locale=shop.locale, proven=bool(event.body.get("proven", True))
    )
    body = dict(event.body)
    said = str(body.get("text") or "")
    if len(said) > MAX_TEXT:
        name = texts.full_text_name(conversation.locale)
        parts = [FilePart(name, "text/plain", said.encode()), *parts]
        body["text"] = clip(said, MAX_TEXT)
    faults = [texts.file_lost(conversation.locale, one.name or "?") for one in lost]
    kept = []
    for part in parts[:MAX_FILES]:
        try:
            kept.append(str(_store(session, actor, part)))
        except PortalError as refusal:
            why = text(conversation.locale, refusal.detail)
            faults.append(texts.file_refused(conversation.locale, part.name, why))
    event.files = kept
    event.body = {**body, "faults": faults}


def _store(session: Session, actor: Actor, part: FilePart) -> UUID:
    with session.begin_nested(), acting_as(session, actor):
        return storing.store(session, actor, name=part.name, content=part.content, address="channel").id
