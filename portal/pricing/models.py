"""Price lists, contract prices and tax rates."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CHAR, BigInteger, ForeignKey, Identity, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from portal.shared.database import Base, TenantMixin


class PriceList(Base):
    """A list of net prices in one currency."""

    __tablename__ = "price_lists"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    names: Mapped[dict[str, str]]
    currency: Mapped[str] = mapped_column(CHAR(3))
    is_default: Mapped[bool] = mapped_column(default=False)


class Price(Base):
    """Net unit price from `min_quantity` up."""

    __tablename__ = "prices"
    __table_args__ = (
        Index("uq_prices_list_product_tier", "price_list_id", "product_id", "min_quantity", unique=True),
        Index("ix_prices_product_id", "product_id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    price_list_id: Mapped[int] = mapped_column(ForeignKey("price_lists.id", ondelete="CASCADE"))
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"))
    min_quantity: Mapped[Decimal] = mapped_column(default=Decimal(1))
    amount: Mapped[Decimal]


class ContractPrice(TenantMixin, Base):
    """A price agreed with one company; it beats the price list while valid."""

    __tablename__ = "contract_prices"
    __table_args__ = (Index("ix_contract_prices_company_product", "company_id", "product_id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"))
    min_quantity: Mapped[Decimal] = mapped_column(default=Decimal(1))
    amount: Mapped[Decimal]
    currency: Mapped[str] = mapped_column(CHAR(3))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    reference: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class TaxRate(Base):
    """VAT in percent of a tax class in a country."""

    __tablename__ = "tax_rates"

    country: Mapped[str] = mapped_column(CHAR(2), primary_key=True)
    tax_class: Mapped[str] = mapped_column(primary_key=True)
    percent: Mapped[Decimal]
