"""What narrows a search, said in words: "under 20 euro", "в наявності", "powyżej 100 zł". Pure, in four languages."""

# ruff: noqa: E501 - lists of words, a language or a kind to a line
from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_AMOUNT = r"(?P<{name}>\d{{1,3}}(?:[ \u00a0]\d{{3}})+|\d{{1,7}}(?:[.,]\d{{1,2}})?)"
_CURRENCIES = {
    "EUR": r"€|eur\w*|євро|евро",
    "PLN": r"zł\w*|zl|pln|злот\w*",
    "UAH": r"грн|гривен\w*|гривн\w*|₴|uah|hrn|hryvni\w*|hrywn\w*",
    "GBP": r"£|gbp|pounds?|фунт\w*|funt\w*",
    "USD": r"\$|usd|dollars?|долар\w*|доллар\w*|dolar\w*",
}
_CURRENCY = f"(?:{'|'.join(_CURRENCIES.values())})"
_SIGN = r"(?:[€£$₴]\s?)?"
_UNDER_SURE = r"under|below|less than|cheaper than|not more than|no more than|at most|дешевше(?: за| ніж| від)?|дешевле(?: чем)?|не дорожче(?: за| ніж)?|не дороже(?: чем)?|менше(?: ніж| за)?|меньше(?: чем)?|poniżej|ponizej|taniej niż|tańsz\w+ niż|tansz\w+ niz|nie droż\w+ niż|maksymalnie|максимум"
_UNDER = r"up to|to|max(?:imum)?\.?|within|до|do"
_OVER_SURE = r"over|above|more than|dearer than|дорожче(?: за| ніж)?|дороже(?: чем)?|понад|свыше|больше|більше(?: ніж| за)?|powyżej|powyzej|droż\w+ niż"
_OVER = r"from|від|от|od"
_PRICE_WORD = r"(?:for\s+|за\s+|price\s+|cena\s+|ціна\s+|цена\s+|цене\s+|ціною\s+|по\s+)?"


def _pattern(sure: str, unsure: str, name: str) -> re.Pattern[str]:
    """Words that say it by themselves need no currency when the number is no size; the others do."""
    amount, other = _AMOUNT.format(name=name), _AMOUNT.format(name=f"{name}2")
    return re.compile(
        rf"{_PRICE_WORD}\b(?:(?:{sure})\s+{_SIGN}{amount}(?:\s?{_CURRENCY}(?!\w)|(?!\s?[^\W\d_]|[.,]?\d))|(?:{unsure})\s+{_SIGN}{other}\s?{_CURRENCY}(?!\w))",
        re.IGNORECASE,
    )


_MAX, _MIN = _pattern(_UNDER_SURE, _UNDER, "max"), _pattern(_OVER_SURE, _OVER, "min")
_IN_STOCK = re.compile(
    r"\b(?:only\s+)?(?:(?:that (?:is|are) |which (?:is|are) )?in stock(?: now)?|available (?:now|today|at once|immediately)|в наявності|(?:є )?на складі|в наличии|(?:есть )?на складе|dostępn\w+ (?:od ręki|od reki|teraz)|na stanie|od ręki|od reki|w magazynie)\b",
    re.IGNORECASE,
)
_BRAND = re.compile(
    r"\b(?:from|by|made by|фірми|виробництва|від|бренду|фирмы|производства|от|бренда|firmy|marki|producenta|od)\s+(?=[A-ZА-ЯІЇЄŁŚŻ])"
)
_ONLY = re.compile(r"\b(?:only|just|тільки|лише|только|лишь|tylko|jedynie)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Narrowed:
    """The words without the filters, the filters as the API takes them, and the currency of their prices where one is said."""

    text: str
    filters: dict[str, str]
    currency: str | None = None


def narrow(text: str) -> Narrowed:
    """Split ``text`` into what is sought and what narrows it; a brand stays a word, only its "from" is dropped."""
    filters: dict[str, str] = {}
    currency = None
    for pattern, name, key in ((_MAX, "max", "price_max"), (_MIN, "min", "price_min")):
        match = pattern.search(text)
        if match:
            filters[key] = str(_amount(match[name] or match[f"{name}2"]))
            currency = _currency(match[0]) or currency
            text = f"{text[: match.start()]} {text[match.end() :]}"
    match = _IN_STOCK.search(text)
    if match:
        filters["in_stock"] = "true"
        text = f"{text[: match.start()]} {text[match.end() :]}"
    if filters:
        text = _ONLY.sub(" ", text)
    return Narrowed(_BRAND.sub("", text), filters, currency)


def _currency(text: str) -> str | None:
    """The ISO 4217 code of the currency that ``text`` names."""
    for code, words in _CURRENCIES.items():
        if re.search(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])", text, re.IGNORECASE):
            return code
    return None


def _amount(digits: str) -> Decimal:
    return Decimal(re.sub(r"[ \u00a0]", "", digits).replace(",", "."))
