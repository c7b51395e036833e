"""`portal import orders`: past orders, one line a row, in any order of rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from portal.importing import fields
from portal.importing.errors import RowFault
from portal.importing.readers import Numbered, Row
from portal.importing.report import Report
from portal.importing.staging import Staging

STATUSES = ("placed", "confirmed", "picking", "partially_shipped", "shipped", "delivered", "cancelled")
COLUMNS = {
    "external_id": "text",
    "number": "text",
    "customer": "text",
    "placed_at": "timestamptz",
    "status": "text",
    "currency": "text",
    "po_number": "text",
    "note": "text",
    "sku": "text",
    "name": "text",
    "quantity": "numeric(14,4)",
    "unit": "text",
    "unit_price": "numeric(14,4)",
    "tax_percent": "numeric(14,4)",
}
_LINE = "concat_ws('|', {0}.sku, {0}.name, {0}.quantity, {0}.unit, {0}.unit_price, {0}.tax_percent)"


def stage(session: Session) -> Staging:
    """The staging table: one line a row."""
    return Staging(session, "staged_lines", {**COLUMNS, "company_id": "uuid", "product_id": "bigint"})


@dataclass(slots=True)
class OrderImporter:
    """Columns as in docs/import.md. Customers and products must exist; the external id says what is one order."""

    file_format: str
    thing: str = "orders"

    def load(self, session: Session, rows: Iterator[Numbered], report: Report) -> None:
        """Stage, check and apply the orders."""
        staged = stage(session)
        staged.copy(rows, _parse, report)
        find_parties(staged, report)
        apply(staged, report)


def _parse(row: Row) -> tuple[Any, ...]:
    external_id = fields.text(row, "external_id", required=True, limit=200)
    status = fields.text(row, "status", default="delivered").lower()
    if status not in STATUSES:
        raise RowFault("status", f"must be one of {', '.join(STATUSES)}", status)
    return (
        external_id,
        fields.text(row, "number", limit=60, default=external_id),
        fields.text(row, "customer", required=True, limit=200),
        fields.moment(row, "placed_at", required=True),
        status,
        fields.currency(row),
        fields.text(row, "po_number", limit=100),
        fields.text(row, "note", limit=2_000),
        fields.text(row, "sku", required=True, limit=100),
        fields.text(row, "name"),
        fields.needed(row, "quantity", above=Decimal(0)),
        fields.text(row, "unit", limit=20),
        fields.needed(row, "unit_price"),
        fields.number(row, "tax_percent", default=Decimal(0)),
        None,
        None,
    )


def find_parties(staged: Staging, report: Report) -> None:
    """Find each line's customer and product; fill what the line leaves to them."""
    staged.run("UPDATE staged_lines s SET company_id = c.id FROM companies c WHERE c.external_id = s.customer")
    staged.run("UPDATE staged_lines s SET product_id = p.id FROM products p WHERE p.sku = s.sku")
    staged.reject(report, "customer", "is not a customer", "s.company_id IS NULL", "s.customer")
    staged.reject(report, "sku", "is not in the catalogue", "s.product_id IS NULL", "s.sku")
    staged.run(
        "UPDATE staged_lines s SET currency = c.currency FROM companies c WHERE c.id = s.company_id AND s.currency = ''"
    )
    staged.run(
        "UPDATE staged_lines s SET unit = COALESCE(NULLIF(s.unit, ''), p.unit), "
        "name = COALESCE(NULLIF(s.name, ''), p.names ->> 'en', p.sku) FROM products p "
        "WHERE p.id = s.product_id AND (s.unit = '' OR s.name = '')"
    )


def apply(staged: Staging, report: Report) -> None:
    """Write the staged orders: new ones, those that differ from what is there, and count the rest."""
    staged.run("ANALYZE staged_lines")
    staged.reject(
        report,
        "external_id",
        "the order's rows name several customers, times, states or currencies",
        "s.external_id IN (SELECT external_id FROM staged_lines GROUP BY 1 HAVING count(DISTINCT "
        "(company_id, placed_at, status, currency, number)) > 1)",
        "s.external_id",
    )
    _gather(staged)
    _reject_taken_numbers(staged, report)
    if report.doomed:
        return
    created = _create(staged)
    updated = _update(staged)
    lines = _write_lines(staged)
    total = staged.scalar("SELECT count(*) FROM staged_orders")
    kept = staged.scalar(
        "SELECT count(*) FROM staged_lines s JOIN staged_orders o USING (external_id) WHERE NOT o.changed"
    )
    report.count("orders", created=created, updated=updated, unchanged=total - created - updated)
    report.count("order lines", created=lines, unchanged=kept)


def _gather(staged: Staging) -> None:
    """One row an order, with its totals and a digest of its lines; and what is there already."""
    digest = f"md5(string_agg({_LINE.format('s')}, E'\\n' ORDER BY s.row_no))"
    staged.run(
        "CREATE TEMP TABLE staged_orders ON COMMIT DROP AS SELECT external_id, min(number) AS number, "  # noqa: S608
        "(array_agg(company_id))[1] AS company_id, min(placed_at) AS placed_at, min(status) AS status, "
        "min(currency) AS currency, min(po_number) AS po_number, min(note) AS note, "
        "sum(round(quantity * unit_price, 2)) AS subtotal, 0::numeric(14,4) AS tax, "
        f"{digest} AS digest, NULL::uuid AS order_id, true AS changed FROM staged_lines s GROUP BY external_id"
    )
    # Tax is reckoned once a rate on the sum of its lines, as pricing.rules.totals does.
    staged.run(
        "UPDATE staged_orders o SET tax = t.tax FROM (SELECT external_id, sum(tax) AS tax FROM (SELECT external_id, "
        "round(sum(round(quantity * unit_price, 2)) * tax_percent / 100, 2) AS tax FROM staged_lines "
        "GROUP BY external_id, tax_percent) r GROUP BY external_id) t "
        "WHERE t.external_id = o.external_id AND t.tax <> 0"
    )
    staged.run("ANALYZE staged_orders")
    staged.run("UPDATE staged_orders o SET order_id = k.id FROM orders k WHERE k.external_id = o.external_id")
    there = f"md5(string_agg({_LINE.format('l')}, E'\\n' ORDER BY l.position))"
    staged.run(
        "UPDATE staged_orders o SET changed = false FROM orders k, LATERAL "  # noqa: S608
        f"(SELECT {there} AS digest FROM order_lines l WHERE l.order_id = k.id) d WHERE k.id = o.order_id "
        "AND d.digest = o.digest AND (k.number, k.company_id, k.placed_at, k.status, k.currency, k.po_number, k.note) "
        "= (o.number, o.company_id, o.placed_at, o.status, o.currency, o.po_number, o.note)"
    )


def _reject_taken_numbers(staged: Staging, report: Report) -> None:
    # Two joins: an OR of two EXISTS would compare every order with every other.
    taken = (
        "SELECT o.external_id FROM staged_orders o JOIN orders k USING (number) "
        "WHERE k.external_id IS DISTINCT FROM o.external_id UNION ALL SELECT o.external_id FROM staged_orders o "
        "JOIN (SELECT number, min(external_id) AS first FROM staged_orders GROUP BY number) f USING (number) "
        "WHERE o.external_id > f.first"
    )
    condition = f"s.external_id IN ({taken})"
    if staged.reject(report, "number", "belongs to another order", condition, "s.number"):
        staged.run(
            "DELETE FROM staged_orders o WHERE NOT EXISTS "
            "(SELECT 1 FROM staged_lines s WHERE s.external_id = o.external_id)"
        )


def _create(staged: Staging) -> int:
    created = staged.run(
        "INSERT INTO orders (id, number, external_id, company_id, status, currency, subtotal, tax, total, po_number, "
        "note, source, placed_at) SELECT gen_random_uuid(), number, external_id, company_id, status, currency, "
        "subtotal, tax, subtotal + tax, po_number, note, 'import', placed_at FROM staged_orders WHERE order_id IS NULL"
    )
    staged.run(
        "INSERT INTO order_events (order_id, company_id, status, at, note) SELECT k.id, k.company_id, k.status, "
        "k.placed_at, '' FROM orders k JOIN staged_orders o USING (external_id) WHERE o.order_id IS NULL"
    )
    return created


def _update(staged: Staging) -> int:
    staged.run("DELETE FROM order_lines l USING staged_orders o WHERE l.order_id = o.order_id AND o.changed")
    updated = staged.run(
        "UPDATE orders k SET number = o.number, company_id = o.company_id, placed_at = o.placed_at, status = o.status, "
        "currency = o.currency, po_number = o.po_number, note = o.note, subtotal = o.subtotal, tax = o.tax, "
        "total = o.subtotal + o.tax FROM staged_orders o WHERE k.id = o.order_id AND o.changed"
    )
    staged.run("UPDATE staged_orders o SET order_id = k.id FROM orders k WHERE k.external_id = o.external_id")
    return updated


def _write_lines(staged: Staging) -> int:
    return staged.run(
        "INSERT INTO order_lines (order_id, company_id, position, product_id, sku, name, quantity, unit, unit_price, "
        "net, tax_percent, shipped_quantity, placed_at) SELECT o.order_id, o.company_id, "
        "row_number() OVER (PARTITION BY s.external_id ORDER BY s.row_no), s.product_id, s.sku, s.name, s.quantity, "
        "s.unit, s.unit_price, round(s.quantity * s.unit_price, 2), s.tax_percent, "
        "CASE WHEN o.status IN ('shipped', 'delivered') THEN s.quantity ELSE 0 END, o.placed_at "
        "FROM staged_lines s JOIN staged_orders o USING (external_id) WHERE o.changed"
    )
