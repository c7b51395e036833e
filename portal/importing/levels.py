"""`portal import prices` and `portal import stock`: amounts and quantities of products that exist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from portal.catalogue.events import StockChanged
from portal.importing import fields, masterdata, products
from portal.importing.errors import RowFault
from portal.importing.readers import Numbered, Row
from portal.importing.report import Report
from portal.importing.staging import Staging
from portal.pricing.models import PriceList
from portal.shared.events import publish

ONE = Decimal(1)


def _find_products(staged: Staging, report: Report) -> None:
    staged.run(f"UPDATE {staged.name} s SET product_id = p.id FROM products p WHERE p.sku = s.sku")  # noqa: S608
    staged.reject(report, "sku", "is not in the catalogue", "s.product_id IS NULL", "s.sku")


@dataclass(slots=True)
class PriceImporter:
    """Columns sku, amount, currency, price_list?, min_quantity?; or customer, valid_from, valid_to?, reference?
    for a price agreed with one customer.
    """

    file_format: str
    thing: str = "prices"

    def load(self, session: Session, rows: Iterator[Numbered], report: Report) -> None:
        """Stage, check and apply the prices."""
        staged = Staging(
            session,
            "staged_prices",
            {
                "sku": "text",
                "amount": "numeric(14,4)",
                "currency": "text",
                "price_list": "text",
                "min_quantity": "numeric(14,4)",
                "customer": "text",
                "valid_from": "date",
                "valid_to": "date",
                "reference": "text",
                "product_id": "bigint",
                "price_list_id": "bigint",
                "company_id": "uuid",
            },
        )
        staged.copy(rows, _price_row, report)
        _find_products(staged, report)
        staged.run("UPDATE staged_prices s SET company_id = c.id FROM companies c WHERE c.external_id = s.customer")
        staged.reject(
            report, "customer", "is not a customer", "s.customer <> '' AND s.company_id IS NULL", "s.customer"
        )
        staged.reject_repeats(report, "sku", "sku, price_list, currency, min_quantity, customer, valid_from")
        _check_currencies(session, staged, report)
        if report.doomed:
            return
        _price_lists(session, staged)
        products.note_touched(staged)
        _list_prices(staged, report)
        _contract_prices(staged, report)
        products.refresh_touched(staged)


def _price_row(row: Row) -> tuple[Any, ...]:
    customer = fields.text(row, "customer", limit=200)
    valid_from = fields.day(row, "valid_from", required=bool(customer))
    valid_to = fields.day(row, "valid_to")
    if valid_to and valid_from and valid_to < valid_from:
        raise RowFault("valid_to", "is before valid_from", valid_to)
    return (
        fields.text(row, "sku", required=True, limit=100),
        fields.needed(row, "amount", above=Decimal(0)),
        fields.currency(row, required=True),
        fields.text(row, "price_list", limit=50),
        fields.number(row, "min_quantity", above=Decimal(0), default=ONE),
        customer,
        valid_from,
        valid_to,
        fields.text(row, "reference", limit=100),
        None,
        None,
        None,
    )


def _check_currencies(session: Session, staged: Staging, report: Report) -> None:
    for found in session.query(PriceList).all():
        staged.reject(
            report,
            "currency",
            f"differs from that of the price list ({found.currency})",
            "s.customer = '' AND s.price_list = :code AND s.currency <> :currency",
            "s.currency",
            code=found.code,
            currency=found.currency,
        )


def _price_lists(session: Session, staged: Staging) -> None:
    for code, currency in session.execute(
        text("SELECT DISTINCT price_list, currency FROM staged_prices WHERE customer = '' ORDER BY 1, 2")
    ).all():
        staged.run(
            "UPDATE staged_prices s SET price_list_id = :id "
            "WHERE s.customer = '' AND s.price_list = :code AND s.currency = :currency",
            id=masterdata.ensure_price_list(session, currency, code or None),
            code=code,
            currency=currency,
        )


def _list_prices(staged: Staging, report: Report) -> None:
    total = staged.scalar("SELECT count(*) FROM staged_prices WHERE price_list_id IS NOT NULL")
    created, updated = products.upsert_prices(
        staged,
        "SELECT price_list_id, product_id, min_quantity, amount FROM staged_prices WHERE price_list_id IS NOT NULL",
    )
    report.count("prices", created=created, updated=updated, unchanged=total - created - updated)


def _contract_prices(staged: Staging, report: Report) -> None:
    total = staged.scalar("SELECT count(*) FROM staged_prices WHERE company_id IS NOT NULL")
    if not total:
        return
    same = (
        "c.company_id = s.company_id AND c.product_id = s.product_id AND c.min_quantity = s.min_quantity "
        "AND c.currency = s.currency AND c.valid_from = s.valid_from"
    )
    updated = staged.run(
        "UPDATE contract_prices c SET amount = s.amount, valid_to = s.valid_to, reference = s.reference "  # noqa: S608
        f"FROM staged_prices s WHERE {same} AND (c.amount, c.valid_to, c.reference) IS DISTINCT FROM "
        "(s.amount, s.valid_to, s.reference)"
    )
    created = staged.run(
        "INSERT INTO contract_prices (company_id, product_id, min_quantity, amount, currency, valid_from, valid_to, "  # noqa: S608
        "reference) SELECT company_id, product_id, min_quantity, amount, currency, valid_from, valid_to, reference "
        "FROM staged_prices s WHERE company_id IS NOT NULL "
        f"AND NOT EXISTS (SELECT 1 FROM contract_prices c WHERE {same})"
    )
    report.count("agreed prices", created=created, updated=updated, unchanged=total - created - updated)


@dataclass(slots=True)
class StockImporter:
    """Columns sku, warehouse, quantity: the free quantity in the product's unit. Unknown warehouses are made."""

    file_format: str
    thing: str = "stock"

    def load(self, session: Session, rows: Iterator[Numbered], report: Report) -> None:
        """Stage, check and apply the quantities."""
        columns = {"sku": "text", "warehouse": "text", "quantity": "numeric(14,4)", "product_id": "bigint"}
        staged = Staging(session, "staged_stock", columns)
        staged.copy(rows, _stock_row, report)
        _find_products(staged, report)
        staged.reject_repeats(report, "sku", "sku, warehouse")
        if report.doomed:
            return
        made = staged.run(
            "INSERT INTO warehouses (code, names, city, country) SELECT DISTINCT warehouse, "
            "jsonb_build_object('en', warehouse), '', '' FROM staged_stock ON CONFLICT DO NOTHING"
        )
        report.count("warehouses", created=made)
        products.note_touched(staged)
        row = session.execute(
            text(
                "WITH written AS (INSERT INTO stock_levels (product_id, warehouse_code, quantity) "
                "SELECT product_id, warehouse, quantity FROM staged_stock "
                "ON CONFLICT (product_id, warehouse_code) DO UPDATE "
                "SET quantity = excluded.quantity, updated_at = now() "
                "WHERE stock_levels.quantity <> excluded.quantity RETURNING product_id, xmax = 0 AS fresh), "
                "noted AS (INSERT INTO touched_products SELECT DISTINCT product_id FROM written) "
                "SELECT count(*) FILTER (WHERE fresh) AS created, count(*) FILTER (WHERE NOT fresh) AS updated "
                "FROM written"
            )
        ).one()
        total = staged.scalar("SELECT count(*) FROM staged_stock")
        unchanged = total - row.created - row.updated
        report.count("stock levels", created=row.created, updated=row.updated, unchanged=unchanged)
        products.refresh_touched(staged)
        if row.created or row.updated:
            publish(session, StockChanged())


def _stock_row(row: Row) -> tuple[Any, ...]:
    return (
        fields.text(row, "sku", required=True, limit=100),
        fields.text(row, "warehouse", limit=40, default="MAIN"),
        fields.needed(row, "quantity"),
        None,
    )
