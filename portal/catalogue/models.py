"""Products and what describes them. The catalogue belongs to the supplier: no tenant wall."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Identity, Index, LargeBinary, func, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.dialects.postgresql.base import ischema_names
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import String, UserDefinedType

from portal.shared.database import Base


class Xid8(UserDefinedType[int]):
    """PostgreSQL's 64-bit transaction id."""

    cache_ok = True

    def get_col_spec(self, **_kw: object) -> str:
        """The type's name in SQL."""
        return "xid8"


ischema_names["xid8"] = Xid8


class Unit(Base):
    """A unit of sale; `decimals` is how many places a quantity may have."""

    __tablename__ = "units"

    code: Mapped[str] = mapped_column(primary_key=True)
    names: Mapped[dict[str, str]]
    symbols: Mapped[dict[str, str]]
    decimals: Mapped[int] = mapped_column(default=0)


class Category(Base):
    """A node of the category tree; `path` holds the codes from the root to itself."""

    __tablename__ = "categories"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("categories.id"), index=True)
    names: Mapped[dict[str, str]]
    path: Mapped[list[str]] = mapped_column(ARRAY(String))
    position: Mapped[int] = mapped_column(default=0)


class AttributeDefinition(Base):
    """What an attribute code means; `kind` is number, text or choice."""

    __tablename__ = "attribute_definitions"

    code: Mapped[str] = mapped_column(primary_key=True)
    names: Mapped[dict[str, str]]
    kind: Mapped[str] = mapped_column(default="text")
    unit: Mapped[str | None]


class Product(Base):
    """A sellable article; `attributes` is {code: {"value": text for machines, "labels": {locale: text}}}."""

    __tablename__ = "products"
    __table_args__ = (
        Index("ix_products_attributes", "attributes", postgresql_using="gin"),
        Index("ix_products_eans", "eans", postgresql_using="gin"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    sku: Mapped[str] = mapped_column(unique=True)
    external_id: Mapped[str | None] = mapped_column(unique=True)
    mpn: Mapped[str] = mapped_column(default="", index=True)
    eans: Mapped[list[str]] = mapped_column(ARRAY(String), default=list)
    brand: Mapped[str] = mapped_column(default="")
    family: Mapped[str] = mapped_column(default="")
    category_id: Mapped[int | None] = mapped_column(ForeignKey("categories.id"), index=True)
    names: Mapped[dict[str, str]]
    descriptions: Mapped[dict[str, str]] = mapped_column(JSONB, default=dict)
    synonyms: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    attributes: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    unit: Mapped[str] = mapped_column(ForeignKey("units.code"))
    pack_quantity: Mapped[Decimal] = mapped_column(default=Decimal(1))
    min_quantity: Mapped[Decimal] = mapped_column(default=Decimal(1))
    order_step: Mapped[Decimal] = mapped_column(default=Decimal(1))
    tax_class: Mapped[str] = mapped_column(default="standard")
    lead_time_days: Mapped[int | None]
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())


class Warehouse(Base):
    """A stock location of the supplier."""

    __tablename__ = "warehouses"

    code: Mapped[str] = mapped_column(primary_key=True)
    names: Mapped[dict[str, str]]
    city: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")


class StockLevel(Base):
    """Free quantity of a product in a warehouse, in the product's unit."""

    __tablename__ = "stock_levels"

    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"), primary_key=True)
    warehouse_code: Mapped[str] = mapped_column(ForeignKey("warehouses.code"), primary_key=True)
    quantity: Mapped[Decimal]
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())


class SearchDocumentRow(Base):
    """What the index process reads of a product; written in the product's own transaction."""

    __tablename__ = "search_documents"
    __table_args__ = (Index("ix_search_documents_changed_xid", "changed_xid"),)

    product_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    document: Mapped[dict[str, Any]]
    content_hash: Mapped[str]
    deleted: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    changed_xid: Mapped[int] = mapped_column(Xid8(), server_default=text("pg_current_xact_id()"))
    changed_at: Mapped[datetime] = mapped_column(server_default=func.now())


class SearchEmbeddingRow(Base):
    """A document's vector by model; written by the index process."""

    __tablename__ = "search_embeddings"

    product_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    model: Mapped[str] = mapped_column(primary_key=True)
    content_hash: Mapped[str]
    vector: Mapped[bytes] = mapped_column(LargeBinary)
