"""Writing staged products: what is new, what changed, what stayed the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from portal.catalogue.documents import refresh_search_documents
from portal.importing import masterdata
from portal.importing.report import Report
from portal.importing.staging import Staging

COLUMNS = {
    "external_id": "text",
    "sku": "text",
    "mpn": "text",
    "eans": "varchar[]",
    "brand": "text",
    "family": "text",
    "category": "text[]",
    "names": "jsonb",
    "descriptions": "jsonb",
    "synonyms": "jsonb",
    "attributes": "jsonb",
    "unit": "text",
    "pack_quantity": "numeric(14,4)",
    "min_quantity": "numeric(14,4)",
    "order_step": "numeric(14,4)",
    "tax_class": "text",
    "lead_time_days": "integer",
    "active": "boolean",
    "price": "numeric(14,4)",
}
_NOT_OF_PRODUCT = {"category", "price"}


@dataclass(slots=True)
class ProductRow:
    """A product as a file describes it; `category` is the names (or one code) from the root down."""

    external_id: str
    sku: str
    names: Mapping[str, str]
    mpn: str = ""
    eans: Sequence[str] = ()
    brand: str = ""
    family: str = ""
    category: Sequence[str] = ()
    descriptions: Mapping[str, str] = field(default_factory=dict)
    synonyms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    attributes: Mapping[str, Any] = field(default_factory=dict)
    unit: str = "pcs"
    pack_quantity: Decimal = Decimal(1)
    min_quantity: Decimal = Decimal(1)
    order_step: Decimal = Decimal(1)
    tax_class: str = "standard"
    lead_time_days: int | None = None
    active: bool = True
    price: Decimal | None = None

    def values(self) -> tuple[Any, ...]:
        """In the order of COLUMNS."""
        return tuple(_cell(name, getattr(self, name)) for name in COLUMNS)


def _cell(name: str, value: Any) -> Any:
    if COLUMNS[name] == "jsonb":
        return json.dumps(value, ensure_ascii=False)
    return list(value) if COLUMNS[name] in {"text[]", "varchar[]"} else value


def stage(session: Session) -> Staging:
    """The staging table."""
    return Staging(session, "staged_products", {**COLUMNS, "product_id": "bigint", "category_id": "bigint"})


def apply(staged: Staging, report: Report, given: Iterable[str], price_list: int | None) -> None:
    """Check what only the whole file tells, then create and update.

    `given` are the columns that the file really has: a product that exists keeps what the file does not mention.
    """
    columns = [name for name in COLUMNS if name in set(given)]
    _check(staged, report, by_sku="external_id" not in columns)
    if report.doomed:
        return
    if "category" in columns:
        masterdata.assign_categories(staged, report)
    note_touched(staged)
    created = _create(staged)
    updated = _update(staged, columns)
    total = staged.scalar("SELECT count(*) FROM staged_products")
    report.count("products", created=created, updated=updated, unchanged=total - created - updated)
    if price_list is not None:
        _prices(staged, report, price_list)
    refresh_touched(staged)


def note_touched(staged: Staging) -> None:
    """Make the table of products whose search documents must be refreshed."""
    staged.run("CREATE TEMP TABLE touched_products (id bigint PRIMARY KEY) ON COMMIT DROP")


def refresh_touched(staged: Staging) -> None:
    """Refresh the search documents of everything touched, in batches."""
    staged.session.flush()
    refresh_search_documents(staged.session, staged.ids("SELECT id FROM touched_products"))


def _check(staged: Staging, report: Report, *, by_sku: bool) -> None:
    staged.reject_repeats(report, "external_id", "external_id")
    staged.reject_repeats(report, "sku", "sku")
    staged.reject(
        report,
        "unit",
        "is not a unit of this catalogue",
        "NOT EXISTS (SELECT 1 FROM units u WHERE u.code = s.unit)",
        "unit",
    )
    staged.run("UPDATE staged_products s SET product_id = p.id FROM products p WHERE p.external_id = s.external_id")
    # A product that was made by hand, without an external id, is adopted by its SKU; a file without the column
    # means products by SKU alone.
    staged.run(
        "UPDATE staged_products s SET product_id = p.id FROM products p "
        "WHERE s.product_id IS NULL AND p.sku = s.sku AND (p.external_id IS NULL OR :by_sku)",
        by_sku=by_sku,
    )
    staged.reject(
        report,
        "sku",
        "belongs to another product",
        "EXISTS (SELECT 1 FROM products p WHERE p.sku = s.sku AND p.id IS DISTINCT FROM s.product_id)",
        "sku",
    )


def _create(staged: Staging) -> int:
    names = [name for name in COLUMNS if name not in {"category", "price"}]
    target = ", ".join([*names, "category_id"])
    return staged.run(
        f"WITH made AS (INSERT INTO products ({target}) SELECT {target} FROM staged_products "  # noqa: S608
        "WHERE product_id IS NULL ORDER BY row_no RETURNING id) INSERT INTO touched_products SELECT id FROM made"
    )


def _update(staged: Staging, columns: Sequence[str]) -> int:
    names = [name for name in columns if name not in _NOT_OF_PRODUCT]
    if "category" in columns:
        names.append("category_id")
    new = ", ".join(f"s.{name}" for name in names)
    old = ", ".join(f"p.{name}" for name in names)
    updated = staged.run(
        f"WITH changed AS (UPDATE products p SET ({', '.join(names)}, updated_at) = ROW({new}, now()) "  # noqa: S608
        f"FROM staged_products s WHERE s.product_id = p.id AND ROW({old}) IS DISTINCT FROM ROW({new}) RETURNING p.id) "
        "INSERT INTO touched_products SELECT id FROM changed"
    )
    # Those made a moment ago get their ids only now: nothing of them is to be updated.
    staged.run(
        "UPDATE staged_products s SET product_id = p.id FROM products p WHERE s.product_id IS NULL AND p.sku = s.sku"
    )
    return updated


def _prices(staged: Staging, report: Report, price_list: int) -> None:
    created, updated = upsert_prices(
        staged,
        f"SELECT {int(price_list)}, product_id, 1, price FROM staged_products WHERE price IS NOT NULL",  # noqa: S608
    )
    total = staged.scalar("SELECT count(*) FROM staged_products WHERE price IS NOT NULL")
    report.count("prices", created=created, updated=updated, unchanged=total - created - updated)


def upsert_prices(staged: Staging, source: str) -> tuple[int, int]:
    """Write (price_list_id, product_id, min_quantity, amount) rows of a query; returns (created, updated).

    The products whose price changed go to `touched_products`.
    """
    row = staged.session.execute(
        text(
            "WITH written AS (INSERT INTO prices (price_list_id, product_id, min_quantity, amount) "  # noqa: S608
            f"{source} ON CONFLICT (price_list_id, product_id, min_quantity) DO UPDATE SET amount = excluded.amount "
            # xmax is 0 on a row that was inserted, not updated.
            "WHERE prices.amount <> excluded.amount RETURNING product_id, xmax = 0 AS fresh), "
            "noted AS (INSERT INTO touched_products SELECT DISTINCT product_id FROM written ON CONFLICT DO NOTHING) "
            "SELECT count(*) FILTER (WHERE fresh) AS created, count(*) FILTER (WHERE NOT fresh) AS updated FROM written"
        )
    ).one()
    return row.created, row.updated
