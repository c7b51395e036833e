"""Stored files. Their bytes are in PostgreSQL: one backup, one wall, one transaction with what they are attached to."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import LargeBinary

from portal.shared.database import Base
from portal.shared.ids import new_id


class StoredFile(Base):
    """A file as it was uploaded. `content_type` was found in the bytes, never in the name.

    A guest's belongs to his conversation and to no company; the supplier's own belongs to nobody until it is attached.
    `tables` are the rows that were read out of it ([{"name", "rows": [[text]]}]); `reading` tells how that went: read,
    none (nothing of this kind is read), empty (a scan, a sheet without rows), failed (damaged or protected).
    What is never attached to anything is deleted after a day.
    """

    __tablename__ = "stored_files"
    __table_args__ = (
        CheckConstraint("reading IN ('read', 'none', 'empty', 'failed')", name="reading"),
        Index("ix_stored_files_unattached", "created_at", postgresql_where=text("attached_at IS NULL")),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    company_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("companies.id"), index=True)
    conversation_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    owner_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    name: Mapped[str]
    content_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    reading: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    tables: Mapped[list[dict[str, Any]] | None] = mapped_column(JSONB, deferred=True)
    attached_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())

    @property
    def readable(self) -> bool:
        """Whether rows were read out of it."""
        return self.reading == "read"
