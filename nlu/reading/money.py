"""Sums of money in the spellings of four languages: "1 200,50 zł", "€12", "30 грн/шт", "бюджет 15k"."""

# ruff: noqa: E501 - lists of words, a language or a kind to a line
from __future__ import annotations

import re
from decimal import Decimal

from nlu.reading.found import MAX_TEXT, Found, overlaps

_CURRENCIES: tuple[tuple[str, str], ...] = (
    ("EUR", r"€|eur\b|euros?\b|[єе]вро\b"),
    ("PLN", r"zł(?:ot\w*)?|zl\b|zlot\w+|pln\b|злот\w+"),
    ("UAH", r"₴|грн\b|гривен\w*|гривн\w*|uah\b|hryv\w+"),
    ("USD", r"\$|usd\b|dollars?\b|долар\w*|доллар\w*|бакс\w*|dolar\w*"),
    ("GBP", r"£|gbp\b|pounds?\b"),
    ("CZK", r"czk\b|kč"),
    ("RUB", r"₽|руб(?:л\w*)?\b|rub\b"),
)
_AMOUNT = r"\d{1,3}(?:[ \u00a0\u202f']\d{3})+(?:[.,]\d{1,4})?|\d{1,3}(?:,\d{3})+\.\d{1,2}|\d{1,3}(?:\.\d{3})+,\d{1,2}|\d{1,9}(?:[.,]\d{1,4})?"
_THOUSAND = r"(?:\s?(?P<k>k|к|тис\w*|тыс\w*|tys)\b\.?)?"
# "5 euro pallets" are no money
_NOT_GOODS = r"(?!\s*-?\s*(?:pal|пал|пол))"
_SYMBOLS = "|".join(words for _, words in _CURRENCIES)
_UNIT_WORDS = (
    r"(?:шт\w*|метр\w*|м|кг|л|упак\w*|пач\w*|короб\w*|пар\w*|pcs?|pieces?|met(?:re|er)s?|m|kg|l|packs?|box(?:es)?|"
    r"pairs?|each|szt\w*|metr\w*|opak\w*|karton\w*|par\w*)"
)
_PER = rf"(?:\s*(?:/|per|a|an|за|za|каждый|кожен|each)\s*(?P<unit>{_UNIT_WORDS})(?!\w))?"
_AFTER = re.compile(rf"(?<![\w.,/\-])(?P<n>{_AMOUNT}){_THOUSAND}\s?(?P<c>{_SYMBOLS}){_NOT_GOODS}{_PER}", re.IGNORECASE)
_BEFORE = re.compile(
    rf"(?<!\w)(?P<c>[€$£₴₽]|eur\b|usd\b|pln\b|uah\b|gbp\b|czk\b)\s?(?P<n>{_AMOUNT}){_THOUSAND}(?![\w])?{_PER}",
    re.IGNORECASE,
)
_MONEY_WORD = (
    r"target(?: price)?|price|budget|limit|up to|цін\w*|цен[аыеуо]\w*|бюджет\w*|вартіст\w*|стоимост\w*|ліміт\w*|лимит\w*|"
    r"cen\w{1,2}|bud[żz]et\w*|limit\w*|kwot\w*|сум\w*"
)
_LINK = r"(?:\s*(?:is|of|about|at|up to|around|to|по|до|около|близько|приблизно|не более|не більше|max|maks\w*|do|około|po|[:=~-]))*"
_NAMED = re.compile(
    rf"\b(?:{_MONEY_WORD}){_LINK}\s*(?P<n>{_AMOUNT}){_THOUSAND}(?![\w%°]|[xх×*]\d|-?\s*mm\b){_PER}", re.IGNORECASE
)
_HINT = re.compile(rf"{_SYMBOLS}|{_MONEY_WORD}", re.IGNORECASE)


def find_money(text: str) -> list[Found]:
    """The sums in ``text``: {"amount": "1200.50", "currency": "PLN" or None, "per": the unit's words or None}.

    A bare number counts only behind a word such as "price" or "budget"; its currency is then unknown.
    """
    text = text[:MAX_TEXT]
    if not _HINT.search(text):
        return []
    found: list[Found] = []
    taken: list[tuple[int, int]] = []
    for pattern in (_AFTER, _BEFORE, _NAMED):
        for match in pattern.finditer(text):
            span = (match.start("n"), match.end())
            if overlaps(span, taken):
                continue
            taken.append(span)
            currency = _code(match["c"]) if "c" in pattern.groupindex else None
            value = {"amount": str(_amount(match["n"], match["k"])), "currency": currency, "per": match["unit"]}
            found.append(Found("money", *span, value))
    return sorted(found, key=lambda one: one.start)


def _code(words: str) -> str:
    return next(code for code, pattern in _CURRENCIES if re.fullmatch(pattern, words, re.IGNORECASE))


def _amount(digits: str, thousand: str | None) -> Decimal:
    plain = re.sub(r"[ \u00a0\u202f']", "", digits)
    if "," in plain and "." in plain:
        decimal = max(plain.rfind(","), plain.rfind("."))
        plain = re.sub(r"[.,]", "", plain[:decimal]) + "." + plain[decimal + 1 :]
    value = Decimal(plain.replace(",", "."))
    return value * 1000 if thousand else value
