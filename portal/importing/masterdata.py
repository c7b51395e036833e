"""What products hang on: units, categories, attribute definitions, price lists; made when a file needs them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from portal.catalogue.models import Category
from portal.catalogue.queries import categories
from portal.importing.errors import ImportRejected
from portal.importing.report import Report
from portal.importing.staging import Staging
from portal.pricing.models import PriceList
from portal.pricing.queries import default_list

# code, decimals, names, symbols; languages in the order en, uk, ru, pl
_SEPARATOR = "\x1f"
_LOCALES = ("en", "uk", "ru", "pl")
_UNITS = """
pcs|0|piece|штука|штука|sztuka|pcs|шт|шт|szt.
m|0|metre|метр|метр|metr|m|м|м|m
kg|1|kilogram|кілограм|килограмм|kilogram|kg|кг|кг|kg
l|1|litre|літр|литр|litr|l|л|л|l
m2|1|square metre|квадратний метр|квадратный метр|metr kwadratowy|m²|м²|м²|m²
pack|0|pack|упаковка|упаковка|opakowanie|pack|уп|уп|op.
box|0|box|коробка|коробка|karton|box|кор|кор|kart.
roll|0|roll|рулон|рулон|rolka|roll|рул|рул|rolka
pair|0|pair|пара|пара|para|pair|пара|пара|para
set|0|set|комплект|комплект|komplet|set|компл|компл|kpl.
"""


def ensure_units(session: Session) -> None:
    """Make the common units of sale exist; those there already stay as they are."""
    rows = []
    for line in _UNITS.strip().splitlines():
        code, decimals, *words = line.split("|")
        names = dict(zip(_LOCALES, words[:4], strict=True))
        symbols = dict(zip(_LOCALES, words[4:], strict=True))
        rows.append({"code": code, "decimals": int(decimals), "names": names, "symbols": symbols})
    session.execute(
        text(
            "INSERT INTO units (code, decimals, names, symbols) SELECT code, decimals, names, symbols FROM "
            "jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(code text, decimals int, names jsonb, symbols jsonb) "
            "ON CONFLICT DO NOTHING"
        ),
        {"rows": json.dumps(rows, ensure_ascii=False)},
    )


def ensure_price_list(session: Session, currency: str, code: str | None = None) -> int:
    """The id of the list with `code`, else of the default list in `currency`; made when there is none.

    The first list of an installation becomes the default. Raises ImportRejected when the list has another currency.
    """
    found = session.query(PriceList).filter_by(code=code).one_or_none() if code else default_list(session, currency)
    if found is not None:
        if found.currency != currency:
            raise ImportRejected(f"The price list {found.code} is in {found.currency}, the file in {currency}.")
        return found.id
    first = session.query(PriceList).first() is None
    made = PriceList(code=code or currency, names={"en": code or currency}, currency=currency, is_default=first)
    session.add(made)
    session.flush()
    return made.id


def ensure_attributes(session: Session, kinds: Mapping[str, str], names: Mapping[str, str]) -> None:
    """Make attribute definitions exist; `kinds` is number, text or choice by code, `names` English by code."""
    rows = [{"code": code, "kind": kind, "names": {"en": names[code]}} for code, kind in kinds.items()]
    session.execute(
        text(
            "INSERT INTO attribute_definitions (code, kind, names) SELECT code, kind, names FROM "
            "jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(code text, kind text, names jsonb) ON CONFLICT DO NOTHING"
        ),
        {"rows": json.dumps(rows, ensure_ascii=False)},
    )


def assign_categories(staged: Staging, report: Report) -> None:
    """Find the categories that staged products name, make the missing ones, and note their ids."""
    nodes = list(categories(staged.session))
    by_code = {node.code: node for node in nodes}
    below: dict[tuple[int | None, str], Category] = {}
    for node in nodes:
        for name in node.names.values():
            below.setdefault((node.parent_id, name.casefold()), node)
    paths = staged.session.execute(text("SELECT DISTINCT category FROM staged_products WHERE category <> '{}'"))
    created = 0
    found: dict[str, int] = {}
    for path in sorted(paths.scalars().all()):
        node, made = _node(staged.session, path, by_code, below)
        created += made
        found[_SEPARATOR.join(path)] = node.id
    staged.run(
        "UPDATE staged_products s SET category_id = f.id "
        "FROM unnest(CAST(:paths AS text[]), CAST(:ids AS bigint[])) AS f(path, id) "
        "WHERE array_to_string(s.category, :separator) = f.path",
        paths=list(found),
        ids=list(found.values()),
        separator=_SEPARATOR,
    )
    report.count("categories", created=created)


def _node(
    session: Session,
    path: Sequence[str],
    by_code: dict[str, Category],
    below: dict[tuple[int | None, str], Category],
) -> tuple[Category, int]:
    if len(path) == 1 and path[0] in by_code:
        return by_code[path[0]], 0
    parent: Category | None = None
    created = 0
    for name in path:
        key = (parent.id if parent else None, name.casefold())
        node = below.get(key)
        if node is None:
            code = _free_code(name, parent, by_code)
            node = Category(
                code=code,
                names={"en": name},
                parent_id=parent.id if parent else None,
                path=[*(parent.path if parent else []), code],
            )
            session.add(node)
            session.flush()
            created += 1
            below[key] = by_code[code] = node
        parent = node
    assert parent is not None
    return parent, created


def _free_code(name: str, parent: Category | None, by_code: Mapping[str, Category]) -> str:
    own = slug(name)
    if own not in by_code:
        return own
    code = f"{parent.code}-{own}" if parent else own
    number = 2
    while code in by_code:
        code = f"{parent.code if parent else ''}-{own}-{number}".strip("-")
        number += 1
    return code


def slug(name: str) -> str:
    """A code made of a name: small letters and digits of any script, with hyphens."""
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-")[:80] or "category"
