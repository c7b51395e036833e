"""Orders, their lines, history and shipments."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CHAR, BigInteger, ForeignKey, Identity, Index, Sequence, func
from sqlalchemy.orm import Mapped, mapped_column

from portal.shared.database import Base, TenantMixin
from portal.shared.ids import new_id

order_numbers = Sequence("order_number_seq", start=100_001, metadata=Base.metadata)
shipment_numbers = Sequence("shipment_number_seq", start=1_001, metadata=Base.metadata)


class Order(TenantMixin, Base):
    """A placed order. `cart_id` and `quote_id` are unique: neither can be ordered twice."""

    __tablename__ = "orders"
    __table_args__ = (Index("ix_orders_company_id_placed_at", "company_id", "placed_at"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(unique=True)
    external_id: Mapped[str | None] = mapped_column(unique=True)
    placed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id"))
    status: Mapped[str] = mapped_column(default="placed", index=True)
    currency: Mapped[str] = mapped_column(CHAR(3))
    subtotal: Mapped[Decimal]
    tax: Mapped[Decimal]
    total: Mapped[Decimal]
    po_number: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="page")
    cart_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("carts.id"), unique=True)
    quote_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("quotes.id"), unique=True)
    shipping_address_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("addresses.id"))
    requested_for: Mapped[date | None]
    eta: Mapped[date | None]
    placed_at: Mapped[datetime]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class OrderLine(TenantMixin, Base):
    """One line; `placed_at` repeats the order's, so that history is read without a join."""

    __tablename__ = "order_lines"
    __table_args__ = (
        Index("ix_order_lines_company_product", "company_id", "product_id", "placed_at"),
        Index("uq_order_lines_order_position", "order_id", "position", unique=True),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    order_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"))
    position: Mapped[int]
    product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"), index=True)
    sku: Mapped[str]
    name: Mapped[str]
    quantity: Mapped[Decimal]
    unit: Mapped[str]
    unit_price: Mapped[Decimal]
    net: Mapped[Decimal]
    tax_percent: Mapped[Decimal]
    shipped_quantity: Mapped[Decimal] = mapped_column(default=Decimal(0))
    placed_at: Mapped[datetime]


class OrderEvent(TenantMixin, Base):
    """One step along the pipeline."""

    __tablename__ = "order_events"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    order_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), index=True)
    status: Mapped[str]
    at: Mapped[datetime]
    actor_id: Mapped[uuid.UUID | None]
    note: Mapped[str] = mapped_column(default="")


class Shipment(TenantMixin, Base):
    """A parcel or pallet; status is shipped or delivered."""

    __tablename__ = "shipments"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(unique=True)
    order_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), index=True)
    warehouse_code: Mapped[str | None] = mapped_column(ForeignKey("warehouses.code"))
    carrier: Mapped[str]
    tracking: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="shipped")
    shipped_at: Mapped[datetime]
    eta: Mapped[date | None]
    delivered_at: Mapped[datetime | None]


class ShipmentLine(TenantMixin, Base):
    """How much of an order line travels in a shipment."""

    __tablename__ = "shipment_lines"

    shipment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("shipments.id", ondelete="CASCADE"), primary_key=True)
    order_line_id: Mapped[int] = mapped_column(
        ForeignKey("order_lines.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    quantity: Mapped[Decimal]
