"""Taking a file in."""

from __future__ import annotations

import hashlib

from sqlalchemy.orm import Session

from portal.audit import service as audit
from portal.files.errors import FileTooLarge
from portal.files.kinds import Kind, safe_name, sniff
from portal.files.models import StoredFile
from portal.files.reading.run import Outcome, read
from portal.security import rate_limits
from portal.security.actor import Actor, ActorKind
from portal.security.permissions import Permission
from portal.shared.clock import now
from portal.shared.errors import Forbidden, LoginRequired

MAX_BYTES = 10 * 1024 * 1024
FILES_PER_HOUR = 120
GUEST_FILES_PER_HOUR = 10
STAFF = (Permission.STAFF_CHAT, Permission.STAFF_RFQ_VIEW)


def store(session: Session, actor: Actor, *, name: str, content: bytes, address: str = "") -> StoredFile:
    """Keep a file and read what can be read out of it.

    It is nobody's until it is attached. Raises LoginRequired, Forbidden, TooManyRequests, FileTooLarge, FileEmpty,
    FileTypeRefused.
    """
    _require(actor)
    _count(session, actor, address)
    if len(content) > MAX_BYTES:
        raise FileTooLarge(extra={"limit": MAX_BYTES})
    kind = sniff(content, name)
    outcome = _read(kind, content)
    stored = StoredFile(
        company_id=actor.company_id,
        conversation_id=actor.conversation_id if actor.kind is ActorKind.ANONYMOUS else None,
        owner_id=actor.user_id,
        name=safe_name(name, kind),
        content_type=kind.content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        reading=outcome.reading,
        content=content,
        tables=outcome.tables,
        created_at=now(),
    )
    session.add(stored)
    session.flush()
    audit.record(
        session, actor, "file.stored", "file", stored.id, content_type=stored.content_type, size=stored.size,
        sha256=stored.sha256,
    )  # fmt: skip
    return stored


def _require(actor: Actor) -> None:
    if actor.kind is ActorKind.ANONYMOUS:
        if actor.conversation_id is None:
            raise LoginRequired
    elif actor.kind is ActorKind.STAFF:
        if not any(map(actor.may, STAFF)):
            raise Forbidden
    else:
        actor.require(Permission.CHAT)
        actor.require_company()


def _count(session: Session, actor: Actor, address: str) -> None:
    if actor.kind is ActorKind.ANONYMOUS:
        for key in (str(actor.conversation_id), address or "unknown"):
            rate_limits.count(session, f"files:{key}", limit=GUEST_FILES_PER_HOUR, window_seconds=3600)
    else:
        rate_limits.count(session, f"files:{actor.user_id}", limit=FILES_PER_HOUR, window_seconds=3600)


def _read(kind: Kind, content: bytes) -> Outcome:
    return read(kind.reader, content) if kind.reader else Outcome("none")
