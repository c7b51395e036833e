"""Quantities in the words their languages count with."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import Babel

import portal
from portal.web.units import counted, priced_by

TRANSLATIONS = str(Path(portal.__file__).parent / "translations")


@pytest.mark.parametrize(
    ("locale", "unit", "amount", "expected"),
    [
        ("en", "pcs", "1", "1 pc"),
        ("en", "pair", "6", "6 pairs"),
        ("uk", "pair", "3", "3 пари"),
        ("ru", "pair", "6", "6 пар"),
        ("pl", "pcs", "20", "20 szt."),
        ("en", "pair", "2.5", "2.5 pairs"),
        ("en", "m", "5", None),
    ],
)
def test_a_unit_bends_with_its_number(locale: str, unit: str, amount: str, expected: str | None) -> None:
    with _speaking(locale).test_request_context():
        assert counted(unit, Decimal(amount), amount) == expected


@pytest.mark.parametrize(
    ("locale", "unit", "symbol", "expected"),
    [("en", "pcs", "pcs", "per piece"), ("uk", "pair", "пара", "за пару"), ("pl", "m", "m", "za m")],
)
def test_what_a_price_is_for(locale: str, unit: str, symbol: str, expected: str) -> None:
    with _speaking(locale).test_request_context():
        assert priced_by(unit, symbol) == expected


def _speaking(locale: str) -> Flask:
    app = Flask(__name__)
    Babel(app, default_translation_directories=TRANSLATIONS, locale_selector=lambda: locale)
    return app
