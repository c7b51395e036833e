"""Customers, their people and agreements; the supplier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


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
    ``portal demo logins`` for the people who have one.
    """

    email: str
    name: str
    role: str
    company: str | None
    locale: str
    phone: str
    job_title: str
    demo_role: str | None = None


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
