"""Shapes of the orders' API."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, Field, field_validator

from portal.cart.schemas import CartOut, WarningOut
from portal.shared.schemas import MoneyField, Quantity

Status = Literal["placed", "confirmed", "picking", "partially_shipped", "shipped", "delivered", "cancelled"]
MAX_PO = 64
MAX_NOTE = 2_000
MAX_ADDRESS = 200


class OrderLineOut(BaseModel):
    """One line, at the price it was ordered at; `shipped` is how much has left so far."""

    position: int
    sku: str
    name: str
    quantity: Quantity
    unit: str
    unit_price: MoneyField
    total: MoneyField
    shipped: Quantity


class ShipmentOut(BaseModel):
    """A parcel or pallet."""

    number: str
    carrier: str
    tracking: str
    status: str
    shipped_at: datetime
    eta: date | None
    delivered_at: datetime | None


class OrderEventOut(BaseModel):
    """One step along the way."""

    status: str
    status_text: str
    at: datetime
    by: str
    note: str


class OrderSummary(BaseModel):
    """An order without its lines."""

    number: str
    status: str
    status_text: str
    placed_at: datetime
    placed_by: str
    po_number: str
    currency: str
    subtotal: MoneyField
    tax: MoneyField
    total: MoneyField
    eta: date | None
    line_count: int


class AddressOut(BaseModel):
    """An address of the company: `code` names it in requests, `text` is the whole in a line."""

    code: str
    label: str
    text: str


class OrderOut(OrderSummary):
    """An order with everything about it; `warnings` are of the moment it was placed."""

    note: str
    requested_for: date | None
    address: AddressOut | None = None
    can_cancel: bool
    lines: list[OrderLineOut]
    shipments: list[ShipmentOut]
    history: list[OrderEventOut]
    warnings: list[WarningOut] = []


class OrderList(BaseModel):
    """A page of orders, newest first."""

    items: list[OrderSummary]
    next: str | None = None


class OrderQuery(BaseModel):
    """Query of `GET /orders`; `open` is everything that is neither delivered nor cancelled."""

    status: Status | Literal["open"] | None = None
    product: str | None = Field(default=None, max_length=200, description="words or the number of what was ordered")
    po_number: str | None = Field(default=None, max_length=60)
    since: date | None = None
    until: date | None = None
    limit: int = Field(default=20, ge=1, le=100)
    cursor: str | None = Field(default=None, max_length=500)

    @field_validator("status", "product", "po_number", "since", "until", "cursor", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return None if value == "" else value


class OrderPath(BaseModel):
    """The order's number in any spelling."""

    number: str = Field(max_length=60)


class CheckoutIn(BaseModel):
    """Place the order. `expected_version` and `expected_total` (with tax) refuse a cart that changed meanwhile.

    `address` is the code of one of the company's addresses, or words that mean it; the main one without them.
    """

    po_number: str = Field(default="", max_length=MAX_PO)
    note: str = Field(default="", max_length=MAX_NOTE)
    expected_version: int | None = None
    expected_total: Decimal | None = Field(default=None, max_digits=16, decimal_places=2)
    address: str = Field(default="", max_length=MAX_ADDRESS)
    requested_for: date | None = None

    @field_validator("po_number", "note", "address", mode="before")
    @classmethod
    def _none_is_empty(cls, value: object) -> object:
        return "" if value is None else value


class CheckoutQuery(BaseModel):
    """What the person would like beside the goods."""

    po_number: str = Field(default="", max_length=MAX_PO)
    address: str = Field(default="", max_length=MAX_ADDRESS)
    requested_for: date | None = None

    @field_validator("requested_for", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return None if value == "" else value


class NoteOut(BaseModel):
    """A sentence to read before ordering; `stops`: the order would be refused for it."""

    code: str
    text: str
    stops: bool = False


class CreditAfter(BaseModel):
    """The company's credit before and after the order; `exceeded`: the order is above what is left."""

    limit: MoneyField
    available: MoneyField
    after: MoneyField
    exceeded: bool


class LimitOut(BaseModel):
    """What the person may order at once, with tax."""

    limit: MoneyField
    exceeded: bool


class LateLine(BaseModel):
    """A line that is not wholly in stock; `expected` is null when its lead time is not known."""

    sku: str
    name: str
    quantity: Quantity
    unit: str
    available: Quantity
    lead_time_days: int | None
    expected: date | None
    note: str


class CancelIn(BaseModel):
    """Why the order is cancelled."""

    reason: str = Field(default="", max_length=500)


class SkippedLine(BaseModel):
    """A line that could not be put into the cart."""

    sku: str
    name: str
    reason: str


class ForesightOut(BaseModel):
    """What checking out would do now: `outcome` is placed, or the code of the refusal; `notes` say it in words."""

    version: int
    outcome: str
    line_count: int
    subtotal: MoneyField
    tax: MoneyField
    total: MoneyField
    credit: CreditAfter | None
    order_limit: LimitOut | None
    late: list[LateLine]
    blocked: list[SkippedLine]
    eta: date | None
    address: AddressOut | None
    addresses: list[AddressOut]
    po_number: str
    requested_for: date | None
    notes: list[NoteOut] = []


class AddedLine(BaseModel):
    """A line that was put into the cart; `note` tells when the quantity had to change."""

    sku: str
    name: str
    quantity: Quantity
    unit: str
    note: str


class ReorderOut(BaseModel):
    """What became of repeating an order."""

    cart: CartOut
    added: list[AddedLine]
    skipped: list[SkippedLine]


class RepeatLine(BaseModel):
    """A line of a past order as it would be bought today; `price` is None on request."""

    sku: str
    name: str
    quantity: Quantity
    unit: str
    note: str
    price_then: MoneyField
    price: MoneyField | None


class RepeatOut(BaseModel):
    """What repeating an order would put into the cart, and what it would leave out."""

    number: str
    placed_at: datetime
    lines: list[RepeatLine]
    skipped: list[SkippedLine]
    total_then: MoneyField
    total: MoneyField


class ShipLine(BaseModel):
    """How much of a line is shipped now."""

    position: int = Field(ge=1)
    quantity: Decimal = Field(gt=0, max_digits=14, decimal_places=4)


class StatusIn(BaseModel):
    """Move an order on. Shipping takes a carrier; `lines` are needed for a part, everything open is meant otherwise."""

    status: Status
    note: str = Field(default="", max_length=500)
    carrier: str = Field(default="", max_length=100)
    tracking: str = Field(default="", max_length=100)
    eta: date | None = None
    lines: list[ShipLine] = []
