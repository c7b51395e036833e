"""Price lists, contract prices, and what an article cost on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from portal.demo.chance import chance
from portal.demo.products import round_price
from portal.demo.types import Company, ContractPrice, Price, PriceList, Product, Text

_TRADE: Final = ("Trade prices", "Гуртові ціни", "Оптовые цены", "Ceny hurtowe")
_KEY: Final = ("Key accounts", "Ключові клієнти", "Ключевые клиенты", "Klienci kluczowi")


def _list(code: str, names: tuple[str, ...], currency: str, rate: str) -> PriceList:
    return PriceList(code, Text(*(f"{name} {currency}" for name in names)), currency, Decimal(rate))


PRICE_LISTS: Final = (
    _list("EUR-TRADE", _TRADE, "EUR", "1"),
    _list("EUR-KEY", _KEY, "EUR", "0.93"),
    _list("PLN-TRADE", _TRADE, "PLN", "4.27"),
    _list("UAH-TRADE", _TRADE, "UAH", "48.4"),
    _list("GBP-TRADE", _TRADE, "GBP", "0.865"),
)
DEFAULT_LIST: Final = "EUR-TRADE"
# Packs from which a better price holds, and what is left of the price then.
_TIERS: Final = ((10, Decimal("0.96")), (50, Decimal("0.92")))
_YEARLY_RISE: Final = Decimal("0.045")


def tier_unit(product: Product) -> Decimal:
    """Tiers count in whole packs; of what is cut or sold singly, in the pack it comes in, at least 10."""
    return max(product.pack_qty, product.order_step, Decimal(10))


def tiers_of(product: Product, rate: Decimal) -> tuple[tuple[Decimal, Decimal], ...]:
    """Return (from quantity, unit price) of a product at a list's rate; dear things have one price."""
    first = round_price(product.base_price * rate)
    found = [(product.moq, first)]
    if product.base_price < 60:
        for packs, share in _TIERS:
            amount = round_price(product.base_price * rate * share)
            if amount < found[-1][1] and packs * tier_unit(product) > found[-1][0]:
                found.append((packs * tier_unit(product), amount))
    return tuple(found)


def build_prices(products: Iterable[Product]) -> tuple[Price, ...]:
    """Return every list's prices."""
    return tuple(
        Price(one.code, product.sku, quantity, amount)
        for product in products
        for one in PRICE_LISTS
        for quantity, amount in tiers_of(product, one.rate)
    )


def build_contracts(
    company: Company, bought: Sequence[str], products: Mapping[str, Product], as_of: date, seed: int
) -> tuple[ContractPrice, ...]:
    """Agree prices for some of what a company buys all the time; one old agreement has run out."""
    luck = chance(seed, "contract", company.code)
    chosen = sorted(luck.sample(sorted(bought), k=min(len(bought), luck.randint(5, 12))))
    rate = next(one.rate for one in PRICE_LISTS if one.code == company.price_list)
    reference = f"C-{as_of.year - 1}-{luck.randint(101, 989)}"
    found = []
    for number, sku in enumerate(chosen):
        product = products[sku]
        share = Decimal(100 - luck.randint(6, 14)) / 100
        start, end = as_of - timedelta(days=300), as_of + timedelta(days=65)
        if number == 0:
            start, end = as_of - timedelta(days=500), as_of - timedelta(days=120)
        amount = round_price(product.base_price * rate * share)
        found.append(ContractPrice(company.code, sku, product.moq, amount, company.currency, start, end, reference))
    return tuple(found)


def price_on(
    day: date,
    as_of: date,
    product: Product,
    quantity: Decimal,
    company: Company,
    contracts: Mapping[str, ContractPrice],
) -> Decimal:
    """Return the net unit price of a past day: the contract's, else the list's, lower the longer ago it was."""
    contract = contracts.get(product.sku)
    if contract and contract.valid_from <= day and (contract.valid_to is None or day <= contract.valid_to):
        return contract.amount
    rate = next(one.rate for one in PRICE_LISTS if one.code == company.price_list)
    reached = [amount for least, amount in tiers_of(product, rate) if least <= quantity]
    half_years = Decimal((as_of - day).days // 182)
    return round_price(reached[-1] * (1 - _YEARLY_RISE * half_years / 2))
