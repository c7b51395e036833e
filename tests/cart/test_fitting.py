"""Units into the product's own, and words against a product's own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nlu.reading.lines import ParsedLine
from portal.cart.agreement import agree
from portal.cart.conversion import Step, convert


def line(quantity: str, unit: str | None, *, pair_word: bool = False) -> ParsedLine:
    return ParsedLine(1, "", Decimal(quantity), unit, "x", pair_word=pair_word)


@pytest.mark.parametrize(
    ("asked", "unit", "pack", "quantity", "step"),
    [
        pytest.param(line("20", "m"), "m", "100", "20", Step.SAME, id="same unit"),
        pytest.param(line("20", None), "m", "100", "20", Step.SAME, id="no unit"),
        pytest.param(line("2", "ring"), "m", "100", "200", Step.PACKS, id="rings of cable"),
        pytest.param(line("3", "box"), "pcs", "100", "300", Step.PACKS, id="boxes of screws"),
        pytest.param(line("3", "tube"), "pcs", "12", "3", Step.SINGLE, id="a tube is a piece"),
        pytest.param(line("5", "pcs"), "roll", "1", "5", Step.SINGLE, id="a piece is a roll"),
        pytest.param(line("2", None, pair_word=True), "pair", "10", "1", Step.PAIR, id="a pair of gloves"),
        pytest.param(line("2", None, pair_word=True), "pcs", "10", "2", Step.SAME, id="a pair of markers"),
        pytest.param(line("100", "pcs"), "pack", "1", "100", Step.UNCLEAR, id="pieces of what comes in packs"),
        pytest.param(line("1", "pallet"), "pcs", "50", "50", Step.UNCLEAR, id="a pallet is no pack"),
        pytest.param(line("20", "m"), "pcs", "1", "20", Step.UNCLEAR, id="metres of pieces"),
    ],
)
def test_conversion(asked: ParsedLine, unit: str, pack: str, quantity: str, step: Step) -> None:
    found = convert(asked, unit, Decimal(pack))
    assert (found.quantity, found.step) == (Decimal(quantity), step)


CABLE = [
    "Cable NYM-J 3x1.5 mm², ring 100 m",
    "Кабель NYM-J 3х1,5 мм², бухта 100 м",
    "installation cable",
    "NYM-3X1.5-R100",
]
BREAKER = ["Circuit breaker 1P C16 6 kA", "автомат, автомат 16А", "eska, C16", "MCB, breaker", "16"]


@pytest.mark.parametrize(
    ("phrase", "texts", "full"),
    [
        pytest.param("NYM 3x1.5", CABLE, True, id="as it is"),
        pytest.param("nym 3 х 1,5", CABLE, True, id="spaces, comma and a Cyrillic x"),
        pytest.param("NYM 3x2.5", CABLE, False, id="another cross-section"),
        pytest.param("NYM 5x1.5", CABLE, False, id="another number of cores"),
        pytest.param("16A breakers", BREAKER, True, id="rating and a plural"),
        pytest.param("автоматів на 16А", BREAKER, True, id="another case"),
        pytest.param("breaker B16", BREAKER, False, id="another curve"),
        pytest.param("10A breaker", BREAKER, False, id="another rating"),
        pytest.param("16A contactor", BREAKER, False, id="another thing"),
        pytest.param("drill bit 6", ["Drill bit HSS 16 mm", "16"], False, id="6 is not 16"),
        pytest.param("nitrile gloves L", ["Disposable nitrile gloves L, blue"], True, id="a size of clothing"),
        pytest.param("nitrile gloves L", ["Disposable nitrile gloves XL, blue"], False, id="another size"),
        pytest.param("LED panels 60x60", ["Slotted wiring duct 60x60 mm, panel"], False, id="a word is missing"),
        pytest.param("YDYp 3x1,5", ["Round cable YDY 3x1.5 mm²"], False, id="another type with the same beginning"),
        pytest.param("болт М8х40", ["Hex bolt M8x40", "болт М8х40 оцинкований"], True, id="Cyrillic M"),
    ],
)
def test_agreement(phrase: str, texts: list[str], full: bool) -> None:
    assert agree(phrase, [texts]).full is full


def test_words_must_come_from_one_language() -> None:
    assert agree("rama drzwi", [["rama okna"], ["door frame", "drzwi"]]).words == 0.5
    assert agree("16 rama", [["rama"], ["frame 16"]]).full
