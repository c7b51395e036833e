"""`portal import orders`, the generic columns and the Online Retail set with its peculiarities."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import select

from portal.accounts.models import Company
from portal.catalogue.models import Product, SearchDocumentRow
from portal.importing.online_retail import OnlineRetailImporter
from portal.importing.orders import OrderImporter
from portal.importing.run import Outcome, run_import
from portal.orders.models import Order, OrderLine
from portal.security.actor import Actor
from portal.shared.database import Database
from tests.factories import Factory

Run = Callable[..., Outcome]
D = Decimal

HEADER = "external_id,customer,placed_at,sku,quantity,unit_price,tax_percent,status\n"
GOOD = (
    HEADER
    + "ERP-1,C-1,2026-01-05T10:00:00,A,3,10.00,20,delivered\n"
    + "ERP-2,C-1,2026-02-05,A,1,9.99,20,placed\n"
    + "ERP-1,C-1,2026-01-05T10:00:00,B,2,0.335,20,delivered\n"
)


def parties(make: Factory) -> Company:
    make.product("A", names={"en": "Hammer"})
    make.product("B", unit="m")
    return make.company(external_id="C-1")


def order(make: Factory, external_id: str) -> tuple[Order, list[OrderLine]]:
    make.session.expire_all()
    found = make.session.scalars(select(Order).where(Order.external_id == external_id)).one()
    query = select(OrderLine).where(OrderLine.order_id == found.id).order_by(OrderLine.position)
    lines = list(make.session.scalars(query))
    make.session.commit()
    return found, lines


def counts(outcome: Outcome, thing: str) -> tuple[int, int, int]:
    report = outcome.report
    return report.created[thing], report.updated[thing], report.unchanged[thing]


def test_orders_arrive_with_their_totals(run: Run, make: Factory) -> None:
    company = parties(make)
    outcome = run(OrderImporter("csv"), GOOD)
    assert outcome.applied, outcome.report.errors
    found, lines = order(make, "ERP-1")
    assert (found.company_id, found.currency, found.status) == (company.id, "EUR", "delivered")
    assert (found.subtotal, found.tax, found.total) == (D("30.67"), D("6.13"), D("36.80"))
    assert [(line.sku, line.name, line.unit, line.net) for line in lines] == [
        ("A", "Hammer", "pcs", D("30.00")),
        ("B", lines[1].name, "m", D("0.67")),
    ]
    assert lines[0].shipped_quantity == 3
    assert found.placed_at == datetime(2026, 1, 5, 10, tzinfo=UTC)


def test_importing_again_changes_nothing_and_a_change_is_taken(run: Run, make: Factory) -> None:
    parties(make)
    run(OrderImporter("csv"), GOOD)
    assert counts(run(OrderImporter("csv"), GOOD), "orders") == (0, 0, 2)
    outcome = run(OrderImporter("csv"), GOOD.replace("A,3,", "A,4,"))
    assert counts(outcome, "orders") == (0, 1, 1)
    found, lines = order(make, "ERP-1")
    assert (found.subtotal, lines[0].quantity, len(lines)) == (D("40.67"), D(4), 2)


def test_faults_between_rows_are_found(run: Run, make: Factory) -> None:
    company = parties(make)
    make.order(company, [], number="TAKEN")
    rows = (
        "E-1,nobody,2026-01-05,A,1,1,0,placed\n"
        "E-2,C-1,2026-01-05,nothing,1,1,0,placed\n"
        "E-3,C-1,2026-01-05,A,1,1,0,placed\n"
        "E-3,C-1,2026-01-06,A,1,1,0,placed\n"
        "E-4,C-1,yesterday,A,1,1,0,placed\n"
        "E-5,C-1,2026-01-05,A,0,1,0,placed\n"
        "TAKEN,C-1,2026-01-05,A,1,1,0,placed\n"
    )
    outcome = run(OrderImporter("csv"), HEADER + rows)
    assert not outcome.applied
    fields = {field: count for (field, _reason), count in outcome.report.errors.items()}
    assert fields == {"customer": 1, "sku": 1, "external_id": 2, "placed_at": 1, "quantity": 1, "number": 1}
    assert make.session.query(Order).count() == 1


def retail(tmp_path: Path, rows: list[tuple[str, str, str | None, float, int, float, float | None]]) -> Path:
    names = ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID"]
    columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    columns["InvoiceDate"] = [datetime(2011, 1, day) for day in columns["InvoiceDate"]]  # noqa: DTZ001 - as in the set
    columns["Country"] = ["EIRE"] * len(rows)
    path = tmp_path / "retail.parquet"
    pq.write_table(pa.table(columns), path)
    return path


RETAIL: list[tuple[str, str, str | None, float, int, float, float | None]] = [
    ("536365", "85123A", "WHITE HEART", 6.0, 1, 2.55, 17850.0),
    ("536365", "85123a", "WHITE HEART", 2.0, 1, 2.75, 17850.0),
    ("536365", "POST", "POSTAGE", 1.0, 1, 18.0, 17850.0),
    ("536366", "22633", "HAND WARMER", 5.0, 2, 1.85, 17850.0),
    ("C536370", "22633", "HAND WARMER", -5.0, 3, 1.85, 17850.0),
    ("C536371", "85123A", "WHITE HEART", -6.0, 4, 2.55, 17850.0),
    ("536368", "22633", "HAND WARMER", 3.0, 5, 1.85, None),
    ("536369", "22633", None, -9.0, 5, 0.0, 13047.0),
]


def test_online_retail_is_taken_with_its_peculiarities(
    database: Database, make: Factory, tmp_path: Path, system: Actor
) -> None:
    path = retail(tmp_path, RETAIL)
    outcome = run_import(database, OnlineRetailImporter(), path)
    assert outcome.applied, outcome.report.errors
    assert {field: n for (field, _), n in outcome.report.skipped.items()} == {
        "StockCode": 1,
        "CustomerID": 1,
        "Quantity": 1,
    }
    assert counts(outcome, "orders") == (4, 0, 0)
    company = make.session.scalars(select(Company)).one()
    assert (company.external_id, company.name, company.country, company.currency) == (
        "17850",
        "Customer 17850",
        "IE",
        "GBP",
    )
    first, lines = order(make, "online-retail:536365")
    assert (first.status, first.total, [line.quantity for line in lines]) == ("delivered", D("20.80"), [D(6), D(2)])
    cancelled, _ = order(make, "online-retail:536366")
    assert cancelled.status == "cancelled"
    cancellation, lines = order(make, "online-retail:C536370")
    assert (cancellation.status, cancellation.note) == ("cancelled", "Cancellation of OR-536366")
    assert lines[0].quantity == 5
    heart = make.session.scalars(select(Product).where(Product.sku == "85123A")).one()
    assert heart.names == {"en": "WHITE HEART"}
    assert make.session.get(SearchDocumentRow, heart.id) is not None
    make.session.commit()
    again = run_import(database, OnlineRetailImporter(), path)
    assert counts(again, "orders") == (0, 0, 4)
    assert counts(again, "products") == (0, 0, 2)


def test_imported_orders_stand_behind_the_tenant_wall(database: Database, make: Factory, tmp_path: Path) -> None:
    run_import(database, OnlineRetailImporter(), retail(tmp_path, RETAIL))
    stranger = make.actor(make.buyer())
    with database.transaction(stranger) as session:
        assert session.scalars(select(Order)).all() == []


def test_an_article_number_of_another_product_is_never_taken_over(
    database: Database, make: Factory, tmp_path: Path
) -> None:
    make.product("22633")
    outcome = run_import(database, OnlineRetailImporter(), retail(tmp_path, RETAIL))
    assert not outcome.applied
    assert outcome.report.errors["StockCode", "is the number of a product of another origin"] == 2
