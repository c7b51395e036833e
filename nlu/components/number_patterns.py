"""How people write order, RFQ, invoice and purchase-order numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

MAX_TEXT = 4000

_JOINED = r"\d(?:[\d \-]{1,8}\d)?"
_ORDER = r"\d{2,3}[ \-]\d{2,4}|\d{4,9}"
_SIGN = r"(?:no\.?|nr\.?|number|номер\w*|numer\w*|№|#)?[\s:]*"
_ORDER_WORD = r"(?:orders?|замовлен\w*|зам|заказ\w*|зоказ\w*|зак|zam[oó]wie[nń]\w*|zam|zakaz\w*|zamovlenn\w*)\b\.?"
_QUOTE_WORD = (
    r"(?:quot\w*|offers?|inquiry|request|кп|пропозиц\w*|предложени\w*|коммерческ\w*|комерційн\w*|запит\w*|запрос\w*|"
    r"прорахун\w*|прос[чш]ёт\w*|ofert\w*|zapytani\w*|wycen\w*)\b"
)
_PO_VALUE = r"[A-Z]{0,4}[\-/]?\d[\w\-/]{2,29}"
_PO_WORD = r"(?:p\.?o\.?|purchase order|our (?:ref|order (?:no|number)|no)|наш номер(?: \w+)?|nasz numer(?: \w+)?)\b\.?"

_FLAGS = re.IGNORECASE
# The first pattern that claims a stretch of text keeps it.
_PATTERNS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("invoice_number", re.compile(r"\binv[\s\-]?(?P<n>\d[\d\-]{2,14})", _FLAGS), "INV-"),
    ("rfq_number", re.compile(r"\brfq[\s\-#№]*(?P<n>\d{3,9})\b", _FLAGS), "RFQ-"),
    ("order_number", re.compile(rf"\bso[\s\-#№]*(?P<n>{_JOINED})\b", _FLAGS), "SO-"),
    ("po_number", re.compile(rf"\b{_PO_WORD}\s*{_SIGN}(?:is|это|це|to)?\s*{_SIGN}(?P<n>{_PO_VALUE})", _FLAGS), ""),
    ("order_number", re.compile(rf"\b{_ORDER_WORD}\s*{_SIGN}(?P<n>{_ORDER})\b", _FLAGS), "SO-"),
    ("rfq_number", re.compile(rf"\b{_QUOTE_WORD}\s*{_SIGN}(?P<n>\d{{3,9}})\b", _FLAGS), "RFQ-"),
    ("order_number", re.compile(rf"(?:#|№)\s*(?P<n>{_ORDER})\b"), "SO-"),
    ("order_number", re.compile(r"(?<![\w.,/\-])(?P<n>\d{2,3}-\d{3}|\d{5,7})(?![\w/%]|[.,]\d)"), "SO-"),
    ("number", re.compile(r"(?<![\w.,/\-])(?P<n>\d{3,4})(?![\w/%]|[.,]\d)"), ""),
)  # fmt: skip


def find_numbers(text: str) -> Iterator[dict[str, Any]]:
    """The numbers in the first ``MAX_TEXT`` characters of ``text``, in order, as Rasa entities."""
    taken: list[tuple[int, int]] = []
    found: list[dict[str, Any]] = []
    for kind, pattern, prefix in _PATTERNS:
        for match in pattern.finditer(text[:MAX_TEXT]):
            start, end = match.span("n")
            if any(start < other_end and end > other_start for other_start, other_end in taken):
                continue
            taken.append((start, end))
            verbatim = kind in {"po_number", "invoice_number"}
            digits = match["n"].lstrip("-/") if verbatim else re.sub(r"\D", "", match["n"])
            found.append({"entity": kind, "start": start, "end": end, "value": prefix + digits})
    yield from sorted(found, key=lambda entity: int(entity["start"]))
