"""What a column's heading says the column holds, in four languages."""

from __future__ import annotations

import re
from typing import Final

from nlu.reading.lines.units import unit_of

NAME: Final = "name"
CODE: Final = "code"
QUANTITY: Final = "quantity"
UNIT: Final = "unit"
OTHER: Final = "other"

_OTHER: Final = (
    r"price|cost|value|vat|tax|discount|net\b|gross|sum\b|total|stock|avail|balance|moq|min\b|minim|multipl|weight|"
    r"date|deliver|lead|comment|note|remark|currency|pack size|"
    r"цін|цен|варт|стоим|пдв|ндс|знижк|скидк|сум|разом|всього|итого|всего|наявн|налич|залиш|остат|склад|мін\b|"
    r"мин\b|мінім|миним|кратн|вага|вес\b|дата|термін|срок|приміт|примеч|комент|валют|в упаковці|в упаковке|"
    r"cena|ceny|warto|kwot|vat|rabat|netto|brutto|razem|suma|stan\b|dost[eę]pn|magazyn|min\b|minim|krotno|waga|"
    r"data\b|termin|uwag|komentarz|walut|w opak"
)
_QUANTITY: Final = (
    r"qty|q-?ty|quantit|order(?:ed)?\b|pieces|\bpcs\b|need(?:ed)?\b|required|"
    r"кільк|к-?сть|кіл\b|кіл-|количеств|кол-?во|к-?во|\bшт\b|замовл|заказ|потреб|"
    r"ilo[śs][ćc]|liczba|sztuk|\bszt\b|zam[óo]wi|potrzeb"
)
_UNIT: Final = r"unit|uom|u/?m\b|measure|\bод\b|одиниц|\bед\b|единиц|вимір|измер|jm\b|j\.? ?m\b|jedn"
_CODE: Final = (
    r"sku|code|article|\bart\b|part n|item n|mpn|ean|gtin|barcode|catalog|cat\.? ?n|reference|\bref\b|"
    r"артикул|\bарт\b|\bкод|каталожн|номенклатурн\w* номер|штрих|"
    r"indeks|\bkod|symbol|nr kat|nr art|numer kat|numer art|katalogow"
)
_NAME: Final = (
    r"name|descript|product|item|title|goods|material|position|"
    r"назв|наймен|наимен|товар|опис|продук|матер|номенкл|позиц|"
    r"nazwa|opis|towar|produkt|materia|asortyment|pozycj|wyr[óo]b"
)
# Tried in this order: "unit price" is a price, "stock quantity" no order, "unit" alone a unit.
_RULES: Final = tuple(
    (role, re.compile(pattern))
    for role, pattern in ((OTHER, _OTHER), (QUANTITY, _QUANTITY), (UNIT, _UNIT), (CODE, _CODE), (NAME, _NAME))
)
_AMOUNT: Final = re.compile(r"^(?:amount|count|number)\b")
LONGEST: Final = 60


def role_of(cell: str) -> str | None:
    """The role that a heading gives its column; None for what is no known heading."""
    text = cell.casefold().strip(" .:*")
    if not text or len(text) > LONGEST or text[0].isdigit():
        return None
    return next((role for role, pattern in _RULES if pattern.search(text)), None)


def roles_of(row: list[str]) -> dict[str, list[int]]:
    """{role: columns} when the row is a header: it names goods and something else; empty otherwise."""
    found: dict[str, list[int]] = {}
    for index, cell in enumerate(row):
        role = role_of(cell)
        if role is None and _AMOUNT.match(cell.casefold().strip()):
            role = "amount"
        if role is not None:
            found.setdefault(role, []).append(index)
    if QUANTITY not in found and "amount" in found:
        found[QUANTITY] = found["amount"]
    named = NAME in found or CODE in found
    known = sum(len(columns) for columns in found.values())
    # A sentence may hold a word of the list; a header has several cells, most of them known.
    return found if named and known >= 2 and known * 2 >= sum(bool(cell) for cell in row) else {}


def unit_in(heading: str) -> str | None:
    """`Кількість, м`: the unit that a heading of quantities names."""
    words = re.split(r"[\s,;:()/]+", heading)[1:]
    return next((unit for word in words if (unit := unit_of(word))), None)
