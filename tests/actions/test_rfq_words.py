"""Requests for quotation in words: prices, days, places; corrections; lines of a quote; questions about orders."""

# ruff: noqa: E501 - tables of sentences
from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions import rfq_changes, rfq_lines
from actions.order_words import goods_in, period_in, status_in
from actions.quote_lines import chosen
from actions.rfq_reading import read
from actions.rfq_words import NOTHING, SEND

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "locale", "goods", "targets", "days"),
    [
        (
            "500 m NYM-J 3x1.5 at 0.85 EUR/m and 200 pcs breakers C16 target 2.10 each, by the end of next week", "en",
            "500 m NYM-J 3x1.5; 200 pcs breakers C16", [("0.85", "EUR", "m"), ("2.10", None, None)], ["2026-12-04"],
        ),
        (
            "500 м ввгнг 3х1.5 по 35 грн/м та 200 автоматів с16 цільова ціна 90 грн за шт, потрібно до п'ятниці", "uk",
            "500 м ввгнг 3х1.5; 200 автоматів с16", [("35", "UAH", "m"), ("90", "UAH", "pcs")], ["2026-11-27"],
        ),
        (
            "300 м кабеля 3х2.5 не дороже 1,20 евро за метр и 50 автоматов по 2.50, к 15 декабря", "ru",
            "300 м кабеля 3х2.5; 50 автоматов", [("1.20", "EUR", "m"), ("2.50", None, None)], ["2026-12-15"],
        ),
        (
            "500 m YDY 3x1,5 cena docelowa 2,80 zł/m i 200 szt wyłączników B16 po 7,50 zł za szt do piątku", "pl",
            "500 m YDY 3x1,5; 200 szt wyłączników B16", [("2.80", "PLN", "m"), ("7.50", "PLN", "pcs")], ["2026-11-27"],
        ),
        ("500 m of NYM at €0.85, 20 contactors @ 12.50", "en", "500 m of NYM; 20 contactors",
         [("0.85", "EUR", None), ("12.50", None, None)], []),
        ("target price 0.70 per metre", "en", "", [("0.70", None, "m")], []),
        ('10 ball valves 1/2" and 5 cable 2.5 mm', "en", '10 ball valves 1/2" and 5 cable 2.5 mm', [], []),
        ("50 paczek po 10 szt", "pl", "50 paczek po 10 szt", [], []),
        ("3 pumps 1/2", "en", "3 pumps 1/2", [], []),
    ],
)  # fmt: skip
def test_prices_and_days_are_taken_out_of_the_goods(
    text: str, locale: str, goods: str, targets: list[tuple[str, str | None, str | None]], days: list[str]
) -> None:
    said = read(text, locale, MONDAY)
    assert said.goods == goods
    assert [(str(target.amount), target.currency, target.unit) for target in said.targets] == targets
    assert [str(day.day) for day in said.days] == days


def test_prices_belong_to_the_goods_before_them() -> None:
    said = read("500 m NYM 3x1.5 at 0.85 EUR, 200 breakers C16, 20 contactors target 12.50 each", "en", MONDAY)
    lines: list[dict[str, Any]] = [{"description": name, "unit": None} for name in ("NYM", "breakers", "contactors")]
    places = rfq_lines.starts(["500 m NYM 3x1.5", "200 breakers C16", "20 contactors"], said.goods)
    assert rfq_lines.put_targets(lines, said, places, "", "EUR") == []
    assert [line.get("target_price") for line in lines] == ["0.85", None, "12.50"]


def test_words_of_asking_are_left_out_and_places_stay_right() -> None:
    said = read("I'd like a quote for my cart, deliver to the Bremen warehouse", "en", MONDAY)
    assert said.address == "the Bremen warehouse"
    said = read("please quote 500 m NYM at 0.85 and 20 contactors at 12.50", "en", MONDAY)
    said.begin_at(len("please quote "))
    assert said.goods == "500 m NYM; 20 contactors"
    assert rfq_lines.starts(["500 m NYM", "20 contactors"], said.goods) == [0, 11]
    assert [rfq_lines.owner([0, 11], target.at) for target in said.targets] == [0, 1]


def test_a_price_in_another_currency_or_unit_stays_a_remark() -> None:
    said = read("500 m NYM at 0.95 USD/m and 4 boxes of gloves at 3 EUR per pair", "en", MONDAY)
    lines: list[dict[str, Any]] = [{"description": "NYM", "unit": "m"}, {"description": "gloves", "unit": "box"}]
    odd = rfq_lines.put_targets(lines, said, rfq_lines.starts(["500 m NYM", "4 boxes"], said.goods), "", "EUR")
    assert len(odd) == 2
    assert lines[0]["target_words"] == "0.95 USD/m"
    assert rfq_lines.sent(lines[0], "target price 0.95 USD/m")["comment"] == "target price 0.95 USD/m"
    assert all("target_price" not in line for line in lines)


@pytest.mark.parametrize(
    ("text", "locale", "field", "value"),
    [
        ("300 m NYM, deliver to the Riga site", "en", "address", "the Riga site"),
        ("300 м кабелю, доставка на склад Київ", "uk", "address", "склад Київ"),
        ("300 m kabla, dostawa do Krakowa", "pl", "address", "Krakowa"),
        ("300 m NYM, our PO 4711-A", "en", "po_number", "4711-A"),
        ("a quote for the hospital project: 300 m NYM", "en", "title", "hospital project"),
        ("300 m NYM; note: certificates needed", "en", "notes", ["certificates needed"]),
        ("300 m NYM, budget 5000 EUR in total", "en", "notes", ["budget 5000 EUR in total"]),
    ],
)
def test_what_else_is_said(text: str, locale: str, field: str, value: object) -> None:
    assert getattr(read(text, locale, MONDAY), field) == value


def _lines() -> list[dict[str, Any]]:
    return [
        {"sku": "CAB-1", "description": "Cable NYM-J 3x1.5", "quantity": "500", "unit": "m", "words": "кабель"},
        {"sku": None, "description": "breakers", "quantity": "40", "unit": None,
         "options": [{"sku": "B", "name": "Circuit breaker B16 1P"}, {"sku": "C", "name": "Circuit breaker C16 1P"}]},
        {"sku": "GLV-1", "description": "Nitrile gloves L", "quantity": "10", "unit": "box", "words": "рукавички"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("no, 300 not 500", ["300", "40", "10"]), ("ні, 300 а не 500", ["300", "40", "10"]),
        ("не 500, а 300", ["300", "40", "10"]), ("nie 500 tylko 300", ["300", "40", "10"]),
        ("12 boxes of gloves instead of 10", ["500", "40", "12"]), ("the second one 60", ["500", "60", "10"]),
        ("20 more gloves", ["500", "40", "30"]), ("кабелю 700 м", ["700", "40", "10"]),
        ("300 m cable and 5 gloves", ["300", "40", "5"]),
        ("20 contactors", None), ("deliver in the morning, gate 2", None), ("by Friday", None),
    ],
)  # fmt: skip
def test_quantities_are_corrected(text: str, quantities: list[str] | None) -> None:
    lines = _lines()
    changed = rfq_changes.change_quantity(lines, text, "en")
    assert (changed is None) == (quantities is None)
    assert [line["quantity"] for line in lines] == (quantities or ["500", "40", "10"])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("remove the second line", [0, 2]), ("прибери рукавички", [0, 1]), ("убери кабель", [1, 2]),
        ("usuń ostatnią pozycję", [0, 1]), ("without the gloves", [0, 1]), ("remove the cement", None),
    ],
)  # fmt: skip
def test_lines_are_removed(text: str, left: list[int] | None) -> None:
    lines, before = _lines(), _lines()
    gone = rfq_changes.remove_from(lines, text)
    assert (gone is None) == (left is None)
    assert lines == (before if left is None else [before[position] for position in left])


@pytest.mark.parametrize(
    ("text", "sku"), [("the second one", "C"), ("B16", "B"), ("the C16 1P", "C"), ("gate 2", None)]
)
def test_an_unsure_product_is_chosen_without_being_asked(text: str, sku: str | None) -> None:
    lines = _lines()
    line = rfq_changes.choose_option(lines, text)
    assert (line["sku"] if line else None) == sku


@pytest.mark.parametrize(
    ("text", "quantities"), [("200", ["200", "200"]), ("200 and 50", ["200", "50"]), ("5 gloves, 7 cable", ["7", "5"])]
)
def test_missing_quantities_are_filled(text: str, quantities: list[str]) -> None:
    lines: list[dict[str, Any]] = [
        {"description": name, "quantity": None, "unit": None} for name in ("Cable NYM", "Gloves L")
    ]
    assert rfq_changes.fill_quantities(lines, text, "en")
    assert [line["quantity"] for line in lines] == quantities


@pytest.mark.parametrize(
    "text", ["no", "nothing to add", "No fixed date", "ні, дякую", "ничего", "nic więcej", "that's all"]
)
def test_words_that_add_nothing(text: str) -> None:
    assert NOTHING.fullmatch(text)


@pytest.mark.parametrize("text", ["send it", "yes, send it please", "надсилай", "отправляйте", "wyślij zapytanie"])
def test_words_that_send(text: str) -> None:
    assert SEND.fullmatch(text)
    assert not NOTHING.fullmatch(text)


QUOTED = ["Cable NYM-J 3x1.5 Кабель", "Circuit breaker C16 1P Автомат", "Nitrile gloves L Рукавички"]


@pytest.mark.parametrize(
    ("text", "positions"),
    [
        ("take only the cable", [0]), ("accept lines 1 and 3", [0, 2]), ("everything except the gloves", [0, 1]),
        ("accept the cable but not the breakers", [0]), ("the second line only", [1]),
        ("беремо тільки кабель", [0]), ("приймаємо позиції 1, 3", [0, 2]), ("все крім рукавичок", [0, 1]),
        ("bierzemy tylko pozycję 2", [1]),
        ("we accept the offer", []), ("accept RFQ-1003", []), ("принимаем предложение", []), ("yes take it", []),
        ("accept the quote, but deliver to Riga", []),
    ],
)  # fmt: skip
def test_lines_of_a_quote_are_chosen(text: str, positions: list[int]) -> None:
    assert chosen(QUOTED, text) == positions


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("where are my gloves", "gloves"), ("де мої рукавички", "рукавички"), ("где мой заказ с автоматами", "автоматами"),
        ("kiedy przyjdą rękawice", "rękawice"), ("cancel the order with the gloves", "gloves"),
        ("where is my order", ""), ("what's the status of my last order", ""), ("де посилка вже тиждень чекаю", ""),
        ("cancel order SO-100045 please because we ordered twice", ""), ("gdzie jest moja paczka", ""),
    ],
)  # fmt: skip
def test_goods_that_an_order_is_known_by(text: str, goods: str) -> None:
    assert goods_in(text, MONDAY) == goods


@pytest.mark.parametrize(
    ("text", "status", "period"),
    [
        ("open orders from last month", "open", ("2026-10-01", "2026-10-31")),
        ("orders this year", None, ("2026-01-01", "2026-11-23")), ("замовлення за жовтень", None, ("2026-10-01", "2026-10-31")),
        ("заказы за прошлый месяц", None, ("2026-10-01", "2026-10-31")), ("zamówienia z 2025", None, ("2025-01-01", "2025-12-31")),
        ("скасовані замовлення", "cancelled", None), ("my orders", None, None),
    ],
)  # fmt: skip
def test_lists_are_narrowed(text: str, status: str | None, period: tuple[str, str] | None) -> None:
    found = period_in(text, MONDAY)
    assert status_in(text) == status
    assert (tuple(str(day) for day in found) if found else None) == period
