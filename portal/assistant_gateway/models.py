"""Turns: one drain of a conversation's unanswered messages into Rasa."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from portal.shared.database import Base
from portal.shared.ids import new_id


class Turn(Base):
    """Status: running, answered, stale (owner changed meanwhile), failed (given up). One runs at a time."""

    __tablename__ = "turns"
    __table_args__ = (
        CheckConstraint("status IN ('running', 'answered', 'stale', 'failed')", name="status"),
        Index("uq_turns_running", "conversation_id", unique=True, postgresql_where=text("status = 'running'")),
        Index("ix_turns_conversation_id_started_at", "conversation_id", "started_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    conversation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    company_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("companies.id"), index=True)
    dialogue_id: Mapped[str]
    epoch: Mapped[int]
    first_seq: Mapped[int]
    last_seq: Mapped[int]
    status: Mapped[str] = mapped_column(default="running")
    attempts: Mapped[int] = mapped_column(default=0)
    nlu: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    error: Mapped[str] = mapped_column(default="")
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
