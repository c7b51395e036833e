"""What narrows a search, in words of four languages; sizes and quantities narrow nothing."""

from __future__ import annotations

import pytest

from actions.filters import narrow
from actions.phrases import product_phrase


@pytest.mark.parametrize(
    ("text", "phrase", "filters"),
    [
        ("cordless drill under 200 euro", "cordless drill", {"price_max": "200"}),
        ("drills under €150", "drills", {"price_max": "150"}),
        ("gloves up to 5 EUR in stock", "gloves", {"price_max": "5", "in_stock": "true"}),
        ("дриль до 3 000 грн", "дриль", {"price_max": "3000"}),
        ("рукавиці дешевше 100 грн в наявності", "рукавиці", {"price_max": "100", "in_stock": "true"}),
        ("перчатки не дороже 50,5 гривен", "перчатки", {"price_max": "50.5"}),
        ("wiertarka poniżej 400 zł", "wiertarka", {"price_max": "400"}),
        ("rękawice do 20 zł od ręki", "rękawice", {"price_max": "20", "in_stock": "true"}),
        ("only those in stock", "", {"in_stock": "true"}),
        ("lamps over 100 euro", "lamps", {"price_min": "100"}),
        ("breakers 16A from Hager", "breakers 16A Hager", {}),
        ("автомат 16А фірми Hager", "автомат 16А Hager", {}),
        ("cable up to 10 mm2", "cable up 10 mm2", {}),
        ("screws under 40 mm", "screws under 40 mm", {}),
    ],
)
def test_a_search_is_narrowed(text: str, phrase: str, filters: dict[str, str]) -> None:
    found = narrow(text)
    assert (product_phrase(found.text), found.filters) == (phrase, filters)
