"""`portal import catalogue`: products from CSV, XLSX or JSON Lines in the product's own columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from typing import Any

from sqlalchemy.orm import Session

from portal.importing import fields, masterdata, products
from portal.importing.errors import ImportRejected, RowFault
from portal.importing.products import ProductRow
from portal.importing.readers import Numbered, Row
from portal.importing.report import Report
from portal.shared.settings import LOCALES

ATTRIBUTE = "attr."
ONE = Decimal(1)
_PLAIN = (
    "sku", "external_id", "name", "description", "mpn", "ean", "brand", "family", "category", "unit", "pack_quantity",
    "min_quantity", "order_step", "tax_class", "lead_time_days", "active", "price", "synonyms",
)  # fmt: skip
_LOCALISED = tuple(f"{name}_{locale}" for name in ("name", "description", "synonyms") for locale in LOCALES)
KNOWN = {*_PLAIN, *_LOCALISED}
# Which column of the table a column of the file fills.
_FILLS = {
    "ean": "eans",
    "name": "names",
    "description": "descriptions",
    "synonyms": "synonyms",
}


@dataclass(slots=True)
class CatalogueImporter:
    """Columns as in docs/import.md; `currency` is that of the column price."""

    file_format: str
    currency: str = "EUR"
    price_list: str | None = None
    thing: str = "products"
    _definitions: dict[str, str] = field(default_factory=dict)

    def load(self, session: Session, rows: Iterator[Numbered], report: Report) -> None:
        """Stage, check and apply the products."""
        first = next(rows, None)
        if first is None:
            return
        given = _given(first[1], whole=self.file_format == "jsonl")
        masterdata.ensure_units(session)
        staged = products.stage(session)
        staged.copy(chain([first], rows), self._parse, report)
        masterdata.ensure_attributes(
            session, self._definitions, {code: code.replace("_", " ").capitalize() for code in self._definitions}
        )
        price_list = None
        if staged.scalar("SELECT 1 FROM staged_products WHERE price IS NOT NULL LIMIT 1"):
            price_list = masterdata.ensure_price_list(session, self.currency, self.price_list)
        products.apply(staged, report, given, price_list)

    def _parse(self, row: Row) -> tuple[Any, ...]:
        flat = _flatten(row)
        sku = fields.text(flat, "sku", required=True, limit=100)
        attributes = _attributes(flat)
        for code in attributes:
            self._definitions.setdefault(code, "text")
        product = ProductRow(
            external_id=fields.text(flat, "external_id", limit=200, default=sku),
            sku=sku,
            names=_localised(flat, "name", required=True),
            descriptions=_localised(flat, "description", limit=20_000),
            synonyms=_synonyms(flat),
            mpn=fields.text(flat, "mpn", limit=100),
            eans=fields.many(flat, "ean"),
            brand=fields.text(flat, "brand", limit=100),
            family=fields.text(flat, "family", limit=100),
            category=[part.strip() for part in fields.text(flat, "category").split(">") if part.strip()],
            attributes=attributes,
            unit=fields.text(flat, "unit", limit=20, default="pcs"),
            tax_class=fields.text(flat, "tax_class", limit=40, default="standard"),
            lead_time_days=fields.integer(flat, "lead_time_days"),
            active=fields.flag(flat, "active", default=True),
            price=fields.number(flat, "price"),
            **{name: _amount(flat, name) for name in ("pack_quantity", "min_quantity", "order_step")},
        )
        return (*product.values(), None, None)


def _given(row: Row | RowFault, *, whole: bool) -> set[str]:
    if whole or isinstance(row, RowFault):
        return set(products.COLUMNS)
    columns = {column for column in row if column}
    unknown = sorted(each for each in columns if each not in KNOWN and not each.startswith(ATTRIBUTE))
    if unknown:
        raise ImportRejected(f"Unknown column {unknown[0]!r}. Known are: {', '.join(_PLAIN)}, attr.<code>.")
    if "sku" not in columns:
        raise ImportRejected("The column sku is missing.")
    plain = {column.rsplit("_", 1)[0] if column in _LOCALISED else column for column in columns}
    given = {_FILLS.get(column, column) for column in plain}
    return given | ({"attributes"} if any(column.startswith(ATTRIBUTE) for column in columns) else set())


def _flatten(row: Row) -> Row:
    """JSON may nest names, descriptions, synonyms and attributes; columns hold them flat."""
    flat: Row = {}
    for key, value in row.items():
        nested = {"names": "name_", "descriptions": "description_", "attributes": ATTRIBUTE}.get(key)
        if nested is None and key == "synonyms" and isinstance(value, Mapping):
            nested = "synonyms_"
        if nested is not None and isinstance(value, Mapping):
            flat.update({f"{nested}{name}": each for name, each in value.items()})
        else:
            flat[key] = value
    return flat


def _localised(row: Row, name: str, *, required: bool = False, limit: int = 500) -> dict[str, str]:
    """{locale: text}; a column without language is English."""
    found = {locale: fields.text(row, f"{name}_{locale}", limit=limit) for locale in LOCALES}
    found["en"] = found["en"] or fields.text(row, name, limit=limit)
    kept: dict[str, str] = {locale: said for locale, said in found.items() if said}
    if required and not kept:
        raise RowFault(name, "is missing")
    return kept


def _synonyms(row: Row) -> dict[str, list[str]]:
    found = {locale: fields.many(row, f"synonyms_{locale}") for locale in LOCALES}
    found["en"] = found["en"] or fields.many(row, "synonyms")
    return {locale: words for locale, words in found.items() if words}


def _attributes(row: Row) -> dict[str, Any]:
    found = {}
    for key in row:
        if key.startswith(ATTRIBUTE) and (value := fields.text(row, key, limit=300)):
            found[key.removeprefix(ATTRIBUTE)] = {"value": value, "labels": {}}
    return found


def _amount(row: Row, name: str) -> Decimal:
    return fields.number(row, name, above=Decimal(0), default=ONE) or ONE
