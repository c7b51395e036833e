"""Families of the catalogue made into articles: names, codes, prices, stock."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from portal.demo.catalogue.attributes import BY_CODE
from portal.demo.catalogue.family import LOCALES, Choice, Family, Shown, Variant, render, render_code
from portal.demo.catalogue.taxonomy import BRANDS, WAREHOUSES
from portal.demo.chance import chance
from portal.demo.types import AttributeValue, Product, StockLevel, Text

_PREFIX: Final = {brand.code: brand.gs1_prefix for brand in BRANDS}
# Shares of the whole stock that the warehouses hold.
_SHARES: Final = (("KUN", 0.5), ("WRO", 0.3), ("LVV", 0.2))
_OUT_OF_STOCK: Final = 0.05
_NOT_IN_WAREHOUSE: Final = 0.12


def ean13(twelve: str) -> str:
    """Append the GS1 check digit to twelve digits."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return f"{twelve}{-total % 10}"


def round_price(amount: float | Decimal) -> Decimal:
    """Round a unit price the way price lists do: cents from 1 up, more places for small parts."""
    value = Decimal(str(amount))
    places = "0.01" if value >= 1 else "0.001" if value >= Decimal("0.1") else "0.0001"
    return max(value.quantize(Decimal(places)), Decimal("0.0005"))


def clean_code(text: str) -> str:
    """Make a SKU that is safe in an address and on a barcode: A-Z, digits, point, hyphen."""
    return re.sub(r"[^A-Z0-9.-]", "", text.upper().replace("/", "-").replace(" ", "-"))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _text(family: Family, variant: Variant, part: str) -> Text:
    return Text(*(_capital(render(getattr(family.words[one], part), variant, one)) for one in LOCALES))


def _attribute(code: str, value: Any) -> AttributeValue:
    unit = BY_CODE[code].unit
    machine: Decimal | str = value.code if isinstance(value, Choice) else value
    if BY_CODE[code].kind == "number":
        machine = Decimal(str(value))
    labels = [f"{Shown(value, locale)}" for locale in LOCALES]
    return AttributeValue(
        code,
        machine,
        Text(*(f"{label} {_unit(unit, one)}" if unit else label for label, one in zip(labels, LOCALES, strict=True))),
    )


_CYRILLIC_UNITS: Final = {
    "mm²": "мм²",
    "V": "В",
    "A": "А",
    "kA": "кА",
    "mA": "мА",
    "mm": "мм",
    "m": "м",
    "W": "Вт",
    "lm": "лм",
    "K": "К",
    "ml": "мл",
    "g/m²": "г/м²",
}


def _unit(unit: str, locale: str) -> str:
    return _CYRILLIC_UNITS.get(unit, unit) if locale in {"uk", "ru"} else unit


def _synonyms(family: Family, variant: Variant) -> dict[str, tuple[str, ...]]:
    return {
        locale: tuple(render(word, variant, locale) for word in family.words[locale].synonyms) for locale in LOCALES
    }


def _stock(seed: int, sku: str, price: Decimal, pack: int) -> tuple[StockLevel, ...]:
    """Hold more of what is cheap; some of it is missing in a warehouse, a little everywhere."""
    luck = chance(seed, "stock", sku)
    packs = max(2.0, luck.lognormvariate(0, 0.8) * 4000 / (float(price) * pack + 25))
    sold_out = luck.random() < _OUT_OF_STOCK
    levels = []
    for warehouse, share in _SHARES:
        missing = luck.random() < _NOT_IN_WAREHOUSE
        quantity = 0 if sold_out or missing else max(1, round(packs * share * luck.uniform(0.6, 1.4))) * pack
        levels.append(StockLevel(warehouse, Decimal(quantity)))
    return tuple(levels)


def _product(seed: int, family: Family, variant: Variant, number: int) -> Product:
    full = {**family.fixed, **variant}
    pack, step, moq = family.quantities(full)
    sku = clean_code(render_code(family.sku, full))
    price = round_price(family.price(full))
    luck = chance(seed, "lead", sku)
    return Product(
        sku=sku,
        mpn=render_code(family.mpn, full).replace(" ", ""),
        ean=ean13(f"{_PREFIX[family.brand]}{number:05d}"),
        family=family.code,
        brand=family.brand,
        category=family.category,
        unit=family.unit,
        pack_qty=Decimal(pack),
        order_step=Decimal(step),
        moq=Decimal(moq),
        name=_text(family, full, "name"),
        description=_text(family, full, "description"),
        attributes=tuple(_attribute(code, value) for code, value in full.items() if code in BY_CODE),
        synonyms=_synonyms(family, full),
        tax_class="reduced" if family.code in {"nitrile", "mask", "first-aid"} else "standard",
        base_price=price,
        lead_time_days=family.lead + luck.choice((0, 0, 0, 1, 2)),
        stock=_stock(seed, sku, price, pack if step > 1 else max(1, pack // 2)),
    )


def build_products(families: Iterable[Family], seed: int) -> tuple[Product, ...]:
    """Make every article of the families, in their order. A brand numbers its articles one after the other."""
    assert [code for code, _ in _SHARES] == [warehouse.code for warehouse in WAREHOUSES]
    numbers: dict[str, int] = defaultdict(int)
    products = []
    for family in families:
        for variant in family.variants:
            numbers[family.brand] += 1
            products.append(_product(seed, family, variant, numbers[family.brand]))
    return tuple(products)
