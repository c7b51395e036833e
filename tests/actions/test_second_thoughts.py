"""What a message does with what the cart and the talk already hold: pure readers in four languages."""

# ruff: noqa: E501 - cases, a language to a line
from __future__ import annotations

import pytest

from actions.filters import narrow
from actions.notice_words import KINDS, all_except
from actions.readings import Mixed, also_pointed, is_code, mixed_in, one_quality, other_code


@pytest.mark.parametrize(
    ("text", "out", "new"),
    [
        ("прибери рукавиці і додай каски 5", ("прибери рукавиці",), ("додай каски 5",)),
        ("рукавиці прибери, каски білі 5 додай", ("рукавиці прибери",), ("каски білі 5 додай",)),
        (
            "прибери ножі та рукавиці, додай 5 касок і 3 рулетки",
            ("прибери ножі", "рукавиці"),
            ("додай 5 касок", "3 рулетки"),
        ),
        ("убери перчатки, вместо них 5 касок", ("убери перчатки",), ("вместо них 5 касок",)),
        ("usuń rękawice, a dołóż 5 kasków", ("usuń rękawice",), ("dołóż 5 kasków",)),
        ("remove the gloves, 5 helmets instead", ("remove the gloves",), ("5 helmets instead",)),
    ],
)
def test_out_and_in_with_one_message(text: str, out: tuple[str, ...], new: tuple[str, ...]) -> None:
    assert mixed_in(text) == Mixed(out, new)


@pytest.mark.parametrize(
    "text",
    ["прибери рукавиці і каски", "remove the second, make the third 40", "додай розетки без рамки, 5 шт", "add 5 helmets and 3 knives",
     "remove everything", "dodaj kabel bez żyły, 20 m"],
)  # fmt: skip
def test_only_one_of_both(text: str) -> None:
    assert mixed_in(text) is None


@pytest.mark.parametrize(
    "text",
    ["and the first one too, 3", "first one also", "і першу теж 3", "додай ще першу, 5 шт", "и первый тоже", "и первую тоже 3",
     "pierwszy też", "i pierwsze też 3"],
)  # fmt: skip
def test_one_more_of_the_list(text: str) -> None:
    assert also_pointed(text)


@pytest.mark.parametrize(
    "text", ["make the first 3", "remove the first one too", "первую 3", "and 20 m of cable", "and knives too"]
)
def test_no_more_of_the_list(text: str) -> None:
    assert not also_pointed(text)


@pytest.mark.parametrize(
    ("name", "rest", "other"),
    [
        ("Автоматичний вимикач 1P C16 6 кА", "С25", "Автоматичний вимикач 1P C25 6 кА"),
        ("Circuit breaker 1P C16 6 kA", "b16", "Circuit breaker 1P B16 6 kA"),
        ("Каска біла", "С25", ""),
        ("Болт DIN 933 M6х16, нерж. A2", "M8", ""),
        ("Circuit breaker 1P C16 6 kA", "blue", ""),
    ],
)
def test_the_same_with_another_code(name: str, rest: str, other: str) -> None:
    assert other_code(name, rest) == other


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        ("Каска захисна з храповиком, біла", "білі", "чорні", ("Каска захисна з храповиком", "чорні")),
        ("Каска захисна з храповиком, біла", "білі каски", "сині", ("Каска захисна з храповиком", "сині")),
        ("Hełm ochronny z pokrętłem, biały", "białe", "czarne hełmy", ("Hełm ochronny z pokrętłem", "czarne")),
        ("Safety helmet with ratchet, white", "white helmets", "blue", ("Safety helmet with ratchet", "blue")),
        ("Рукавички робочі з латексним покриттям, розмір 8", "рукавиці", "каски", None),
        ("NYM-J cable 3x1.5, ring 100 m", "cable", "wire", None),
    ],
)
def test_a_quality_in_place_of_another(name: str, old: str, new: str, found: tuple[str, str] | None) -> None:
    assert one_quality(name, old, new) == found


@pytest.mark.parametrize(
    "text",
    ["all on except invoices", "turn everything on except for invoices", "увімкни все крім рахунків", "включи все кроме счетов",
     "włącz wszystko oprócz faktur"],
)  # fmt: skip
def test_all_notices_but_one(text: str) -> None:
    assert all_except(text) == {**dict.fromkeys(KINDS, True), "invoice": False}


@pytest.mark.parametrize(
    "text",
    ["cancel all orders except invoices", "remove everything except the gloves", "send all invoices except overdue",
     "прибери все крім рукавиць", "покажи все кроме счетов", "cancel everything except order 10045"],
)  # fmt: skip
def test_exceptions_that_are_not_about_notices(text: str) -> None:
    assert all_except(text) == {}


@pytest.mark.parametrize(
    ("text", "currency"),
    [("helmets under 10 eur", "EUR"), ("helmets under €10", "EUR"), ("hełmy do 50 zł", "PLN"), ("каски до 450 грн", "UAH"),
     ("каски дешевше 50 євро", "EUR"), ("lamps under 20 dollars", "USD"), ("cable under 20", None)],
)  # fmt: skip
def test_the_currency_of_a_limit(text: str, currency: str | None) -> None:
    assert narrow(text).currency == currency


@pytest.mark.parametrize(("text", "code"), [("KNF-18", True), ("MCB6-1P-C16?", True), ("hello", False), ("100045", False), ("KNF-18 5", False)])  # fmt: skip
def test_a_bare_article_number(text: str, code: bool) -> None:
    assert is_code(text) == code
