"""Order lines out of free text: what people really write, in four languages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.reading.lines import parse
from nlu.reading.lines.types import MAX_LINES

Expected = list[tuple[str, str | None, str]]

CASES: list[tuple[str, str, Expected]] = [
    # the sentence of the story, in each language
    ("en", "20 m NYM 3x1.5 and five 16A breakers", [("20", "m", "NYM 3x1.5"), ("5", None, "16A breakers")]),
    ("uk", "20 м ввгнг 3х1.5 і п'ять автоматів на 16А", [("20", "m", "ввгнг 3х1.5"), ("5", None, "автоматів на 16А")]),
    ("ru", "20 м ввгнг 3х1.5 и пять автоматов на 16А", [("20", "m", "ввгнг 3х1.5"), ("5", None, "автоматов на 16А")]),
    ("pl", "20 m YDYp 3x1,5 i pięć wyłączników 16A", [("20", "m", "YDYp 3x1,5"), ("5", None, "wyłączników 16A")]),
    # a conversation around it
    ("en", "pls add 6 pairs of work gloves", [("6", "pair", "work gloves")]),
    ("en", "I need 100 pcs M8x40 bolts and 100 nuts", [("100", "pcs", "M8x40 bolts"), ("100", None, "nuts")]),
    ("en", "add to basket: 2 RCD 40A 30mA", [("2", None, "RCD 40A 30mA")]),
    ("uk", "додай в кошик 10 коробок нітрилових рукавиць L", [("10", "box", "нітрилових рукавиць L")]),
    ("uk", "чотири контактора 25А кинь в корзину", [("4", None, "контактора 25А")]),
    ("uk", "і ще мультиметр один", [("1", None, "мультиметр")]),
    ("ru", "добавь в корзину 10 коробок нитриловых перчаток L", [("10", "box", "нитриловых перчаток L")]),
    ("pl", "dodaj do koszyka 10 kartonów rękawic nitrylowych L", [("10", "box", "rękawic nitrylowych L")]),
    ("pl", "poproszę 200 m kabla 5x10", [("200", "m", "kabla 5x10")]),
    # the quantity after the name
    ("en", "ABB S201-C16 x 10", [("10", None, "ABB S201-C16")]),
    ("en", '1/2" ball valve x5', [("5", None, '1/2" ball valve')]),
    ("en", "breakers C16 - 5\nRCD 40A: 2", [("5", None, "breakers C16"), ("2", None, "RCD 40A")]),
    ("en", "drill bit 6mm x3", [("3", None, "drill bit 6mm")]),
    ("en", "Circuit breaker 1P C16 6 kA x 5", [("5", None, "Circuit breaker 1P C16 6 kA")]),
    ("en", "A4 paper 5 boxes", [("5", "box", "A4 paper")]),
    ("en", "SKU CAB-0042 qty 7", [("7", None, "CAB-0042")]),
    ("ru", "шайбы М10 40шт гайки М10 40шт", [("40", "pcs", "шайбы М10"), ("40", "pcs", "гайки М10")]),
    ("en", "cable 20 m NYM 3x1.5", [("20", "m", "cable NYM 3x1.5")]),
    # a size alone stays as it was written
    (
        "ru",
        "автомат С16 10 шт, В10 5 шт, узо 25/30 1шт",
        [("10", "pcs", "автомат С16"), ("5", "pcs", "В10"), ("1", "pcs", "узо 25/30")],
    ),
    ("pl", "po 10 szt dławnic M20 i M25", [("10", "pcs", "dławnic M20"), ("10", "pcs", "M25")]),
    # the same of each
    (
        "en",
        "5 of each: nitrile gloves, safety glasses and helmets",
        [("5", None, "nitrile gloves"), ("5", None, "safety glasses"), ("5", None, "helmets")],
    ),
    ("en", "gloves and helmets, 3 of each", [("3", None, "gloves"), ("3", None, "helmets")]),
    ("uk", "рукавиці та каски по 5 шт кожного", [("5", "pcs", "рукавиці"), ("5", "pcs", "каски")]),
    # numbers in words
    ("en", "half a dozen markers black", [("6", None, "markers black")]),
    ("en", "a dozen safety glasses", [("12", None, "safety glasses")]),
    ("en", "two hundred and fifty screws 5x60 torx", [("250", None, "screws 5x60 torx")]),
    ("en", "twenty-five LED panels 60x60", [("25", None, "LED panels 60x60")]),
    ("en", "fifteen sockets and fifteen switches white", [("15", None, "sockets"), ("15", None, "switches white")]),
    ("uk", "дюжину захисних окулярів", [("12", None, "захисних окулярів")]),
    ("uk", "двадцять п’ять розеток", [("25", None, "розеток")]),
    ("ru", "сто двадцать саморезов 4х40", [("120", None, "саморезов 4х40")]),
    ("pl", "setka wagówek", [("100", None, "wagówek")]),
    ("pl", "pół tuzina markerów", [("6", None, "markerów")]),
    # large and fractional numbers
    ("uk", "1 000 шт шурупів 4х40", [("1000", "pcs", "шурупів 4х40")]),
    ("ru", "2,5 км кабеля ВВГнг 3х2,5", [("2500", "m", "кабеля ВВГнг 3х2,5")]),
    ("en", "1,500 kg nails", [("1500", "kg", "nails")]),
    ("pl", "1,5 kg gwoździ", [("1.5", "kg", "gwoździ")]),
    # containers
    ("ru", "2 бухты NYM 3х2,5", [("2", "ring", "NYM 3х2,5")]),
    ("en", "wire H07V-K 2.5 mm², black, ring 100 m x 2", [("2", None, "wire H07V-K 2.5 mm², black, ring 100 m")]),
    # lists
    (
        "en",
        "- 10 pcs MCB C16\n- 5 pcs MCB B10\n3) 1 pc RCD 25/30",
        [("10", "pcs", "MCB C16"), ("5", "pcs", "MCB B10"), ("1", "pcs", "RCD 25/30")],
    ),
    ("en", "CAB-0042,7\nNYM-3X1.5-M,20", [("7", None, "CAB-0042"), ("20", None, "NYM-3X1.5-M")]),
    ("uk", "артикул;кількість\nCAB-0042;7", [("7", None, "CAB-0042")]),
    ("en", "MCB6-1P-C16;12;pcs", [("12", "pcs", "MCB6-1P-C16")]),
    ("en", "CAB-0042\t7\nNYM-3X1.5-M\t20\tm", [("7", None, "CAB-0042"), ("20", "m", "NYM-3X1.5-M")]),
    ("en", "4006381333931 x 3", [("3", None, "4006381333931")]),
]


@pytest.mark.parametrize(("locale", "text", "expected"), CASES, ids=[case[1][:40] for case in CASES])
def test_reads(locale: str, text: str, expected: Expected) -> None:
    found = [(line.quantity, line.unit, line.phrase) for line in parse(text, locale)]
    assert found == [(Decimal(quantity), unit, phrase) for quantity, unit, phrase in expected]


@pytest.mark.parametrize(
    "text",
    [
        "NYM 3x2.5",
        "кабель 3х2,5",
        "NYM 3 x 1.5",
        "M8x40",
        "16A breaker",
        "16 A breaker",
        '1/2" valve',
        "AB-1234",
        "MCB B16",
        "400V plug",
        "5 mm drill bit",
        "3 pole contactor",
        "4006381333931",
        "Circuit breaker 1P B16 6 kA",
        "Кабель NYM-J 3х1,5 мм², бухта 100 м",
        "insulating tape 19 mm x 20 m",
        "insulating tape 19mm x 20",
    ],
)
def test_numbers_in_names_are_no_quantities(text: str) -> None:
    (line,) = parse(text, "en")
    assert line.quantity == 1
    assert not line.quantity_given
    assert line.phrase == text


def test_a_size_alone_means_the_product_of_the_line_before() -> None:
    lines = parse("автомат С16 10 шт, В10 5 шт, узо 25/30 1шт", "ru")
    assert [line.sought for line in lines] == ["автомат С16", "автомат В10", "узо 25/30"]


def test_a_pair_is_marked_for_what_is_sold_in_pairs() -> None:
    (line,) = parse("пару рукавиць", "uk")
    assert (line.quantity, line.unit, line.pair_word) == (Decimal(2), None, True)


def test_a_column_of_its_own_is_a_code() -> None:
    (line,) = parse("1\tNYM-3X1.5-M\tCable NYM-J 3x1.5\t20\t1.10", "en")
    assert (line.code, line.phrase, line.quantity) == ("NYM-3X1.5-M", "Cable NYM-J 3x1.5", Decimal(20))


def test_urgency_and_joining_words_are_no_part_of_a_product() -> None:
    lines = parse("привіт, мені треба срочно кабель 3х1,5 50 метрів і ще пару перчаток", "uk")
    assert [(line.phrase, line.quantity, line.unit) for line in lines] == [
        ("кабель 3х1,5", Decimal(50), "m"),
        ("перчаток", Decimal(2), None),
    ]


@pytest.mark.parametrize("text", ["", "  \n ", "add 5 of these", "додай оба", "please"])
def test_nothing_to_order(text: str) -> None:
    assert parse(text, "en") == []


def test_positions_count_from_one_and_lines_are_bounded() -> None:
    lines = parse("\n".join(f"{n} bolts M{n}" for n in range(1, MAX_LINES + 50)), "en")
    assert [line.position for line in lines] == list(range(1, MAX_LINES + 1))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["en", "uk", "ru", "pl"]))
def test_any_text_is_read_without_failing(text: str, locale: str) -> None:
    for line in parse(text, locale):
        assert line.quantity > 0
        assert line.phrase.strip()


@settings(max_examples=200, deadline=None)
@given(
    st.integers(1, 9999),
    st.sampled_from([("pcs", "pcs"), ("шт", "pcs"), ("szt", "pcs"), ("m", "m"), ("м", "m"), ("box", "box")]),
    st.sampled_from(["NYM 3x1.5", "болт М8х40", "wyłącznik B16", "RCD 40A 30mA"]),
)
def test_a_quantity_reads_the_same_before_and_after(quantity: int, unit: tuple[str, str], phrase: str) -> None:
    for text in (f"{quantity} {unit[0]} {phrase}", f"{phrase} {quantity} {unit[0]}", f"{phrase} {quantity}{unit[0]}"):
        (line,) = parse(text, "pl")
        assert (line.quantity, line.unit, line.phrase) == (Decimal(quantity), unit[1], phrase)
