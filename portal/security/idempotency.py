"""Writes that carry an Idempotency-Key happen once: a repeat gets the first answer.

The record is written in the same transaction as the change, so that either both exist or neither.
"""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from portal.security.models import IdempotencyRecord
from portal.shared.clock import now
from portal.shared.errors import Conflict
from portal.shared.texts import N_

MAX_KEY_LENGTH = 200


class IdempotencyMismatch(Conflict):
    """The key was used before for another request."""

    code = "idempotency_mismatch"
    default_detail = N_("This Idempotency-Key was used for a different request. Use a new key.")


def begin(session: Session, scope: str, key: str, request: bytes) -> tuple[int, dict[str, Any]] | None:
    """Claim `key` in `scope` or return the (status, body) given before.

    A concurrent request with the same key waits here until the first one's transaction ends.
    Raises IdempotencyMismatch when the key belongs to another request.
    """
    digest = hashlib.sha256(request).hexdigest()
    claimed = session.execute(
        insert(IdempotencyRecord)
        .values(scope=scope, key=key, request_hash=digest, created_at=now())
        .on_conflict_do_nothing()
        .returning(IdempotencyRecord.key)
    ).scalar()
    if claimed is not None:
        return None
    record = session.execute(
        select(IdempotencyRecord).where(IdempotencyRecord.scope == scope, IdempotencyRecord.key == key)
    ).scalar_one()
    if record.request_hash != digest:
        raise IdempotencyMismatch
    if record.status is None:
        raise Conflict(N_("The first request with this Idempotency-Key did not finish. Use a new key."))
    return record.status, record.body or {}


def finish(session: Session, scope: str, key: str, status: int, body: dict[str, Any]) -> None:
    """Remember the answer."""
    record = session.get_one(IdempotencyRecord, (scope, key))
    record.status = status
    record.body = body
