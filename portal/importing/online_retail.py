"""`portal import orders --format online-retail`: the UCI Online Retail set (InvoiceNo, StockCode, Description,
Quantity, InvoiceDate, UnitPrice, CustomerID, Country), whose customers and products are made along the way.

What becomes of its peculiarities:
- rows without a customer cannot belong to anybody's history: skipped;
- codes that are not goods (POST, M, BANK CHARGES …; goods begin with five digits): skipped;
- a negative quantity without a cancellation is a correction of the warehouse: skipped;
- an invoice beginning with C is a cancellation: recorded as an order of its own in the state `cancelled`. Its lines
  are matched with the customer's latest earlier line of the same article and quantity; an order all of whose lines
  are cancelled so becomes `cancelled` as well, one of which a part is cancelled stays as it was delivered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from portal.importing import fields, masterdata, orders, products
from portal.importing.errors import RowFault, RowSkipped
from portal.importing.readers import Numbered, Row
from portal.importing.report import Report
from portal.importing.staging import Staging

CURRENCY = "GBP"
PRICE_LIST = "ONLINE-RETAIL"
PREFIX = "online-retail:"
NUMBER_PREFIX = "OR-"
GOODS = re.compile(r"\d{5}")
COUNTRIES = {
    "Australia": "AU", "Austria": "AT", "Bahrain": "BH", "Belgium": "BE", "Brazil": "BR", "Canada": "CA",
    "Channel Islands": "JE", "Cyprus": "CY", "Czech Republic": "CZ", "Denmark": "DK", "EIRE": "IE", "Finland": "FI",
    "France": "FR", "Germany": "DE", "Greece": "GR", "Hong Kong": "HK", "Iceland": "IS", "Israel": "IL", "Italy": "IT",
    "Japan": "JP", "Lebanon": "LB", "Lithuania": "LT", "Malta": "MT", "Netherlands": "NL", "Norway": "NO",
    "Poland": "PL", "Portugal": "PT", "RSA": "ZA", "Saudi Arabia": "SA", "Singapore": "SG", "Spain": "ES",
    "Sweden": "SE", "Switzerland": "CH", "USA": "US", "United Arab Emirates": "AE", "United Kingdom": "GB",
    # no country is told; the wholesaler is British
    "European Community": "GB", "Unspecified": "GB",
}  # fmt: skip


@dataclass(slots=True)
class OnlineRetailImporter:
    """The external ids are `online-retail:<invoice>`, the bare customer number, and `online-retail:<stock code>`."""

    file_format: str = "parquet"
    thing: str = "orders"

    def load(self, session: Session, rows: Iterator[Numbered], report: Report) -> None:
        """Stage the lines, make customers, products and their prices, then the orders."""
        masterdata.ensure_units(session)
        staged = Staging(
            session,
            "staged_lines",
            {**orders.COLUMNS, "company_id": "uuid", "product_id": "bigint", "cancels": "boolean", "country": "text"},
        )
        staged.copy(rows, _parse, report)
        if report.doomed:
            return
        _match_cancellations(staged, report)
        price_list = masterdata.ensure_price_list(session, CURRENCY, PRICE_LIST)
        _customers(staged, report, price_list)
        _products(staged, report, price_list)
        orders.find_parties(staged, report)
        orders.apply(staged, report)


def _parse(row: Row) -> tuple[Any, ...]:
    invoice = fields.text(row, "InvoiceNo", required=True, limit=20).upper()
    code = fields.text(row, "StockCode", required=True, limit=40).upper()
    if not GOODS.match(code):
        raise RowSkipped("StockCode", "is not an article (postage, fees, samples, manual entries)", code)
    customer = fields.text(row, "CustomerID", limit=20)
    if not customer:
        raise RowSkipped("CustomerID", "is missing, so the line is nobody's", invoice)
    cancels = invoice.startswith("C")
    quantity = fields.needed(row, "Quantity", minimum=None)
    if quantity == 0 or (quantity < 0) != cancels:
        raise RowSkipped("Quantity", "is negative without a cancellation, or the reverse", quantity)
    country = fields.text(row, "Country", default="Unspecified")
    if country not in COUNTRIES:
        raise RowFault("Country", "is not a country of this data set", country)
    return (
        PREFIX + invoice,
        NUMBER_PREFIX + invoice,
        customer,
        fields.moment(row, "InvoiceDate", required=True),
        "cancelled" if cancels else "delivered",
        CURRENCY,
        "",
        "",
        code,
        fields.text(row, "Description", default=code),
        abs(quantity),
        "pcs",
        fields.needed(row, "UnitPrice"),
        Decimal(0),
        None,
        None,
        cancels,
        COUNTRIES[country],
    )


def _match_cancellations(staged: Staging, report: Report) -> None:
    # An invoice can spread over two minutes in the file; it was placed when it began.
    staged.run(
        "UPDATE staged_lines s SET placed_at = f.began "
        "FROM (SELECT external_id, min(placed_at) AS began FROM staged_lines GROUP BY 1 "
        "HAVING count(DISTINCT placed_at) > 1) f WHERE f.external_id = s.external_id"
    )
    staged.run(
        "CREATE TEMP TABLE cancelled_lines ON COMMIT DROP AS SELECT DISTINCT ON (c.row_no) c.external_id AS by_order, "
        "s.row_no, s.external_id, s.number FROM staged_lines c JOIN staged_lines s ON s.customer = c.customer "
        "AND s.sku = c.sku AND s.quantity = c.quantity AND NOT s.cancels AND s.placed_at <= c.placed_at "
        "WHERE c.cancels ORDER BY c.row_no, s.placed_at DESC, s.row_no DESC"
    )
    whole = staged.run(
        "UPDATE staged_lines s SET status = 'cancelled' WHERE NOT s.cancels AND s.external_id IN (SELECT l.external_id "
        "FROM staged_lines l LEFT JOIN cancelled_lines c ON c.row_no = l.row_no WHERE NOT l.cancels "
        "GROUP BY l.external_id HAVING bool_and(c.row_no IS NOT NULL))"
    )
    staged.run(
        "UPDATE staged_lines s SET note = 'Cancellation of ' || c.numbers FROM (SELECT by_order, string_agg(DISTINCT "
        "number, ', ' ORDER BY number) AS numbers FROM cancelled_lines GROUP BY 1) c WHERE c.by_order = s.external_id"
    )
    facts = {
        "all": staged.scalar("SELECT count(*) FROM staged_lines WHERE cancels"),
        "matched": staged.scalar("SELECT count(DISTINCT row_no) FROM cancelled_lines"),
        "orders": staged.scalar(
            "SELECT count(DISTINCT external_id) FROM staged_lines WHERE NOT cancels AND status = 'cancelled'"
        ),
    }
    report.notes.append(
        f"Cancellations: {facts['all']:,} lines; they match {facts['matched']:,} earlier lines, and cancel "
        f"{facts['orders']:,} orders ({whole:,} lines) completely."
    )


def _customers(staged: Staging, report: Report, price_list: int) -> None:
    created = staged.run(
        "INSERT INTO companies (id, external_id, name, legal_name, country, currency, locale, timezone, trade, vat_id, "
        "registration_no, payment_terms_days, active, price_list_id, customer_since) "
        "SELECT gen_random_uuid(), customer, 'Customer ' || customer, '', (array_agg(country ORDER BY row_no))[1], "
        ":currency, 'en', 'Europe/London', '', '', '', 0, true, :price_list, min(placed_at) FROM staged_lines "
        "GROUP BY customer ON CONFLICT (external_id) DO NOTHING",
        currency=CURRENCY,
        price_list=price_list,
    )
    total = staged.scalar("SELECT count(DISTINCT customer) FROM staged_lines")
    report.count("customers", created=created, unchanged=total - created)


def _products(staged: Staging, report: Report, price_list: int) -> None:
    """New articles are called what they are called most often, at the price they were sold at most often."""
    products.note_touched(staged)
    staged.reject(
        report,
        "StockCode",
        "is the number of a product of another origin",
        "EXISTS (SELECT 1 FROM products p WHERE p.sku = s.sku AND p.external_id IS DISTINCT FROM :prefix || s.sku)",
        "s.sku",
        prefix=PREFIX,
    )
    created = staged.run(
        "WITH made AS (INSERT INTO products (sku, external_id, names, unit, mpn, eans, brand, family, descriptions, "
        "synonyms, attributes, pack_quantity, min_quantity, order_step, tax_class, active) "
        "SELECT sku, :prefix || sku, jsonb_build_object('en', mode() WITHIN GROUP (ORDER BY name)), 'pcs', '', '{}', "
        "'', '', '{}', '{}', '{}', 1, 1, 1, 'standard', true FROM staged_lines GROUP BY sku ORDER BY sku "
        "ON CONFLICT (external_id) DO NOTHING RETURNING id) INSERT INTO touched_products SELECT id FROM made",
        prefix=PREFIX,
    )
    total = staged.scalar("SELECT count(DISTINCT sku) FROM staged_lines")
    report.count("products", created=created, unchanged=total - created)
    priced, _changed = products.upsert_prices(
        staged,
        f"SELECT {int(price_list)}, p.id, 1, s.amount FROM (SELECT sku, mode() WITHIN GROUP (ORDER BY unit_price) AS amount "  # noqa: S608, E501
        "FROM staged_lines WHERE unit_price > 0 AND NOT cancels GROUP BY sku) s JOIN products p ON p.sku = s.sku "
        "JOIN touched_products t ON t.id = p.id",
    )
    report.count("prices", created=priced)
    products.refresh_touched(staged)
