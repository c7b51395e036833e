"""How people write the numbers of orders, RFQs, invoices and of their own purchase orders."""

# ruff: noqa: E501 - lists of words, a language or a kind to a line
from __future__ import annotations

import re

from nlu.reading.found import MAX_TEXT, Found, overlaps

_JOINED = r"\d(?:[\d \-]{1,8}\d)?"
_ORDER = r"(?:\d{2,3}[ \-]\d{3}(?!\d)|\d{4,9})"
# "quote 500 m" and "order 1000 pcs" name quantities
_NO_QUANTITY = (
    r"(?![\w%]|[.,]\d|\s*(?:mm|мм|met\w+|метр\w*|metr\w*|m|м|w|вт|v|в|a|а|pc\w*|pieces?|шт\w*|szt\w*|kg|кг|l|л|x|х|×|pack\w*|"
    r"box\w*|roll\w*|pair\w*|set\w*|короб\w*|упак\w*|пач\w*|пар\w*|karton\w*|opak\w*|par\w*)\b)"
)
_SIGN = (
    r"(?:[\s:]|\bis\b|\bunder\b|\bза\b|\bпід\b|\bпод\b|\bo\b|\bno\b\.?|\bnr\b\.?|\bnumber\b|\bномер\w*|\bnumer\w*|№|#|"
    r"\bso\b[\s\-/]?)*"
)
_ORDER_WORD = r"(?:orders?|замовлен\w*|зам|заказ\w*|зоказ\w*|зак|ордер\w*|zam[oó]wie[nń]\w*|zam|zakaz\w*|zamovlenn\w*)(?![^\W\d_])\.?"
_QUOTE_WORD = (
    r"(?:quot\w*|offers?|inquiry|request|rfq|кп|пропозиц\w*|предложени\w*|коммерческ\w*|комерційн\w*|запит\w*|запрос\w*|"
    r"прорахун\w*|прос[чш]ёт\w*|ofert\w*|zapytani\w*|wycen\w*)\b"
)
_INVOICE_WORD = r"(?:invoices?|inv|рахун\w*|сч[её]т\w*|інвойс\w*|инвойс\w*|faktur\w*|fv|fa)\b\.?"
_INVOICE = r"(?:19|20)\d\d\s?[\-/]\s?\d{1,9}"
_PO_VALUE = r"[A-Z]{0,4}[\-/]?\d[\w\-/]{1,28}\w"
_PO_WORD = (
    r"(?:p\.?o\.?|purchase order|our (?:ref|order (?:no|number)|no)|наш номер(?: \w+)?|nasz numer(?: \w+)?|"
    r"номер закуп\w*|номер закупк\w*)\b\.?"
)

_FLAGS = re.IGNORECASE
# The first pattern that claims a stretch of text keeps it.
_PATTERNS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("invoice_number", re.compile(r"\binv[\s\-/№#]*(?P<n>\d[\d\-/]{1,13}\d)", _FLAGS), "INV-"),
    ("rfq_number", re.compile(r"\brfq[\s\-/#№]*(?P<n>\d{3,9})\b", _FLAGS), "RFQ-"),
    ("order_number", re.compile(rf"\bso[\s\-/#№]*(?P<n>{_JOINED})\b", _FLAGS), "SO-"),
    ("po_number", re.compile(rf"\b{_PO_WORD}\s*{_SIGN}(?:is|это|це|to)?\s*{_SIGN}(?P<n>{_PO_VALUE})", _FLAGS), ""),
    ("invoice_number", re.compile(rf"\b{_INVOICE_WORD}{_SIGN}(?P<n>{_INVOICE})\b", _FLAGS), "INV-"),
    ("order_number", re.compile(rf"\b{_ORDER_WORD}{_SIGN}(?P<n>{_ORDER}){_NO_QUANTITY}", _FLAGS), "SO-"),
    ("rfq_number", re.compile(rf"\b{_QUOTE_WORD}{_SIGN}(?P<n>\d{{3,9}}){_NO_QUANTITY}", _FLAGS), "RFQ-"),
    ("order_number", re.compile(rf"(?:#|№)\s*(?P<n>{_ORDER})\b"), "SO-"),
    ("order_number", re.compile(r"(?<![\w.,/\-])(?P<n>\d{2,3}-\d{3}|\d{5,7})(?![\w%]|/\d|[.,]\d)"), "SO-"),
    ("number", re.compile(r"(?<![\w.,/\-])(?P<n>\d{3,4})(?![\w/%]|[.,]\d)"), ""),
)  # fmt: skip
_DIGIT = re.compile(r"\d")


def find_references(text: str) -> list[Found]:
    """The numbers in the first ``MAX_TEXT`` characters of ``text``, in order, in the portal's spelling.

    Kinds: ``order_number`` ("SO-100045"), ``rfq_number`` ("RFQ-1003"), ``invoice_number`` ("INV-2026-00012"),
    ``po_number`` (as written), and ``number`` where nothing says which.
    """
    text = text[:MAX_TEXT]
    if not _DIGIT.search(text):
        return []
    taken: list[tuple[int, int]] = []
    found: list[Found] = []
    for kind, pattern, prefix in _PATTERNS:
        for match in pattern.finditer(text):
            span = match.span("n")
            if overlaps(span, taken):
                continue
            taken.append(span)
            found.append(Found(kind, *span, prefix + _spelling(kind, match["n"])))
    return sorted(found, key=lambda one: one.start)


def _spelling(kind: str, digits: str) -> str:
    if kind == "po_number":
        return digits.lstrip("-/")
    if kind == "invoice_number":
        return re.sub(r"[\s/\-]+", "-", digits).strip("-")
    return re.sub(r"\D", "", digits)
