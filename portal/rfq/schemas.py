"""Shapes of the RFQ API."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from portal.files.schemas import MAX_FILES, FileOut
from portal.shared.schemas import MoneyField, Quantity

MAX_LINES = 500
PositiveQuantity = Annotated[Decimal, Field(gt=0, max_digits=14, decimal_places=4)]
Price = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=4)]
Status = Literal["submitted", "in_review", "quoted", "accepted", "declined", "expired", "cancelled"]


class RfqLineIn(BaseModel):
    """A product by `sku`, or words in `description`; the target price is net, in the company's currency."""

    sku: str | None = Field(default=None, max_length=100)
    description: str = Field(default="", max_length=500)
    quantity: PositiveQuantity
    unit: str | None = Field(default=None, max_length=20)
    target_price: Price | None = None
    needed_by: date | None = None
    comment: str = Field(default="", max_length=1000)


class RfqIn(BaseModel):
    """A request for quotation."""

    lines: list[RfqLineIn] = Field(min_length=1, max_length=MAX_LINES)
    title: str = Field(default="", max_length=200)
    needed_by: date | None = None
    note: str = Field(default="", max_length=4000)
    po_number: str = Field(default="", max_length=60)
    file_ids: list[UUID] = Field(default_factory=list, max_length=MAX_FILES)


class RfqLineOut(BaseModel):
    """One line of a request."""

    id: int
    position: int
    sku: str | None
    description: str
    quantity: Quantity
    unit: str
    target_price: MoneyField | None
    needed_by: date | None
    comment: str


class QuoteLineOut(BaseModel):
    """The offer for one line."""

    line_id: int
    sku: str | None
    name: str
    quantity: Quantity
    unit: str
    available: bool
    unit_price: MoneyField
    total: MoneyField
    lead_time_days: int | None
    accepted: bool | None = None


class QuoteOut(BaseModel):
    """A numbered offer."""

    version: int
    status: str
    status_text: str
    valid_until: date
    lines: list[QuoteLineOut]
    subtotal: MoneyField
    tax: MoneyField
    total: MoneyField
    note: str


class CommentOut(BaseModel):
    """A counter-offer: the buyer's words, and the prices by line that he names."""

    author: str
    text: str
    quote_version: int
    target_prices: dict[int, MoneyField]
    created_at: datetime


class RfqOut(BaseModel):
    """A request with its latest quote."""

    number: str
    title: str
    status: Status
    status_text: str
    created_at: datetime
    created_by: str
    company: str
    needed_by: date | None
    note: str
    po_number: str
    currency: str
    line_count: int
    lines: list[RfqLineOut]
    quote: QuoteOut | None
    order_number: str | None
    decline_reason: str
    files: list[FileOut] = Field(default_factory=list)
    comments: list[CommentOut] = []


class RfqList(BaseModel):
    """A page of requests, newest first; their lines are left out."""

    items: list[RfqOut]
    next: str | None


class RfqQuery(BaseModel):
    """Filters of the list."""

    status: Status | None = None
    limit: int = Field(default=20, ge=1, le=100)
    cursor: str | None = Field(default=None, max_length=400)


class RfqPath(BaseModel):
    """A request's number in any spelling: RFQ-1003, rfq 1003, #1003."""

    number: str = Field(max_length=40)


class AcceptIn(BaseModel):
    """Which version the buyer looked at; a newer one then refuses. `line_ids` takes those lines only."""

    quote_version: int | None = None
    line_ids: list[int] | None = Field(default=None, min_length=1, max_length=MAX_LINES)
    po_number: str = Field(default="", max_length=60)


class CounterIn(BaseModel):
    """A counter-offer in words, with net prices by line id in the quote's currency where there are any."""

    text: str = Field(default="", max_length=2000)
    target_prices: dict[int, Price] = Field(default_factory=dict, max_length=MAX_LINES)
    quote_version: int | None = None


class DeclineIn(BaseModel):
    """Why not."""

    reason: str = Field(default="", max_length=1000)


class QuoteLineIn(BaseModel):
    """The seller's offer for a line; `sku` names a replacement or the product for a line in words."""

    line_id: int
    unit_price: Price | None = None
    lead_time_days: int | None = Field(default=None, ge=0, le=730)
    sku: str | None = Field(default=None, max_length=100)
    available: bool = True


class QuoteIn(BaseModel):
    """A quote to send."""

    lines: list[QuoteLineIn] = Field(min_length=1, max_length=MAX_LINES)
    valid_until: date
    note: str = Field(default="", max_length=4000)
