"""Invoices as the supplier's books know them."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CHAR, ForeignKey, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from portal.shared.database import Base, TenantMixin
from portal.shared.ids import new_id


class Invoice(TenantMixin, Base):
    """What is owed for an order; overdue is computed from `due_on`, never stored."""

    __tablename__ = "invoices"
    __table_args__ = (Index("ix_invoices_company_id_issued_on", "company_id", "issued_on"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(unique=True)
    order_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("orders.id"), index=True)
    issued_on: Mapped[date]
    due_on: Mapped[date]
    currency: Mapped[str] = mapped_column(CHAR(3))
    net: Mapped[Decimal]
    tax: Mapped[Decimal]
    total: Mapped[Decimal]
    paid: Mapped[Decimal] = mapped_column(default=Decimal(0))
    paid_on: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
