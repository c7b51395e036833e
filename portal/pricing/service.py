"""Prices of many products for one customer, in a few queries."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from portal.pricing import queries
from portal.pricing.rules import Contract, ListPrices, PriceResult, Tier, Totals, resolve_price, totals
from portal.security.actor import Actor
from portal.shared.clock import today
from portal.shared.errors import NotFound
from portal.shared.texts import N_

STANDARD = "standard"
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms somebody buys. Without a list everything that no contract covers is on request."""

    company_id: uuid.UUID | None
    currency: str
    country: str
    price_list_id: int | None
    price_list_code: str


class PriceBook:
    """What one customer (or a visitor) pays on one day. Make one per request and ask it for many products."""

    def __init__(self, session: Session, terms: Terms, on: date) -> None:
        self._session = session
        self.terms = terms
        self.on = on

    @classmethod
    def for_actor(cls, session: Session, actor: Actor, on: date | None = None) -> PriceBook:
        """The actor's company's prices; visitors, staff and the system see the default list."""
        return cls.for_company(session, actor.company_id, on)

    @classmethod
    def for_company(cls, session: Session, company_id: uuid.UUID | None, on: date | None = None) -> PriceBook:
        """A company's prices; None: those of the default list. Raises NotFound for an unknown company."""
        terms = _default_terms(session) if company_id is None else _company_terms(session, company_id)
        return cls(session, terms, on or today())

    @property
    def currency(self) -> str:
        """The one currency of every price in this book."""
        return self.terms.currency

    def prices_for(
        self, product_ids: Collection[int], quantities: Mapping[int, Decimal] | None = None
    ) -> dict[int, PriceResult]:
        """A result for each id; `quantities` are in the products' units, 1 where missing. Two queries."""
        ids = set(product_ids)
        wanted = quantities or {}
        listed = self._listed(ids)
        agreed = self._agreed(ids)
        return {
            each: resolve_price(self.currency, wanted.get(each, ONE), listed.get(each), agreed.get(each, ()), self.on)
            for each in ids
        }

    def price_of(self, product_id: int, quantity: Decimal = ONE) -> PriceResult:
        """The result for one product."""
        return self.prices_for([product_id], {product_id: quantity})[product_id]

    def tax_percent(self, tax_class: str) -> Decimal:
        """VAT in percent for this customer.

        A class without a rate of its own takes the country's standard rate; a country without any rate is
        outside the supplier's VAT area, so nothing is charged (export).
        """
        return self._taxes.get(tax_class, self._taxes.get(STANDARD, Decimal(0)))

    def totals(self, lines: Iterable[tuple[Decimal, Decimal]]) -> Totals:
        """Totals of (net amount, tax percent) lines in the book's currency."""
        return totals(self.currency, lines)

    def amount_seen(self, product_id: ColumnElement[int], quantity: ColumnElement[Decimal]) -> ColumnElement[Any]:
        """The unit price as an SQL expression, for filters and sorting."""
        return queries.amount_seen(
            company_id=self.terms.company_id,
            price_list_id=self.terms.price_list_id,
            currency=self.currency,
            product_id=product_id,
            quantity=quantity,
            on=self.on,
        )

    @cached_property
    def _taxes(self) -> dict[str, Decimal]:
        return queries.tax_percents(self._session, self.terms.country)

    def _listed(self, ids: Collection[int]) -> dict[int, ListPrices]:
        if self.terms.price_list_id is None or not ids:
            return {}
        tiers: dict[int, list[Tier]] = defaultdict(list)
        for product_id, quantity, amount in queries.list_tiers(self._session, self.terms.price_list_id, ids):
            tiers[product_id].append(Tier(quantity, amount))
        code, currency = self.terms.price_list_code, self.currency
        return {product_id: ListPrices(code, currency, found) for product_id, found in tiers.items()}

    def _agreed(self, ids: Collection[int]) -> dict[int, list[Contract]]:
        if self.terms.company_id is None or not ids:
            return {}
        agreed: dict[int, list[Contract]] = defaultdict(list)
        for row in queries.contract_prices(self._session, self.terms.company_id, ids):
            agreed[row.product_id].append(
                Contract(
                    row.min_quantity,
                    row.amount,
                    row.currency,
                    row.valid_from,
                    row.valid_to,
                    row.reference,
                    row.id,
                )
            )
        return agreed


def _default_terms(session: Session) -> Terms:
    found = queries.default_list(session)
    if found is None:
        return Terms(None, "EUR", "", None, "")
    return Terms(None, found.currency, "", found.id, found.code)


def _company_terms(session: Session, company_id: uuid.UUID) -> Terms:
    row = queries.company_with_list(session, company_id)
    if row is None:
        raise NotFound(N_("There is no such company."))
    company, own = row
    # A list in another currency than the company's is a mistake in its master data; never convert silently.
    found = own if own is not None and own.currency == company.currency else None
    found = found or queries.default_list(session, company.currency)
    return Terms(
        company.id,
        company.currency,
        company.country,
        found.id if found else None,
        found.code if found else "",
    )


def prices_for(
    session: Session,
    company_id: uuid.UUID | None,
    product_ids: Collection[int],
    quantities: Mapping[int, Decimal] | None = None,
    on: date | None = None,
) -> dict[int, PriceResult]:
    """Prices of many products for a company (None: the default list)."""
    return PriceBook.for_company(session, company_id, on).prices_for(product_ids, quantities)
