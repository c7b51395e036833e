"""Writing and sealing the audit log."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from portal.audit.models import AuditEntry, AuditSeal
from portal.security.actor import Actor
from portal.shared.clock import now

GENESIS = "0" * 64
_SEAL_LOCK = 7_310_001


def record(
    session: Session,
    actor: Actor,
    action: str,
    object_type: str,
    object_id: object,
    *,
    company_id: UUID | None = None,
    **data: Any,
) -> None:
    """Note, in the caller's transaction, that `actor` did `action` (`concept.verb`) to an object."""
    # Inline: a visitor may write an entry, but not read it back for its id.
    session.execute(
        insert(AuditEntry)
        .inline()
        .values(
            at=now(),
            actor_kind=actor.kind.value,
            actor_id=actor.user_id,
            actor_name=actor.name or actor.email,
            company_id=company_id or actor.company_id,
            via=actor.via.value,
            action=action,
            object_type=object_type,
            object_id=str(object_id),
            data=json.loads(json.dumps(data, default=str)),
        )
    )


def _digest(previous: str, entries: list[AuditEntry]) -> str:
    chain = hashlib.sha256(previous.encode())
    for entry in entries:
        row = [
            entry.id,
            entry.at.isoformat(),
            entry.actor_kind,
            str(entry.actor_id),
            entry.actor_name,
            str(entry.company_id),
            entry.via,
            entry.action,
            entry.object_type,
            entry.object_id,
            entry.data,
        ]
        chain.update(json.dumps(row, sort_keys=True, ensure_ascii=False).encode())
    return chain.hexdigest()


def seal(session: Session, *, batch: int = 5_000) -> int:
    """Chain the entries that are not sealed yet; returns how many were.

    Only entries older than a few seconds are taken: ids are handed out before their transactions commit, and a
    late one must not slip in before the seal.
    """
    session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _SEAL_LOCK})
    last = session.execute(select(AuditSeal).order_by(AuditSeal.last_id.desc()).limit(1)).scalar_one_or_none()
    entries = list(
        session.scalars(
            select(AuditEntry)
            .where(AuditEntry.id > (last.last_id if last else 0))
            .where(text("at < now() - interval '130 seconds'"))
            .order_by(AuditEntry.id)
            .limit(batch)
        )
    )
    if not entries:
        return 0
    previous = last.digest if last else GENESIS
    session.add(
        AuditSeal(
            first_id=entries[0].id,
            last_id=entries[-1].id,
            previous=previous,
            digest=_digest(previous, entries),
            sealed_at=now(),
        )
    )
    return len(entries)


def verify(session: Session) -> list[int]:
    """The ids of seals whose entries were changed, added or removed since."""
    broken = []
    previous = GENESIS
    for link in session.scalars(select(AuditSeal).order_by(AuditSeal.id)):
        entries = list(
            session.scalars(
                select(AuditEntry)
                .where(AuditEntry.id >= link.first_id, AuditEntry.id <= link.last_id)
                .order_by(AuditEntry.id)
            )
        )
        if link.previous != previous or _digest(previous, entries) != link.digest:
            broken.append(link.id)
        previous = link.digest
    return broken
