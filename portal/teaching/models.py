"""What the bot failed on, and what people made of it."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from portal.shared.database import Base
from portal.shared.ids import new_id


class ReviewItem(Base):
    """One message of a buyer, as written; it goes with its message and its conversation.

    `predicted` and `confidence` are what the model made of it. `training_text` is what a reviewer approved, with
    personal data masked, and means `intent`.
    """

    __tablename__ = "review_items"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'taught', 'dismissed')", name="state"),
        CheckConstraint(
            "reason IN ('fallback', 'rejected', 'low_confidence', 'handed_over', 'corrected')", name="reason"
        ),
        CheckConstraint("language IN ('en', 'uk', 'ru', 'pl')", name="language"),
        CheckConstraint("(state = 'taught') = (intent IS NOT NULL AND training_text IS NOT NULL)", name="taught"),
        Index("ix_review_items_state_created_at", "state", "created_at", "id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    conversation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    message_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), unique=True)
    company_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("companies.id"), index=True)
    text: Mapped[str]
    language: Mapped[str]
    predicted: Mapped[str]
    confidence: Mapped[float | None]
    reason: Mapped[str]
    state: Mapped[str] = mapped_column(default="open", server_default="open")
    suggested: Mapped[str | None]
    intent: Mapped[str | None]
    training_text: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    reviewed_at: Mapped[datetime | None]
    reviewed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    reviewed_by_name: Mapped[str] = mapped_column(default="", server_default="")
