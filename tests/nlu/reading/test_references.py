"""Numbers in the spellings people use."""

from __future__ import annotations

import pytest

from nlu.reading.references import find_references


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("where is #100045", ("order_number", "SO-100045")),
        ("зам. 10-045 де воно", ("order_number", "SO-10045")),
        ("SO-10045", ("order_number", "SO-10045")),
        ("so 100 145?", ("order_number", "SO-100145")),
        ("wheres order no. 100 145", ("order_number", "SO-100145")),
        ("заказ №10178 когда придёт", ("order_number", "SO-10178")),
        ("zamówienie nr 10178", ("order_number", "SO-10178")),
        ("100045", ("order_number", "SO-100045")),
        ("RFQ-1003", ("rfq_number", "RFQ-1003")),
        ("rfq1009", ("rfq_number", "RFQ-1009")),
        ("accept quotation 1012", ("rfq_number", "RFQ-1012")),
        ("приймаємо КП 1007", ("rfq_number", "RFQ-1007")),
        ("oferta 1015", ("rfq_number", "RFQ-1015")),
        ("invoice INV-2026-00012", ("invoice_number", "INV-2026-00012")),
        ("checkout please, PO number is 77812", ("po_number", "77812")),
        ("оформити із номером PO 4500123", ("po_number", "4500123")),
        ("checkout PO-77812", ("po_number", "77812")),
        ("put the order through, our ref 2025-118", ("po_number", "2025-118")),
        ("show 1003", ("number", "1003")),
    ],
)
def test_number(text: str, expected: tuple[str, str]) -> None:
    assert [(found.kind, found.value) for found in find_references(text)] == [expected]


@pytest.mark.parametrize("text", ["20 m NYM 3x2.5", "M8x40", "16A", '1/2"', "AB-1234", "S201-C16", "0.89", "hello", ""])
def test_product_names_are_no_numbers(text: str) -> None:
    assert find_references(text) == []


def test_a_huge_message_is_read_in_bounded_time() -> None:
    assert len(find_references("1 " * 20000)) < 3000
