"""Orders, shipments, invoices, requests for quotation, conversations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One line; ``position`` counts from 1."""

    position: int
    sku: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    net: Decimal
    tax_percent: Decimal


@dataclass(frozen=True, slots=True)
class StatusChange:
    """One step along the pipeline; ``actor`` is an e-mail, or None for the system."""

    status: str
    at: datetime
    actor: str | None


@dataclass(frozen=True, slots=True)
class ShipmentLine:
    """How much of an order line (by position) travels in a shipment."""

    position: int
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class Shipment:
    """A parcel or pallet on its way; ``delivered_at`` is None while it travels."""

    number: str
    warehouse: str
    carrier: str
    tracking: str
    shipped_at: datetime
    eta: date
    delivered_at: datetime | None
    lines: tuple[ShipmentLine, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """Statuses: placed, confirmed, picking, partially_shipped, shipped, delivered, cancelled.
    ``kind`` says why the generator made it: routine, project, adhoc or rfq (not for the database).
    """

    number: str
    company: str
    placed_by: str
    placed_at: datetime
    currency: str
    status: str
    kind: str
    po_number: str | None
    note: str | None
    shipping_address: str
    requested_for: date | None
    eta: date | None
    lines: tuple[OrderLine, ...]
    history: tuple[StatusChange, ...]
    shipments: tuple[Shipment, ...]
    net: Decimal
    tax: Decimal
    total: Decimal
    rfq: str | None = None


@dataclass(frozen=True, slots=True)
class Invoice:
    """Statuses: open, paid, overdue. ``paid`` is the amount received so far."""

    number: str
    order: str
    company: str
    issued_on: date
    due_on: date
    currency: str
    net: Decimal
    tax: Decimal
    total: Decimal
    paid: Decimal
    paid_on: date | None
    status: str


@dataclass(frozen=True, slots=True)
class RfqLine:
    """Either ``sku`` or only free ``text``; ``offer`` is the quoted net unit price, once quoted."""

    position: int
    sku: str | None
    text: str
    quantity: Decimal
    unit: str
    target_price: Decimal | None
    needed_by: date | None
    offer: Decimal | None
    offer_sku: str | None
    offer_lead_days: int | None
    comment: str | None


@dataclass(frozen=True, slots=True)
class Rfq:
    """States: submitted, quoted, accepted, declined. The quote's fields are None until there is one."""

    number: str
    company: str
    raised_by: str
    raised_at: datetime
    state: str
    currency: str
    project: str
    note: str
    needed_by: date | None
    lines: tuple[RfqLine, ...]
    assigned_to: str
    quoted_at: datetime | None = None
    quoted_by: str | None = None
    valid_until: date | None = None
    decided_at: datetime | None = None
    decided_by: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """``author`` is buyer, bot, operator or system; ``person`` is set for buyer and operator."""

    seq: int
    author: str
    person: str | None
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Conversation:
    """States: bot, queued, assigned, snoozed, closed."""

    key: str
    company: str
    person: str
    channel: str
    locale: str
    state: str
    subject: str
    assignee: str | None
    opened_at: datetime
    handed_over_at: datetime | None
    closed_at: datetime | None
    messages: tuple[Message, ...]
