"""Taking in what providers tell: stored before it is acknowledged, a repeated one once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from portal.channels import queries
from portal.channels.models import ChannelAccount, ChannelEvent
from portal.channels.ports import Inbound, Media
from portal.shared.ids import parse_uuid

# A letter of a thousand pages is cut; whatever is longer than a chat's message becomes a file.
MAX_WORDS = 200_000
MAX_ID = 500
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
Wake = Callable[[Session, UUID], None]


def take_in(session: Session, account: ChannelAccount, events: Sequence[Inbound], wake: Wake) -> int:
    """Store the events of one call and have their contacts' seen to; returns how many were new."""
    contacts: set[UUID] = set()
    fresh = 0
    for event in events:
        if not event.contact or not event.external_id:
            continue
        contact_id = queries.upsert_contact(session, account.id, event)
        row = ChannelEvent(
            account_id=account.id,
            contact_id=contact_id,
            external_id=_clean(event.external_id)[:MAX_ID],
            kind=event.kind.value,
            rank=event.rank,
            body=stored(event),
        )
        if queries.insert_event(session, row):
            fresh += 1
            contacts.add(contact_id)
    for contact_id in sorted(contacts):
        wake(session, contact_id)
    return fresh


def stored(event: Inbound) -> dict[str, Any]:
    """The event as JSON that PostgreSQL can keep, without what its row says already."""
    body = asdict(event)
    for name in ("kind", "external_id", "contact", "rank"):
        del body[name]
    body["text"] = event.text[:MAX_WORDS]
    body["before"] = event.before.isoformat() if event.before else None
    cleaned: dict[str, Any] = _clean_all(body)
    return {name: value for name, value in cleaned.items() if value not in ("", None, [], {}, True)}


def media_of(body: dict[str, Any]) -> list[Media]:
    """The media of a stored event."""
    return [Media(str(one["ref"]), str(one.get("name") or ""), one.get("size")) for one in body.get("media") or []]


def files_of(event: ChannelEvent) -> list[UUID]:
    """The stored files of an event."""
    return [found for one in event.files or [] if (found := parse_uuid(one)) is not None]


def _clean(text: str) -> str:
    return _UNSTORABLE.sub("", text)


def _clean_all(value: Any) -> Any:
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, dict):
        return {_clean(str(name)): _clean_all(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean_all(inner) for inner in value]
    return value
