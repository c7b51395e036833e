"""`portal import catalogue --format icecat`: Open Icecat's products as JSON Lines (the form of querqy/chorus).

A record holds id, name (the manufacturer's number), title, short_description, supplier, ean[], price (in cents) and
flat attributes: attr_t_* text, attr_n_* number, attr_b_* yes or no.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from portal.importing import fields, masterdata, products
from portal.importing.errors import RowFault
from portal.importing.products import ProductRow
from portal.importing.readers import Numbered, Row
from portal.importing.report import Report
from portal.shared.money import plain

PREFIXES = {"attr_t_": "text", "attr_n_": "number", "attr_b_": "choice"}
TYPE = "attr_t_product_type"
YES_NO = {
    True: {"en": "yes", "uk": "так", "ru": "да", "pl": "tak"},
    False: {"en": "no", "uk": "ні", "ru": "нет", "pl": "nie"},
}


@dataclass(slots=True)
class IcecatImporter:
    """The external id is `icecat:<id>`, the SKU `IC-<id>`; products come in pieces."""

    currency: str = "EUR"
    price_list: str | None = None
    file_format: str = "jsonl"
    thing: str = "products"
    _kinds: dict[str, str] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def load(self, session: Session, rows: Iterator[Numbered], report: Report) -> None:
        """Stage, check and apply the products."""
        masterdata.ensure_units(session)
        staged = products.stage(session)
        staged.copy(rows, self._parse, report)
        masterdata.ensure_attributes(session, self._kinds, self._names)
        price_list = masterdata.ensure_price_list(session, self.currency, self.price_list)
        products.apply(staged, report, products.COLUMNS, price_list)

    def _parse(self, row: Row) -> tuple[Any, ...]:
        number = fields.text(row, "id", required=True, limit=50)
        description = fields.text(row, "short_description", limit=20_000)
        kind = fields.text(row, TYPE, limit=100)
        product = ProductRow(
            external_id=f"icecat:{number}",
            sku=f"IC-{number}",
            names={"en": fields.text(row, "title", required=True, limit=2_000)},
            descriptions={"en": description} if description else {},
            mpn=fields.text(row, "name", limit=500),
            eans=fields.many(row, "ean"),
            brand=fields.text(row, "supplier", limit=200),
            # The set has no categories; a product type that is a word, not a count, serves as one.
            category=[kind] if kind and not kind.isdecimal() else [],
            attributes=self._attributes(row),
            price=_price(row),
        )
        return (*product.values(), None, None)

    def _attributes(self, row: Row) -> dict[str, Mapping[str, Any]]:
        found: dict[str, Mapping[str, Any]] = {}
        for key, value in row.items():
            kind = PREFIXES.get(key[:7])
            if kind is None or value is None or value == "":
                continue
            code = key[7:].strip("_")
            self._kinds.setdefault(code, kind)
            self._names.setdefault(code, " ".join(code.split("_")).strip().capitalize() or code)
            found[code] = _value(key, kind, value)
        return found


def _price(row: Row) -> Decimal:
    cents = fields.needed(row, "price")
    return (cents / 100).quantize(Decimal("0.0001"))


def _value(key: str, kind: str, value: object) -> dict[str, Any]:
    if kind == "choice":
        if not isinstance(value, bool):
            raise RowFault(key, "must be true or false", value)
        return {"value": "true" if value else "false", "labels": YES_NO[value]}
    if kind == "number":
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise RowFault(key, "is not a number", value)
        return {"value": plain(Decimal(str(value))), "labels": {}}
    return {"value": str(value).replace("\x00", "")[:500], "labels": {}}
