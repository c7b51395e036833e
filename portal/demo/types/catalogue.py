"""Articles, what describes them, and their list prices."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Text:
    """One text in the four languages of the catalogue."""

    en: str
    uk: str
    ru: str
    pl: str

    def as_dict(self) -> dict[str, str]:
        """Return {locale: text}."""
        return {"en": self.en, "uk": self.uk, "ru": self.ru, "pl": self.pl}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of sale; ``decimals`` is how many places a quantity may have."""

    code: str
    name: Text
    symbol: Text
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Category:
    """A node of the category tree; parents come before their children."""

    code: str
    parent: str | None
    name: Text
    position: int


@dataclass(frozen=True, slots=True)
class Attribute:
    """A product attribute; ``kind`` is number, text or choice; ``unit`` is a symbol such as mm² or A."""

    code: str
    name: Text
    kind: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class AttributeValue:
    """A product's value of one attribute: machine-readable ``value`` and the localised text people see."""

    attribute: str
    value: Decimal | str
    label: Text


@dataclass(frozen=True, slots=True)
class Brand:
    """A maker (all of them invented) and its GS1 company prefix."""

    code: str
    name: str
    gs1_prefix: str


@dataclass(frozen=True, slots=True)
class Warehouse:
    """A stock location of the supplier."""

    code: str
    name: Text
    city: str
    country: str


@dataclass(frozen=True, slots=True)
class StockLevel:
    """Free quantity of a product in a warehouse, in the product's unit."""

    warehouse: str
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class Product:
    """A sellable article. ``order_step`` divides ``pack_qty`` or equals it; ``moq`` is a multiple of the step."""

    sku: str
    mpn: str
    ean: str
    family: str
    brand: str
    category: str
    unit: str
    pack_qty: Decimal
    order_step: Decimal
    moq: Decimal
    name: Text
    description: Text
    attributes: tuple[AttributeValue, ...]
    synonyms: dict[str, tuple[str, ...]]
    tax_class: str
    base_price: Decimal
    lead_time_days: int
    stock: tuple[StockLevel, ...]


@dataclass(frozen=True, slots=True)
class TaxRate:
    """VAT percentage of a tax class in a country (reverse charge and export sales are 0)."""

    tax_class: str
    country: str
    percent: Decimal


@dataclass(frozen=True, slots=True)
class PriceList:
    """A list of net prices in one currency; ``rate`` is units of it per EUR used to make it."""

    code: str
    name: Text
    currency: str
    rate: Decimal


@dataclass(frozen=True, slots=True)
class Price:
    """Net unit price from ``min_quantity`` up (a tier)."""

    price_list: str
    sku: str
    min_quantity: Decimal
    amount: Decimal
