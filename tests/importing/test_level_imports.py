"""Prices, stock and customers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from portal.accounts.models import Company
from portal.catalogue.models import SearchDocumentRow, StockLevel
from portal.importing.commands import import_group
from portal.importing.customers import CustomerImporter
from portal.importing.levels import PriceImporter, StockImporter
from portal.importing.run import Outcome
from portal.pricing.models import ContractPrice, Price
from portal.shared.settings import load_settings
from tests.conftest import TestDatabase
from tests.factories import Factory

Run = Callable[..., Outcome]
D = Decimal


def counts(outcome: Outcome, thing: str) -> tuple[int, int, int]:
    report = outcome.report
    return report.created[thing], report.updated[thing], report.unchanged[thing]


def test_list_prices_and_agreed_prices(run: Run, make: Factory) -> None:
    product = make.product("A", price="10.00")
    company = make.company(external_id="C-1")
    rows = (
        "sku,amount,currency,min_quantity,customer,valid_from,valid_to,reference\n"
        "A,9.50,EUR,,,,,\n"
        "A,8.00,EUR,100,,,,\n"
        "A,7.77,EUR,,C-1,2026-01-01,2026-12-31,K-1\n"
    )
    outcome = run(PriceImporter("csv"), rows)
    assert outcome.applied, outcome.report.errors
    assert counts(outcome, "prices") == (1, 1, 0)
    tiers = make.session.scalars(select(Price.amount).order_by(Price.min_quantity)).all()
    assert tiers == [D("9.5"), D(8)]
    agreed = make.session.scalars(select(ContractPrice)).one()
    assert (agreed.company_id, agreed.amount, agreed.valid_to) == (company.id, D("7.77"), date(2026, 12, 31))
    assert make.session.get_one(SearchDocumentRow, product.id).document["price"] == 9.5
    make.session.commit()
    again = run(PriceImporter("csv"), rows)
    assert (counts(again, "prices"), counts(again, "agreed prices")) == ((0, 0, 2), (0, 0, 1))


def test_prices_with_faults(run: Run, make: Factory) -> None:
    make.product("A")
    rows = (
        "sku,amount,currency,price_list,customer,valid_from,valid_to\n"
        "B,1,EUR,,,,\n"
        "A,1,PLN,EUR,,,\n"
        "A,1,EUR,,nobody,2026-01-01,\n"
        "A,1,EUR,,C-1,,\n"
        "A,1,EUR,,C-1,2026-02-01,2026-01-01\n"
        "A,-1,EUR,,,,\n"
    )
    outcome = run(PriceImporter("csv"), rows)
    assert sorted(field for field, _ in outcome.report.errors) == [
        "amount", "currency", "customer", "sku", "valid_from", "valid_to",
    ]  # fmt: skip


def test_stock_changes_what_search_says(run: Run, make: Factory) -> None:
    product = make.product("A", stock="0")
    outcome = run(StockImporter("csv"), "sku,warehouse,quantity\nA,MAIN,5\nA,LVIV,2.5\n")
    assert counts(outcome, "stock levels") == (1, 1, 0)
    assert counts(outcome, "warehouses") == (1, 0, 0)
    assert sum(make.session.scalars(select(StockLevel.quantity))) == D("7.5")
    assert make.session.get_one(SearchDocumentRow, product.id).document["in_stock"] is True
    assert counts(run(StockImporter("csv"), "sku,warehouse,quantity\nA,MAIN,5\n"), "stock levels") == (0, 0, 1)


def test_customers(run: Run, make: Factory) -> None:
    make.price_list("PLN", "PLN")
    rows = "external_id,name,country,currency,price_list,credit_limit\nC-1,Elmont,pl,pln,PLN,5000\n"
    assert counts(run(CustomerImporter("csv"), rows), "customers") == (1, 0, 0)
    assert counts(run(CustomerImporter("csv"), rows), "customers") == (0, 0, 1)
    renamed = "external_id,name,country,currency\nC-1,Elmont S.A.,PL,PLN\n"
    assert counts(run(CustomerImporter("csv"), renamed), "customers") == (0, 1, 0)
    make.session.expire_all()
    company = make.session.scalars(select(Company)).one()
    assert (company.name, company.credit_limit, company.price_list_id is not None) == ("Elmont S.A.", D(5000), True)
    wrong = run(CustomerImporter("csv"), "external_id,name,country,currency,price_list\nC-2,X,PL,EUR,PLN\n")
    assert wrong.report.error_count == 1


def test_the_command_prints_what_it_did(
    clone: TestDatabase, make: Factory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.product("A")
    monkeypatch.setenv("DATABASE_URL", clone.url("worker"))
    monkeypatch.setenv("SECRET_KEY", "k" * 48)
    monkeypatch.setenv("SERVICE_TOKEN", "s" * 32)
    load_settings.cache_clear()
    file = tmp_path / "stock.csv"
    file.write_text("sku,warehouse,quantity\nA,MAIN,5\nB,MAIN,1\n")
    refused = CliRunner().invoke(import_group, ["stock", str(file)])
    assert refused.exit_code == 1
    assert "is not in the catalogue" in refused.output
    assert "Nothing was imported" in refused.output
    taken = CliRunner().invoke(import_group, ["stock", str(file), "--partial"])
    assert taken.exit_code == 0, taken.output
    assert "rows/s" in taken.output
    assert "peak memory" in taken.output
    missing = CliRunner().invoke(import_group, ["stock", str(tmp_path / "no.csv")])
    assert missing.exit_code == 1
    assert "no such file" in missing.output
    load_settings.cache_clear()
