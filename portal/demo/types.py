"""What the demo generator hands out: frozen records that know nothing of the database.

Conventions: money is ``Decimal`` in the currency named beside it (unit prices up to 4 places, totals 2);
quantities are ``Decimal`` in the product's own unit; times are timezone-aware UTC; every record refers to
another one by its natural key (SKU, company code, e-mail, order number), never by an id.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Final

LOCALES: Final = ("en", "uk", "ru", "pl")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in the four languages of the catalogue."""

    en: str
    uk: str
    ru: str
    pl: str

    def as_dict(self) -> dict[str, str]:
        """Return {locale: text}."""
        return {"en": self.en, "uk": self.uk, "ru": self.ru, "pl": self.pl}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of sale; ``decimals`` is how many places a quantity may have."""

    code: str
    name: Text
    symbol: Text
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Category:
    """A node of the category tree; parents come before their children."""

    code: str
    parent: str | None
    name: Text
    position: int


@dataclass(frozen=True, slots=True)
class Attribute:
    """A product attribute; ``kind`` is number, text or choice; ``unit`` is a symbol such as mm² or A."""

    code: str
    name: Text
    kind: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class AttributeValue:
    """A product's value of one attribute: machine-readable ``value`` and the localised text people see."""

    attribute: str
    value: Decimal | str
    label: Text


@dataclass(frozen=True, slots=True)
class Brand:
    """A maker (all of them invented) and its GS1 company prefix."""

    code: str
    name: str
    gs1_prefix: str


@dataclass(frozen=True, slots=True)
class Warehouse:
    """A stock location of the supplier."""

    code: str
    name: Text
    city: str
    country: str


@dataclass(frozen=True, slots=True)
class StockLevel:
    """Free quantity of a product in a warehouse, in the product's unit."""

    warehouse: str
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class Product:
    """A sellable article. ``order_step`` divides ``pack_qty`` or equals it; ``moq`` is a multiple of the step."""

    sku: str
    mpn: str
    ean: str
    family: str
    brand: str
    category: str
    unit: str
    pack_qty: Decimal
    order_step: Decimal
    moq: Decimal
    name: Text
    description: Text
    attributes: tuple[AttributeValue, ...]
    synonyms: dict[str, tuple[str, ...]]
    tax_class: str
    base_price: Decimal
    lead_time_days: int
    stock: tuple[StockLevel, ...]


@dataclass(frozen=True, slots=True)
class TaxRate:
    """VAT percentage of a tax class in a country (reverse charge and export sales are 0)."""

    tax_class: str
    country: str
    percent: Decimal


@dataclass(frozen=True, slots=True)
class PriceList:
    """A list of net prices in one currency; ``rate`` is units of it per EUR used to make it."""

    code: str
    name: Text
    currency: str
    rate: Decimal


@dataclass(frozen=True, slots=True)
class Price:
    """Net unit price from ``min_quantity`` up (a tier)."""

    price_list: str
    sku: str
    min_quantity: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class ContractPrice:
    """A price agreed with one company; it beats the company's price list while valid."""

    company: str
    sku: str
    min_quantity: Decimal
    amount: Decimal
    currency: str
    valid_from: date
    valid_to: date | None
    reference: str


@dataclass(frozen=True, slots=True)
class Address:
    """``kind`` is billing or shipping; ``code`` is unique within the company."""

    code: str
    kind: str
    label: str
    recipient: str
    street: str
    postcode: str
    city: str
    country: str
    phone: str


@dataclass(frozen=True, slots=True)
class Company:
    """A customer. ``lapsed_on`` is the day after which it orders nothing any more."""

    code: str
    name: str
    legal_name: str
    country: str
    currency: str
    locale: str
    timezone: str
    trade: str
    vat_id: str
    registration_no: str
    credit_limit: Decimal
    payment_terms_days: int
    account_manager: str
    price_list: str
    addresses: tuple[Address, ...]
    customer_since: date
    lapsed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A login. Customer roles: buyer, approver, finance, company_admin. Staff roles (company is None):
    manager, head_of_sales, supplier_finance, operator, administrator. ``demo_role`` is the key printed by
    ``portal demo logins`` for the people who have one."""

    email: str
    name: str
    role: str
    company: str | None
    locale: str
    phone: str
    job_title: str
    demo_role: str | None = None


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
    ``kind`` says why the generator made it: routine, seasonal, project or adhoc (not for the database)."""

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
    """States: submitted, quoted, accepted, declined. Quote fields are None until it is quoted."""

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
    order: str | None = None


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


@dataclass(frozen=True, slots=True)
class Supplier:
    """The firm that runs this portal."""

    code: str
    name: str
    legal_name: str
    vat_id: str
    country: str
    city: str
    street: str
    postcode: str
    phone: str
    email: str
    iban: str


@dataclass(frozen=True, slots=True)
class Demo:
    """Everything the loader writes. Equal (as_of, seed) give equal content."""

    as_of: datetime
    seed: int
    supplier: Supplier
    units: tuple[Unit, ...]
    categories: tuple[Category, ...]
    attributes: tuple[Attribute, ...]
    brands: tuple[Brand, ...]
    warehouses: tuple[Warehouse, ...]
    tax_rates: tuple[TaxRate, ...]
    products: tuple[Product, ...]
    price_lists: tuple[PriceList, ...]
    prices: tuple[Price, ...]
    contract_prices: tuple[ContractPrice, ...]
    companies: tuple[Company, ...]
    people: tuple[Person, ...]
    orders: tuple[Order, ...]
    invoices: tuple[Invoice, ...]
    rfqs: tuple[Rfq, ...] = field(default=())
    conversations: tuple[Conversation, ...] = field(default=())
