"""Who wants which notices, what is watched, and what has been told."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from portal.shared.database import Base, TenantMixin
from portal.shared.ids import new_id


class NoticeChoice(TenantMixin, Base):
    """The kinds that a person has switched on in a company; without a row none is."""

    __tablename__ = "notice_choices"

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    company_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("companies.id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    kinds: Mapped[list[str]]
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())


class ProductWatch(TenantMixin, Base):
    """Somebody waits for a product; gone once it was told. The id tells a second wait from the first."""

    __tablename__ = "product_watches"
    __table_args__ = (Index("uq_product_watches_person_product", "user_id", "company_id", "product_id", unique=True),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Notice(TenantMixin, Base):
    """One thing told to one person. `subject` names it within its kind, so that nothing is told twice."""

    __tablename__ = "notices"
    __table_args__ = (
        CheckConstraint("kind IN ('shipment', 'quote', 'basket', 'stock', 'invoice')", name="kind"),
        Index("uq_notices_subject", "user_id", "company_id", "kind", "subject", unique=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    kind: Mapped[str]
    subject: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
