"""Lines of a list taken, left out and multiplied in words, in four languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from actions.picking import all_but, pick_lines, times_in

ENGLISH = ["Cable NYM-J 3x1.5", "Nitrile gloves L", "Circuit breaker B16", "Wood screw 5x60"]
UKRAINIAN = ["Кабель ВВГнг 3х1,5", "Рукавиці нітрилові L", "Автомат B16", "Шуруп 5х60"]
RUSSIAN = ["Кабель ВВГнг 3х1,5", "Перчатки нитриловые L", "Автомат B16", "Шуруп 5х60"]
POLISH = ["Przewód YDY 3x1,5", "Rękawice nitrylowe L", "Wyłącznik B16", "Wkręt 5x60"]


@pytest.mark.parametrize(
    ("text", "names", "places", "times"),
    [
        ("only the first three", ENGLISH, (0, 1, 2), 1),
        ("just the first 2 please", ENGLISH, (0, 1), 1),
        ("тільки перші три", UKRAINIAN, (0, 1, 2), 1),
        ("только первые два", RUSSIAN, (0, 1), 1),
        ("tylko pierwsze trzy", POLISH, (0, 1, 2), 1),
        ("only the first and the third", ENGLISH, (0, 2), 1),
        ("only the gloves", ENGLISH, (1,), 1),
        ("without the gloves", ENGLISH, (0, 2, 3), 1),
        ("everything except the gloves and the breaker", ENGLISH, (0, 3), 1),
        ("без рукавиць", UKRAINIAN, (0, 2, 3), 1),
        ("все кроме перчаток", RUSSIAN, (0, 2, 3), 1),
        ("wszystko oprócz rękawic", POLISH, (0, 2, 3), 1),
        ("without the second one", ENGLISH, (0, 2, 3), 1),
        ("twice as much", ENGLISH, (0, 1, 2, 3), 2),
        ("вдвічі більше", UKRAINIAN, (0, 1, 2, 3), 2),
        ("в два раза больше", RUSSIAN, (0, 1, 2, 3), 2),
        ("dwa razy więcej", POLISH, (0, 1, 2, 3), 2),
        ("only the first two, double", ENGLISH, (0, 1), 2),
        ("without the gloves, twice as much", ENGLISH, (0, 2, 3), 2),
    ],
)
def test_lines_are_picked(text: str, names: list[str], places: tuple[int, ...], times: int) -> None:
    picked = pick_lines(text, names)
    assert picked is not None
    assert (picked.places, picked.times) == (places, Decimal(times))


@pytest.mark.parametrize(
    "text",
    ["yes", "no thanks", "where is my order", "without the drills", "without the drills, double", "only unobtainium"],
)
def test_what_says_nothing_about_the_lines_picks_none(text: str) -> None:
    assert pick_lines(text, ENGLISH) is None


@pytest.mark.parametrize(
    ("text", "factor"),
    [("half of it", "0.5"), ("половину", "0.5"), ("połowę", "0.5"), ("вдвое меньше", "0.5"), ("double it", "2"),
     ("make it 20", None), ("triple", "3")],
)  # fmt: skip
def test_factors(text: str, factor: str | None) -> None:
    assert times_in(text) == (Decimal(factor) if factor else None)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("remove everything but the gloves", "the gloves"),
        ("прибери все крім рукавиць", "рукавиць"),
        ("убери всё кроме перчаток", "перчаток"),
        ("usuń wszystko oprócz rękawic", "rękawic"),
        ("remove the gloves", ""),
    ],
)
def test_what_is_to_stay(text: str, kept: str) -> None:
    assert all_but(text) == kept
