"""The whole demo supplier from a date and a seed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from portal.demo.catalogue import FAMILIES
from portal.demo.catalogue.attributes import ATTRIBUTES
from portal.demo.catalogue.taxonomy import BRANDS, CATEGORIES, UNITS, WAREHOUSES
from portal.demo.companies import SUPPLIER, TAX_RATES, build_companies, build_people
from portal.demo.conversations import build_conversations
from portal.demo.history import Rhythm, drafts_of, rhythms_of
from portal.demo.orders import Context, invoices_of, number_orders, order_of_rfq, orders_of
from portal.demo.prices import PRICE_LISTS, build_contracts, build_prices
from portal.demo.products import build_products
from portal.demo.requests import build_rfqs
from portal.demo.types import Company, ContractPrice, Demo, Order, Person, Product, Rfq

SEED: Final = 2057


def generate(as_of: datetime, seed: int = SEED) -> Demo:
    """Make the demo as it stands at `as_of` (timezone-aware UTC). Equal arguments give equal content."""
    assert as_of.tzinfo is not None
    products = build_products(FAMILIES, seed)
    by_sku = {product.sku: product for product in products}
    companies = build_companies(as_of.date())
    by_code = {company.code: company for company in companies}
    people = build_people()
    by_mail = {person.email: person for person in people}
    rhythms = {company.code: rhythms_of(company, list(by_sku), as_of.date(), seed) for company in companies}
    contracts = {
        one.code: build_contracts(one, _staples(rhythms[one.code]), by_sku, as_of.date(), seed) for one in companies
    }
    rfqs = build_rfqs(by_code, by_mail, by_sku, as_of)
    orders = number_orders(
        order
        for one in companies
        for order in _company_orders(
            _context(one, people, by_sku, contracts[one.code], as_of, seed), rhythms[one.code], rfqs
        )
    )
    return Demo(
        as_of=as_of,
        seed=seed,
        supplier=SUPPLIER,
        units=UNITS,
        categories=CATEGORIES,
        attributes=ATTRIBUTES,
        brands=BRANDS,
        warehouses=WAREHOUSES,
        tax_rates=TAX_RATES,
        products=products,
        price_lists=PRICE_LISTS,
        prices=build_prices(products),
        contract_prices=tuple(price for one in companies for price in contracts[one.code]),
        companies=companies,
        people=people,
        orders=orders,
        invoices=invoices_of(orders, by_code, as_of.date(), seed),
        rfqs=rfqs,
        conversations=build_conversations(by_mail, orders, as_of),
    )


def _staples(rhythms: Sequence[Rhythm]) -> list[str]:
    """What is bought at least monthly, and still is: agreements are made about that."""
    last = max((item.stop for rhythm in rhythms for item in rhythm.items), default=None)
    return sorted({item.sku for rhythm in rhythms if rhythm.every <= 31 for item in rhythm.items if item.stop == last})


def _context(
    company: Company,
    people: Sequence[Person],
    products: Mapping[str, Product],
    contracts: Sequence[ContractPrice],
    as_of: datetime,
    seed: int,
) -> Context:
    buyers = tuple(person for person in people if person.company == company.code and person.role == "buyer")
    return Context(company, buyers, products, {one.sku: one for one in contracts}, as_of, seed)


def _company_orders(context: Context, rhythms: Sequence[Rhythm], rfqs: Sequence[Rfq]) -> list[Order]:
    drafts = drafts_of(context.company, rhythms, context.products, context.as_of.date(), context.seed)
    accepted = [rfq for rfq in rfqs if rfq.company == context.company.code and rfq.state == "accepted"]
    return orders_of(context, drafts, rhythms) + [order_of_rfq(context, rfq) for rfq in accepted]


def digest(demo: Demo) -> str:
    """Return a SHA-256 over all content, to compare two makings."""
    hashed = hashlib.sha256()
    for part in _flat(demo):
        hashed.update(part.encode())
        hashed.update(b"\x00")
    return hashed.hexdigest()


def _flat(value: Any) -> list[str]:
    if is_dataclass(value) and not isinstance(value, type):
        return [text for one in fields(value) for text in _flat(getattr(value, one.name))]
    if isinstance(value, dict):
        return [text for key in sorted(value) for text in (str(key), *_flat(value[key]))]
    if isinstance(value, tuple):
        return ["(", *(text for one in value for text in _flat(one)), ")"]
    return [str(value.normalize()) if isinstance(value, Decimal) else str(value)]
