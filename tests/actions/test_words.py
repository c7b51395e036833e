"""Pointing, quantities, phrases and deadlines in four languages."""

# ruff: noqa: E501 - cases, a language to a line
from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from actions.corrections import goods_in
from actions.naming import named_candidate
from actions.phrases import product_phrase, without_request
from actions.references import choose, numbers_in, pointed_at
from nlu.reading.dates import find_deadline, without

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "positions"),
    [
        ("the second one", [1]), ("add the first and the third", [0, 2]), ("number 2", [1]), ("2", [1]),
        ("the last one", [-1]),
        ("другий", [1]), ("додай перше", [0]), ("рядок 3", [2]), ("2-й", [1]), ("останній", [-1]),
        ("второй", [1]), ("строку 3", [2]), ("последнее", [-1]),
        ("drugi", [1]), ("pierwszą pozycję", [0]), ("wiersz 4", [3]), ("ostatni", [-1]),
        ("add 20 m of cable", []), ("other drugs", []),
    ],
)  # fmt: skip
def test_pointing(text: str, positions: list[int]) -> None:
    assert pointed_at(text) == positions


@pytest.mark.parametrize(
    ("text", "chosen"), [("both", ["a", "b"]), ("oba do koszyka", ["a", "b"]), ("the fifth", []), ("last", ["b"])]
)
def test_choosing(text: str, chosen: list[str]) -> None:
    assert choose(["a", "b"], text) == chosen


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("make it 15", ["15"]), ("set M8x40 to 200", ["200"]), ("п'ять", ["5"]), ("dwie sztuki", ["2"]),
        ("2,5 м", ["2.5"]),
        ("a dozen", ["12"]), ("20 шт", ["20"]), ("the gloves", []),
        ("make it thirty", ["30"]), ("двадцять п'ять", ["25"]), ("trzydzieści dwa", ["32"]), ("тринадцать штук", ["13"]),
        ("twenty-five, not thirteen", ["25", "13"]), ("2 dozen", ["24"]), ("3 сотні", ["300"]), ("2 тис шт", ["2000"]),
        ("пару рукавиць", ["2"]), ("пів сотні", ["50"]), ("pół metra", ["0.5"]), ("краска на пол", []), ("one two", ["1", "2"]),
    ],
)  # fmt: skip
def test_quantities(text: str, numbers: list[str]) -> None:
    assert numbers_in(text) == [Decimal(number) for number in numbers]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("how much is NYM 3x1.5", "NYM 3x1.5"),
        ("чи є NYM 3x2.5 на складі", "NYM 3x2.5"),
        ("сколько стоит кабель 3х2.5", "кабель 3х2.5"),
        ("po ile kabel 3x2,5", "kabel 3x2,5"),
        ("is it in stock?", ""),
        ("why this price?", ""),
        ("почему такая цена?", ""),
        ("szukam RCD 30 mA", "RCD 30 mA"),
        ("what does the second one cost", ""),
        ("скільки коштує другий", ""),
    ],
)
def test_what_is_left_of_a_question(text: str, phrase: str) -> None:
    assert product_phrase(text) == phrase


@pytest.mark.parametrize(
    ("text", "locale", "day"),
    [
        ("by Friday", "en", "2026-11-27"), ("до п'ятниці", "uk", "2026-11-27"),
        ("к пятнице", "ru", "2026-11-27"), ("do piątku", "pl", "2026-11-27"),
        ("tomorrow", "en", "2026-11-24"), ("завтра", "uk", "2026-11-24"), ("jutro", "pl", "2026-11-24"),
        ("in two weeks", "en", "2026-12-07"), ("через два тижні", "uk", "2026-12-07"), ("через неделю", "ru", "2026-11-30"),
        ("w ciągu dwóch tygodni", "pl", "2026-12-07"), ("next Friday", "en", "2026-12-04"),
        ("до наступної п'ятниці", "uk", "2026-12-04"), ("к следующей среде", "ru", "2026-12-02"),
        ("w przyszły piątek", "pl", "2026-12-04"), ("by the 5th", "en", "2026-12-05"), ("до 5-го", "uk", "2026-12-05"),
        ("до 30 числа", "ru", "2026-11-30"), ("do 5-ego", "pl", "2026-12-05"),
        ("in thirty days", "en", "2026-12-23"), ("через двадцять п'ять днів", "uk", "2026-12-18"),
        ("за тринадцать дней", "ru", "2026-12-06"), ("w ciągu trzydziestu dwóch dni", "pl", "2026-12-25"),
        ("in a couple of weeks", "en", "2026-12-07"), ("через пару дней", "ru", "2026-11-25"),
        ("through the in tray, in five days", "en", "2026-11-28"), ("in a few days", "en", "2026-11-26"),
        ("in two weeks or in 2 weeks", "en", "2026-12-07"), ("через 3 дні", "uk", "2026-11-26"),
        ("za 10 dni", "pl", "2026-12-03"),
        ("до кінця місяця", "uk", "2026-11-30"), ("до конца месяца", "ru", "2026-11-30"),
        ("w przyszłym tygodniu", "pl", "2026-12-04"),
        ("by the end of next month", "en", "2026-12-31"), ("до кінця наступного місяця", "uk", "2026-12-31"),
        ("до конца следующего месяца", "ru", "2026-12-31"), ("do końca przyszłego miesiąca", "pl", "2026-12-31"),
        ("by the end of the year", "en", "2026-12-31"), ("by the end of next week", "en", "2026-12-04"),
        ("15.12", "en", "2026-12-15"), ("2027-01-10", "en", "2027-01-10"), ("10.01", "pl", "2027-01-10"),
        ("by 15 december", "en", "2026-12-15"), ("до 15 грудня", "uk", "2026-12-15"),
        ("к 15 декабря", "ru", "2026-12-15"), ("do 15 grudnia", "pl", "2026-12-15"),
    ],
)  # fmt: skip
def test_deadlines(text: str, locale: str, day: str) -> None:
    found = find_deadline(text, locale, MONDAY)
    assert found is not None
    assert found.day.isoformat() == day


@pytest.mark.parametrize("text", ["NYM 3x1.5", "500 m of cable", "no date", "M8x40 31.02"])
def test_what_is_no_deadline(text: str) -> None:
    assert find_deadline(text, "en", MONDAY) is None


def test_the_deadline_is_taken_out_of_the_order_lines() -> None:
    text = "500 m NYM 3x1.5 needed by Friday"
    assert without(text, find_deadline(text, "en", MONDAY)) == "500 m NYM 3x1.5"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("I need a quotation for 300 pcs NYM-J 5x2.5 and 20 contactors", "300 pcs NYM-J 5x2.5 and 20 contactors"),
        ("could you make me an offer for 1000 pcs wago 221-413", "1000 pcs wago 221-413"),
        ("I'd like a quote for LED panels", "LED panels"),
        ("Потрібна комерційна пропозиція на 300 м NYM-J 5x2.5", "300 м NYM-J 5x2.5"),
        ("Нужно коммерческое предложение на 300 м кабеля", "300 м кабеля"),
        ("Proszę o ofertę na 300 m NYM-J 5x2,5", "300 m NYM-J 5x2,5"),
        ("500 m NYM 3x1.5", "500 m NYM 3x1.5"),
    ],
)
def test_the_words_of_asking_are_taken_off_a_request(text: str, lines: str) -> None:
    assert without_request(text) == lines


RINGS = [
    "Cable NYM-J 3x1.5 mm², ring 100 m",
    "Cable NYM-J 3x1.5 mm², ring 50 m",
    "Cable NYM-J 3x1.5 mm², cut to length",
]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("100 m ring", 0), ("ring 50m please", 1), ("the cut one", 2), ("ring", None), ("the second", None),
        ("20 m NYM 3x1.5 ring 50 m", None), ("drum", None), ("how much is it", None),
    ],
)  # fmt: skip
def test_a_candidate_is_named(text: str, position: int | None) -> None:
    assert named_candidate(RINGS, text) == position


def test_a_candidate_is_named_in_another_case() -> None:
    assert named_candidate(["Кабель NYM-J 3х1,5 мм², бухта 100 м", "Кабель NYM-J 3х1,5 мм², відріз"], "бухту 100м") == 0


@pytest.mark.parametrize(
    ("said", "goods"),
    [
        ("make the red buttons 60", "red buttons"), ("'; DROP TABLE cart_lines; --", "TABLE cart_lines"),
        ("remove the cable", "cable"), ("no, 20 not 12", ""), ("прибери його", ""), ("сделай 20 штук", ""),
        ("niech będzie 30", ""), ("зменш до 5", ""),
    ],
)  # fmt: skip
def test_goods_named_in_a_change_are_told_from_words_of_changing(said: str, goods: str) -> None:
    assert goods_in(said) == goods
