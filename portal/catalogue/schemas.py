"""Shapes of the catalogue's API; carts, orders, RFQs and cards in the chat show products in the same one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pydantic import BaseModel, Field, field_validator

from portal.shared.schemas import Amount, MoneyField, Quantity

MAX_LIMIT = 100
MAX_PRICE = 10**10
ATTRIBUTE_PREFIX = "attr."


class AttributeOut(BaseModel):
    """One property in the reader's language."""

    code: str
    name: str
    value: str


class ProductOut(BaseModel):
    """A product as this reader sees it: his language, his price."""

    sku: str
    name: str
    brand: str
    mpn: str
    ean: str | None
    category: str | None = Field(description="code of the category")
    unit: str
    pack_quantity: Quantity
    min_quantity: Quantity
    order_step: Quantity
    price: MoneyField | None = Field(description="net unit price at min_quantity; null: on request")
    available: Quantity
    in_stock: bool
    lead_time_days: int | None
    attributes: list[AttributeOut]
    why: str | None = Field(default=None, description="why it was found, when it is a search hit")


class TierOut(BaseModel):
    """Net unit price from `min_quantity` up."""

    min_quantity: Quantity
    price: MoneyField


class TraceOut(BaseModel):
    """One rule that made the price: a stable code, its facts, and a sentence about it."""

    code: str
    text: str
    facts: dict[str, str | None]


class StockOut(BaseModel):
    """Free quantity in one warehouse."""

    warehouse: str
    name: str
    quantity: Quantity


class CrumbOut(BaseModel):
    """A category on the way from the root."""

    code: str
    name: str


class ArrivalOut(BaseModel):
    """When goods ordered today are with the customer: those in stock, and those that are not (null: not known)."""

    from_stock: date
    to_order: date | None


class ProductDetail(ProductOut):
    """Everything about one product."""

    description: str
    eans: list[str]
    categories: list[CrumbOut]
    price_tiers: list[TierOut]
    price_trace: list[TraceOut]
    tax_percent: Amount
    stock: list[StockOut]
    arrival: ArrivalOut
    substitutes: list[ProductOut]


class CategoryOut(BaseModel):
    """A node of the tree; `count` is the active products in it and below."""

    code: str
    name: str
    parent: str | None
    count: int
    children: list[CategoryOut] = []


class CategoryTree(BaseModel):
    """The whole tree, from its roots."""

    items: list[CategoryOut]
    next: str | None = None


class CategoryFacet(BaseModel):
    """How many of the results are in a category."""

    code: str
    name: str
    count: int


class FacetValue(BaseModel):
    """How many of the results have a value; `value` is what the filter takes, `label` what people read."""

    value: str
    label: str
    count: int


class AttributeFacet(BaseModel):
    """An attribute the results can be narrowed by."""

    code: str
    name: str
    values: list[FacetValue]


class Facets(BaseModel):
    """What the results can be narrowed by."""

    categories: list[CategoryFacet] = []
    attributes: list[AttributeFacet] = []


class ProductList(BaseModel):
    """A page of products.

    `relaxed`: nothing fitted the whole query, so a part of it was dropped. `degraded`: the search service
    does not answer at the moment and the plain search of the database was used.
    """

    items: list[ProductOut]
    next: str | None = None
    total: int
    relaxed: bool = False
    degraded: bool = False
    facets: Facets = Facets()


class Suggestion(BaseModel):
    """A product to jump to while somebody types."""

    sku: str
    name: str
    category: str | None


class Suggestions(BaseModel):
    """Products that fit what was typed so far."""

    items: list[Suggestion]
    next: str | None = None
    degraded: bool = False


class ProductFilter(BaseModel, extra="allow"):
    """Query of `GET /products`. `attr.<code>=value` narrows by an attribute; repeat it for several values."""

    q: str = Field(default="", max_length=500)
    category: str | None = Field(default=None, max_length=100)
    in_stock: bool | None = None
    price_min: Decimal | None = Field(default=None, ge=0, lt=MAX_PRICE)
    price_max: Decimal | None = Field(default=None, ge=0, lt=MAX_PRICE)
    limit: int = Field(default=24, ge=1, le=MAX_LIMIT)
    cursor: str | None = Field(default=None, max_length=1000)

    @field_validator("category", "in_stock", "price_min", "price_max", "cursor", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return None if value == "" else value


class SuggestQuery(BaseModel):
    """Query of `GET /products/suggest`."""

    q: str = Field(default="", max_length=200)
    limit: int = Field(default=8, ge=1, le=20)


class SkuPath(BaseModel):
    """The product's number in any spelling; an EAN or a manufacturer's number does as well."""

    sku: str = Field(max_length=100)
