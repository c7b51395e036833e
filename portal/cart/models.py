"""Carts. One open cart per person and company; its version counts every change."""

from __future__ import annotations

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from portal.shared.database import Base, TenantMixin
from portal.shared.ids import new_id


class Cart(TenantMixin, Base):
    """`undo` holds the last changes, as `service.undoing` keeps them; status is open or ordered."""

    __tablename__ = "carts"
    __table_args__ = (
        Index("uq_carts_open", "company_id", "user_id", unique=True, postgresql_where=text("status = 'open'")),
        CheckConstraint("status IN ('open', 'ordered')", name="status"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id"))
    status: Mapped[str] = mapped_column(default="open")
    version: Mapped[int] = mapped_column(default=1)
    undo: Mapped[list[dict[str, Any]] | None] = mapped_column(JSONB)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())


class CartLine(TenantMixin, Base):
    """A product and a quantity in its own unit; `source` says who put it there (page, chat, proposal, reorder)."""

    __tablename__ = "cart_lines"
    __table_args__ = (
        Index("uq_cart_lines_cart_product", "cart_id", "product_id", unique=True),
        CheckConstraint("quantity > 0", name="quantity_positive"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    cart_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("carts.id", ondelete="CASCADE"))
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    quantity: Mapped[Decimal]
    position: Mapped[int] = mapped_column(default=0)
    source: Mapped[str] = mapped_column(default="page")
    note: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class VocabularyEntry(TenantMixin, Base):
    """What a company means by a phrase: learned when somebody of it chose a product for an unsure line.

    `phrase_key` is the phrase as compared; `times` counts how often the product was chosen or taken for it.
    `created_at` and `created_by` tell of the choice of this product, not of an earlier one.
    """

    __tablename__ = "vocabulary_entries"
    __table_args__ = (Index("uq_vocabulary_entries_phrase", "company_id", "phrase_key", unique=True),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    phrase_key: Mapped[str]
    phrase: Mapped[str]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"), index=True)
    times: Mapped[int] = mapped_column(default=1)
    created_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    last_used_at: Mapped[datetime] = mapped_column(server_default=func.now())
