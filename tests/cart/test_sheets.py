"""Which rows of a file order what."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from portal.cart.sheets import QuantitiesMissing, order_lines
from portal.cart.sheets.lines import amount_of

Rows = list[list[str]]


def read(*sheets: Rows, locale: str = "en") -> list[tuple[str, str | None, str]]:
    tables: list[dict[str, Any]] = [{"name": "", "rows": rows} for rows in sheets]
    return [(str(line.quantity), line.unit, line.code or line.phrase) for line in order_lines(tables, locale)]


HEADED: list[tuple[str, Rows, list[tuple[str, str | None, str]]]] = [
    (
        "uk",
        [
            ["ТОВ «Ромашка»"],
            ["Замовлення № 15 від 12.11.2026"],
            ["№", "Артикул", "Найменування товару", "Од. вим.", "Кількість", "Ціна, грн", "Сума, грн"],
            ["1", "CAB-0011", "Кабель ВВГнг 3х1.5", "м", "200", "12.5", "2500"],
            ["2", "", "Автомат 16А", "шт", "5", "100", "500"],
            ["Освітлення"],
            ["3", "LMP-1", "Лампа LED 10W", "шт", "", "3", "0"],
            ["", "", "Разом", "", "205", "", "3000"],
        ],
        [("200", "m", "CAB-0011"), ("5", "pcs", "Автомат 16А")],
    ),
    (
        "ru",
        [["Наименование", "Кол-во, м", "Цена за ед.", "Остаток"], ["Кабель", "10", "3,20", "900"], ["Итого", "10"]],
        [("10", "m", "Кабель")],
    ),
    (
        "pl",
        [
            ["Lp.", "Nazwa", "Ilość", "J.m.", "Cena netto"],
            ["1", "Kabel 3x2,5", "1 250,5", "m", "3,20"],
            ["Razem", "", "1"],
        ],
        [("1250.5", "m", "Kabel 3x2,5")],
    ),
    (
        "en",
        [["Item", "Description", "Unit price", "Stock qty", "Order qty"], ["1", "Glove L", "12.50", "400", "5 boxes"]],
        [("5", "box", "Glove L")],
    ),
    (
        "en",
        [["EAN", "SKU", "Name", "Amount"], ["4006381333931", "GLV-1", "Glove", "3"]],
        [("3", None, "GLV-1")],
    ),
    ("uk", [["Назва", "Кільк."], ["Кабель", "2,5 км"]], [("2500.0", "m", "Кабель")]),
]


@pytest.mark.parametrize(("locale", "rows", "expected"), HEADED)
def test_columns_are_told_by_their_headings(locale: str, rows: Rows, expected: list[Any]) -> None:
    assert read(rows, locale=locale) == expected


def test_a_price_list_with_three_figures_is_an_order_of_three() -> None:
    rows = [["SKU", "Name", "Price", "Quantity"], *([f"A-{n:04}", f"Thing {n}", "1.00", ""] for n in range(300))]
    for n in (5, 50, 250):
        rows[n][3] = "2"
    assert [code for _, _, code in read(rows)] == ["A-0004", "A-0049", "A-0249"]


def test_an_empty_column_of_quantities_is_said() -> None:
    with pytest.raises(QuantitiesMissing):
        read([["Name", "Qty"], ["Cable", ""], ["Tape", ""]])


def test_zero_is_no_order() -> None:
    assert read([["Name", "Qty"], ["Cable", "0"], ["Tape", "1"]]) == [("1", None, "Tape")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["NYM 3x1.5", "200"], ["MCB6-1P-C16", "40"]], [("200", None, "NYM 3x1.5"), ("40", None, "MCB6-1P-C16")]),
        (
            [["1", "Gloves L", "5", "box", "12.50", "62.50"], ["2", "Drill bits 6 mm", "10", "pcs", "1.20", "12.00"]],
            [("5", "box", "Gloves L"), ("10", "pcs", "Drill bits 6 mm")],
        ),
        ([["40", "CAB-0011"], ["12", "CAB-0012"]], [("40", None, "CAB-0011"), ("12", None, "CAB-0012")]),
        (
            [["4006381333931", "3"], ["4006381333948", "7"]],
            [("3", None, "4006381333931"), ("7", None, "4006381333948")],
        ),
    ],
    ids=["name and number", "with prices", "number first", "EANs"],
)
def test_columns_are_told_by_content(rows: Rows, expected: list[Any]) -> None:
    assert read(rows) == expected


def test_a_file_of_sentences_is_read_as_text() -> None:
    assert read([["20 m NYM 3x1.5"], ["5 boxes of nitrile gloves L"]]) == [
        ("20", "m", "NYM 3x1.5"),
        ("5", "box", "nitrile gloves L"),
    ]


def test_a_cover_sheet_is_passed_over() -> None:
    assert read([["Order of ACME"], ["Call before delivery"]], [["Name", "Qty"], ["Cable", "2"]]) == [
        ("2", None, "Cable")
    ]


def test_a_header_repeated_on_every_page_is_no_line() -> None:
    rows = [["Name", "Qty"], ["Cable", "2"], ["Name", "Qty"], ["Tape", "3"], ["Page 2 of 2"]]
    assert read(rows) == [("2", None, "Cable"), ("3", None, "Tape")]


@pytest.mark.parametrize(
    ("cell", "value", "unit"),
    [
        ("20", "20", None), ("1 250,5", "1250.5", None), ("1,250.00", "1250", None), ("1.250,00", "1250", None),
        ("40шт", "40", "pcs"), ("20 m", "20", "m"), ("12.000", "12", None),
    ],
)  # fmt: skip
def test_quantities_in_every_spelling(cell: str, value: str, unit: str | None) -> None:
    found = amount_of(cell, "en")
    assert found is not None
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("cell", ["", "on request", "16A", "3x2.5", "-5", "1e9", "99999999"])
def test_what_is_no_quantity(cell: str) -> None:
    assert amount_of(cell, "en") is None
