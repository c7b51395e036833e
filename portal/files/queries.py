"""Every select of files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, delete, or_, select
from sqlalchemy.orm import Session, undefer

from portal.files.models import StoredFile


def file(session: Session, file_id: UUID, *, content: bool = False, tables: bool = False) -> StoredFile | None:
    """The file, if the actor may see it; with its bytes or its rows only when asked for."""
    query = select(StoredFile).where(StoredFile.id == file_id)
    if content:
        query = query.options(undefer(StoredFile.content))
    if tables:
        query = query.options(undefer(StoredFile.tables))
    return session.scalar(query.execution_options(populate_existing=True))


def files(session: Session, file_ids: Sequence[UUID]) -> Sequence[StoredFile]:
    """The files, in the order of `file_ids`; those the actor may not see are left out."""
    found = {one.id: one for one in session.scalars(select(StoredFile).where(StoredFile.id.in_(file_ids)))}
    return [found[each] for each in dict.fromkeys(file_ids) if each in found]


def forget(session: Session, *, unattached_before: datetime, guests_before: datetime) -> int:
    """Delete what was never attached, and what visitors left; returns how many files."""
    ended = or_(
        and_(StoredFile.attached_at.is_(None), StoredFile.created_at < unattached_before),
        and_(StoredFile.company_id.is_(None), StoredFile.owner_id.is_(None), StoredFile.created_at < guests_before),
    )
    return len(session.scalars(delete(StoredFile).where(ended).returning(StoredFile.id)).all())
