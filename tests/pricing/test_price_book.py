"""Prices out of the database: whose list, whose contract, and that SQL and Python agree."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product as combinations

import pytest
from sqlalchemy import literal, select

from portal.catalogue.models import Product
from portal.pricing.models import ContractPrice, Price, PriceList, TaxRate
from portal.pricing.service import PriceBook, prices_for
from portal.security.actor import Actor
from tests.factories import Factory

D = Decimal
TODAY = date(2026, 11, 23)


def test_a_company_without_list_takes_the_default_of_its_currency(make: Factory, system: Actor) -> None:
    make.product("A", price="10.00")
    zloty = make.price_list("PLN", "PLN")
    product = make.product("B", price=None)
    make.save(Price(price_list_id=zloty.id, product_id=product.id, amount=D("45.00")))
    company = make.company(currency="PLN", price_list="PLN")
    company.price_list_id = None
    make.save(company)
    found = prices_for(make.session, company.id, [product.id])[product.id]
    assert found.unit_price is not None
    assert found.unit_price.as_json() == {"amount": "45.00", "currency": "PLN"}
    assert PriceBook.for_actor(make.session, system).currency == "EUR"


def test_a_list_in_another_currency_is_never_used(make: Factory) -> None:
    product = make.product(price="10.00")
    company = make.company(currency="GBP")
    company.price_list_id = make.price_list("EUR").id
    make.save(company)
    assert prices_for(make.session, company.id, [product.id])[product.id].unit_price is None


def test_another_companys_contract_is_neither_used_nor_seen(make: Factory) -> None:
    product = make.product(price="10.00")
    mine, other = make.company(), make.company()
    make.save(
        ContractPrice(
            company_id=other.id, product_id=product.id, amount=D(1), currency="EUR", valid_from=date(2020, 1, 1)
        )
    )
    actor = make.actor(make.buyer(mine))
    with make.database.transaction(actor) as session:
        price = PriceBook.for_actor(session, actor).price_of(product.id).unit_price
        assert price is not None
        assert price.amount == D(10)
        assert session.scalars(select(ContractPrice)).all() == []


def test_tax_by_country_and_class(make: Factory) -> None:
    company = make.company(country="PL")
    make.save(TaxRate(country="PL", tax_class="reduced", percent=D(8)))
    book = PriceBook.for_company(make.session, company.id)
    assert (book.tax_percent("standard"), book.tax_percent("reduced"), book.tax_percent("odd")) == (D(20), D(8), D(20))
    abroad = make.company(country="US", currency="EUR")
    make.session.query(TaxRate).filter_by(country="US").delete()
    make.session.commit()
    assert PriceBook.for_company(make.session, abroad.id).tax_percent("standard") == 0


@pytest.mark.parametrize("quantity", ["1", "9", "10", "49", "50", "500"])
def test_sql_and_python_make_the_same_price(make: Factory, quantity: str) -> None:
    company = make.company()
    lists: PriceList = make.price_list()
    variants = list(combinations([(), ("1",), ("10",), ("1", "50")], [(), ("1",), ("10",), ("1", "10"), ("50",)]))
    ids = []
    for number, (tiers, agreed) in enumerate(variants):
        product = make.product(f"P-{number}", price=None)
        ids.append(product.id)
        for each in tiers:
            row = Price(price_list_id=lists.id, product_id=product.id, min_quantity=D(each), amount=100 - D(each))
            make.session.add(row)
        for each in agreed:
            for start, end, currency, amount in (
                (date(2026, 1, 1), None, "EUR", 80 - D(each)),
                (date(2026, 6, 1), TODAY, "EUR", 70 - D(each)),
                (date(2020, 1, 1), date(2025, 1, 1), "EUR", D(1)),
                (date(2026, 6, 2), None, "PLN", D(2)),
            ):
                make.session.add(
                    ContractPrice(
                        company_id=company.id,
                        product_id=product.id,
                        min_quantity=D(each),
                        amount=amount,
                        currency=currency,
                        valid_from=start,
                        valid_to=end,
                    )
                )
    make.session.commit()
    book = PriceBook.for_company(make.session, company.id, on=TODAY)
    resolved = book.prices_for(ids, dict.fromkeys(ids, D(quantity)))
    seen = book.amount_seen(Product.id.expression, literal(D(quantity)))
    rows = make.session.execute(select(Product.id, seen.label("amount")).where(Product.id.in_(ids)))
    in_sql = {row.id: row.amount for row in rows}
    in_python = {each: price.unit_price.amount if price.unit_price else None for each, price in resolved.items()}
    assert in_sql == in_python
