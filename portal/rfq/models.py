"""Requests for quotation and the quotes that answer them."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CHAR, BigInteger, ForeignKey, Identity, Index, Sequence, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from portal.shared.database import Base, TenantMixin
from portal.shared.ids import new_id

rfq_numbers = Sequence("rfq_number_seq", start=1_001, metadata=Base.metadata)


class Rfq(TenantMixin, Base):
    """A buyer's request. Status: submitted, in_review, quoted, accepted, declined, expired, cancelled."""

    __tablename__ = "rfqs"
    __table_args__ = (Index("ix_rfqs_company_id_created_at", "company_id", "created_at"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(unique=True)
    created_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id"))
    assigned_to: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id"))
    status: Mapped[str] = mapped_column(default="submitted", index=True)
    title: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    po_number: Mapped[str] = mapped_column(default="")
    currency: Mapped[str] = mapped_column(CHAR(3))
    needed_by: Mapped[date | None]
    source: Mapped[str] = mapped_column(default="page")
    conversation_id: Mapped[uuid.UUID | None]
    decline_reason: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())


class RfqLine(TenantMixin, Base):
    """A product, or only words; quantity in `unit`."""

    __tablename__ = "rfq_lines"
    __table_args__ = (Index("uq_rfq_lines_rfq_position", "rfq_id", "position", unique=True),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    rfq_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("rfqs.id", ondelete="CASCADE"))
    position: Mapped[int]
    product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"))
    sku: Mapped[str | None]
    description: Mapped[str] = mapped_column(default="")
    quantity: Mapped[Decimal]
    unit: Mapped[str]
    target_price: Mapped[Decimal | None]
    needed_by: Mapped[date | None]
    comment: Mapped[str] = mapped_column(default="")


class RfqFile(TenantMixin, Base):
    """A file that the buyer sent with the request."""

    __tablename__ = "rfq_files"

    rfq_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("rfqs.id", ondelete="CASCADE"), primary_key=True)
    file_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("stored_files.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int]


class Quote(TenantMixin, Base):
    """A numbered offer. Status: sent, accepted, declined, superseded, expired."""

    __tablename__ = "quotes"
    __table_args__ = (Index("uq_quotes_rfq_version", "rfq_id", "version", unique=True),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    rfq_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("rfqs.id", ondelete="CASCADE"))
    version: Mapped[int]
    status: Mapped[str] = mapped_column(default="sent")
    currency: Mapped[str] = mapped_column(CHAR(3))
    subtotal: Mapped[Decimal]
    tax: Mapped[Decimal]
    total: Mapped[Decimal]
    valid_until: Mapped[date]
    note: Mapped[str] = mapped_column(default="")
    created_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    decided_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime | None]


class QuoteLine(TenantMixin, Base):
    """The offer for one line of the request; not available when `available` is false.

    `accepted` is None until the buyer decides; who takes some lines only has declined the others.
    """

    __tablename__ = "quote_lines"

    quote_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("quotes.id", ondelete="CASCADE"), primary_key=True)
    rfq_line_id: Mapped[int] = mapped_column(
        ForeignKey("rfq_lines.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"))
    sku: Mapped[str | None]
    name: Mapped[str]
    quantity: Mapped[Decimal]
    unit: Mapped[str]
    available: Mapped[bool] = mapped_column(default=True)
    unit_price: Mapped[Decimal]
    net: Mapped[Decimal]
    tax_percent: Mapped[Decimal]
    lead_time_days: Mapped[int | None]
    accepted: Mapped[bool | None]


class RfqComment(TenantMixin, Base):
    """What the buyer answered to a quote: a counter-offer, in words and as `target_prices` {line id: price}."""

    __tablename__ = "rfq_comments"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    rfq_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("rfqs.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id"))
    quote_version: Mapped[int]
    body: Mapped[str]
    target_prices: Mapped[dict[str, str]] = mapped_column(JSONB, default=dict)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
