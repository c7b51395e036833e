"""What the supplier answers to general questions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from portal.shared.database import Base


class StandingAnswer(Base):
    """One answer in one language. It is the supplier's own and the same for everybody, so no wall stands around it."""

    __tablename__ = "standing_answers"
    __table_args__ = (
        CheckConstraint("topic IN ('faq_delivery', 'faq_payment', 'faq_warranty')", name="topic"),
        CheckConstraint("locale IN ('en', 'uk', 'ru', 'pl')", name="locale"),
    )

    topic: Mapped[str] = mapped_column(primary_key=True)
    locale: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[str]
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())
