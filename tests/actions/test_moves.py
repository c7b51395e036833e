"""What a short message does with what was just said, in four languages."""

# ruff: noqa: E501 - cases, a language to a line
from __future__ import annotations

from decimal import Decimal

import pytest

from actions.moves import CHEAPEST, DEAREST, Pick, Swap, more_in, ones_in, picks_in, same_but, swap_in


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("not 3x1.5 but 3x2.5", "3x1.5", "3x2.5"), ("не 3х1.5 а 3х2.5", "3х1.5", "3х2.5"),
        ("ні, не 3х1,5, а 3х2,5", "3х1,5", "3х2,5"), ("nie 3x1,5 tylko 3x2,5", "3x1,5", "3x2,5"),
        ("instead of 3x1.5 take 3x2.5", "3x1.5", "3x2.5"), ("вместо B16 возьми C16", "B16", "C16"),
        ("zamiast 3x1,5 weź 3x2,5", "3x1,5", "3x2,5"), ("replace the B16 with C16", "B16", "C16"),
        ("заміни рукавиці L на рукавиці M", "рукавиці L", "рукавиці M"), ("C16 not B16", "B16", "C16"),
        ("oops, 3x2.5 instead of 3x1.5", "3x1.5", "3x2.5"),
    ],
)  # fmt: skip
def test_swaps(text: str, old: str, new: str) -> None:
    assert swap_in(text) == Swap(old, new)


@pytest.mark.parametrize(
    "text",
    ["20 not 12", "no, 20 not 12", "ні, 20 а не 12", "не 12 а 20 шт", "add 20 m NYM", "where is my order", "не треба",
     "not now", "change it to 20", "зміни на 20"],
)  # fmt: skip
def test_what_is_no_swap(text: str) -> None:
    assert swap_in(text) is None


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("20 more", 20), ("20 більше", 20), ("ще 20", 20), ("ещё 20 шт", 20), ("jeszcze 20", 20), ("another 5", 5),
        ("+5", 5), ("5 less", -5), ("зроби на 5 менше", -5), ("на 5 меньше", -5), ("o 5 mniej", -5),
        ("make it 5 more please", 5), ("ще 10 м", 10),
        ("add 20 more m of NYM 3x1.5", None), ("ще 10 рукавиць", None), ("show more", None), ("20", None),
        ("no more than 20 euro", None),
    ],
)  # fmt: skip
def test_more_and_less(text: str, amount: int | None) -> None:
    assert more_in(text) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("the same but 5 m", "5 m"), ("same but 3x2.5", "3x2.5"), ("те саме але 5 м", "5 м"), ("такий же, тільки чорний", "чорний"),
        ("то же самое но 5 метров", "5 метров"), ("такой же только 3х2.5", "3х2.5"), ("to samo tylko 5 m", "5 m"),
        ("taki sam ale 3x2,5", "3x2,5"), ("the same as last time", ""), ("ще раз те саме", ""), ("order the same from 10031", ""),
    ],
)  # fmt: skip
def test_the_same_but(text: str, rest: str) -> None:
    assert same_but(text) == rest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("and 10 of the black ones", (Decimal(10), "black")), ("10 black ones", (Decimal(10), "black")),
        ("і 10 чорних", (Decimal(10), "чорних")), ("и 10 чёрных", (Decimal(10), "чёрных")),
        ("i 10 czarnych", (Decimal(10), "czarnych")), ("I meant the black ones", (None, "black")),
        ("the second one", None), ("the cheap one", None), ("10 рукавиць", None), ("10 перчаток", None), ("20 м", None),
    ],
)  # fmt: skip
def test_ones(text: str, found: tuple[Decimal | None, str] | None) -> None:
    assert ones_in(text) == found


@pytest.mark.parametrize(
    ("text", "picks"),
    [
        ("1a, 2 c", [Pick(0, 0), Pick(2, 1)]), ("1 a 2 c", [Pick(0, 0), Pick(2, 1)]), ("1b", [Pick(1, 0)]),
        ("1а, 2в", [Pick(0, 0), Pick(2, 1)]), ("1-a i 2-b", [Pick(0, 0), Pick(1, 1)]), ("a, c", [Pick(0, 0), Pick(2, 1)]),
        ("first one for the cable, the cheap one for the gloves", [Pick(0, hint="cable"), Pick(CHEAPEST, hint="gloves")]),
        ("перший для кабелю, дешевший для рукавиць", [Pick(0, hint="кабелю"), Pick(CHEAPEST, hint="рукавиць")]),
        ("первый для кабеля и самый дешёвый для перчаток", [Pick(0, hint="кабеля"), Pick(CHEAPEST, hint="перчаток")]),
        ("pierwszy do kabla, tańszy do rękawic", [Pick(0, hint="kabla"), Pick(CHEAPEST, hint="rękawic")]),
        ("the second and the first", [Pick(1), Pick(0)]), ("the cheaper one", [Pick(CHEAPEST)]), ("дорожчий", [Pick(DEAREST)]),
        ("the 16A one", []), ("where is my order", []), ("add 20 m NYM", []), ("a lot of cable", []),
    ],
)  # fmt: skip
def test_picks(text: str, picks: list[Pick]) -> None:
    assert picks_in(text, 2) == picks
