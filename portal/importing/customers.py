"""`portal import customers`: customer companies with their terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from portal.importing import fields
from portal.importing.errors import ImportRejected, RowFault
from portal.importing.readers import Numbered, Row
from portal.importing.report import Report
from portal.importing.staging import Staging
from portal.shared.settings import LOCALES

COLUMNS = {
    "external_id": "text",
    "name": "text",
    "legal_name": "text",
    "country": "text",
    "currency": "text",
    "locale": "text",
    "timezone": "text",
    "trade": "text",
    "vat_id": "text",
    "registration_no": "text",
    "credit_limit": "numeric(14,4)",
    "payment_terms_days": "integer",
    "active": "boolean",
    "price_list": "text",
}
_OPTIONAL = set(COLUMNS) - {"external_id", "name", "country", "currency"}


@dataclass(slots=True)
class CustomerImporter:
    """Columns external_id, name, country, currency, and optionally the others of COLUMNS."""

    file_format: str
    thing: str = "customers"

    def load(self, session: Session, rows: Iterator[Numbered], report: Report) -> None:
        """Stage, check and apply the companies. What the file does not mention stays as it is."""
        first = next(rows, None)
        if first is None:
            return
        given = _given(first[1])
        staged = Staging(session, "staged_customers", {**COLUMNS, "price_list_id": "bigint"})
        staged.copy(_again(first, rows), _parse, report)
        staged.reject_repeats(report, "external_id", "external_id")
        staged.run("UPDATE staged_customers s SET price_list_id = l.id FROM price_lists l WHERE l.code = s.price_list")
        staged.reject(
            report,
            "price_list",
            "is not a price list in the customer's currency",
            "s.price_list <> '' AND NOT EXISTS (SELECT 1 FROM price_lists l WHERE l.id = s.price_list_id "
            "AND l.currency = s.currency)",
            "s.price_list",
        )
        if not report.doomed:
            _apply(staged, report, given)


def _again(first: Numbered, rows: Iterator[Numbered]) -> Iterator[Numbered]:
    yield first
    yield from rows


def _given(row: Row | RowFault) -> list[str]:
    if isinstance(row, RowFault):
        return list(COLUMNS)
    unknown = sorted(set(row) - set(COLUMNS) - {""})
    if unknown:
        raise ImportRejected(f"Unknown column {unknown[0]!r}. Known are: {', '.join(COLUMNS)}.")
    return [name for name in COLUMNS if name in row or name not in _OPTIONAL]


def _parse(row: Row) -> tuple[Any, ...]:
    locale = fields.text(row, "locale", limit=5, default="en").lower()
    if locale not in LOCALES:
        raise RowFault("locale", f"must be one of {', '.join(LOCALES)}", locale)
    return (
        fields.text(row, "external_id", required=True, limit=200),
        fields.text(row, "name", required=True, limit=200),
        fields.text(row, "legal_name", limit=300),
        fields.country(row, required=True),
        fields.currency(row, required=True),
        locale,
        fields.text(row, "timezone", limit=60, default="UTC"),
        fields.text(row, "trade", limit=100),
        fields.text(row, "vat_id", limit=40),
        fields.text(row, "registration_no", limit=40),
        fields.number(row, "credit_limit"),
        fields.integer(row, "payment_terms_days") or 0,
        fields.flag(row, "active", default=True),
        fields.text(row, "price_list", limit=50),
        None,
    )


def _apply(staged: Staging, report: Report, given: list[str]) -> None:
    target = [name for name in COLUMNS if name != "price_list"] + ["price_list_id"]
    changing = [name for name in given if name not in {"external_id", "price_list"}]
    changing += ["price_list_id"] if "price_list" in given else []
    new, old = (", ".join(f"{alias}.{name}" for name in changing) for alias in "sc")
    updated = staged.run(
        f"UPDATE companies c SET ({', '.join(changing)}) = ROW({new}) FROM staged_customers s "  # noqa: S608
        f"WHERE c.external_id = s.external_id AND ROW({old}) IS DISTINCT FROM ROW({new})"
    )
    created = staged.run(
        f"INSERT INTO companies (id, {', '.join(target)}) SELECT gen_random_uuid(), {', '.join(target)} "  # noqa: S608
        "FROM staged_customers s WHERE NOT EXISTS (SELECT 1 FROM companies c WHERE c.external_id = s.external_id)"
    )
    total = staged.scalar("SELECT count(*) FROM staged_customers")
    report.count("customers", created=created, updated=updated, unchanged=total - created - updated)
