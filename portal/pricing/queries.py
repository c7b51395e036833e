"""Selects over price lists, contracts and tax rates."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import Session

from portal.accounts.models import Company
from portal.pricing.models import ContractPrice, Price, PriceList, TaxRate


def company_with_list(session: Session, company_id: uuid.UUID) -> tuple[Company, PriceList | None] | None:
    """The company and the price list it is on."""
    row = session.execute(
        select(Company, PriceList)
        .outerjoin(PriceList, PriceList.id == Company.price_list_id)
        .where(Company.id == company_id)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def default_list(session: Session, currency: str | None = None) -> PriceList | None:
    """The supplier's default list; with `currency`, the default if it has that currency, else the oldest."""
    query = select(PriceList).order_by(PriceList.is_default.desc(), PriceList.id).limit(1)
    query = query.where(PriceList.is_default) if currency is None else query.where(PriceList.currency == currency)
    return session.scalars(query).one_or_none()


def list_tiers(
    session: Session, price_list_id: int, product_ids: Collection[int]
) -> Sequence[tuple[int, Decimal, Decimal]]:
    """(product, from quantity, amount) of a list, ascending by quantity."""
    rows = session.execute(
        select(Price.product_id, Price.min_quantity, Price.amount)
        .where(Price.price_list_id == price_list_id, Price.product_id.in_(product_ids))
        .order_by(Price.product_id, Price.min_quantity)
    )
    return [(row.product_id, row.min_quantity, row.amount) for row in rows]


def contract_prices(session: Session, company_id: uuid.UUID, product_ids: Collection[int]) -> Sequence[ContractPrice]:
    """Everything agreed with the company about these products, of any time."""
    return session.scalars(
        select(ContractPrice)
        .where(ContractPrice.company_id == company_id, ContractPrice.product_id.in_(product_ids))
        .order_by(ContractPrice.product_id, ContractPrice.min_quantity, ContractPrice.id)
    ).all()


def tax_percents(session: Session, country: str) -> dict[str, Decimal]:
    """Percent by tax class in a country."""
    rows = session.execute(select(TaxRate.tax_class, TaxRate.percent).where(TaxRate.country == country))
    return {row.tax_class: row.percent for row in rows}


def amount_seen(
    *,
    company_id: uuid.UUID | None,
    price_list_id: int | None,
    currency: str,
    product_id: ColumnElement[int],
    quantity: ColumnElement[Decimal],
    on: date,
) -> ColumnElement[Any]:
    """The unit price of `rules.resolve_price` as an SQL expression, for filters over many products."""
    reached = Price.min_quantity <= quantity
    listed = (
        select(Price.amount)
        .where(Price.price_list_id == price_list_id, Price.product_id == product_id)
        # The highest tier reached; below the first tier, the first.
        .order_by(reached.desc(), case((reached, -Price.min_quantity), else_=Price.min_quantity))
        .limit(1)
        .scalar_subquery()
    )
    if company_id is None:
        return listed
    agreed = (
        select(ContractPrice.amount)
        .where(
            ContractPrice.company_id == company_id,
            ContractPrice.product_id == product_id,
            ContractPrice.currency == currency,
            ContractPrice.min_quantity <= quantity,
            ContractPrice.valid_from <= on,
            or_(ContractPrice.valid_to.is_(None), ContractPrice.valid_to >= on),
        )
        .order_by(ContractPrice.min_quantity.desc(), ContractPrice.valid_from.desc(), ContractPrice.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(agreed, listed)
