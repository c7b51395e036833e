"""Flask-Babel, template globals and filters."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal
from flask import Flask, g, url_for
from flask_babel import Babel, get_locale
from markupsafe import Markup

from portal.accounts.authentication import template_user
from portal.catalogue.queries import units
from portal.security import web
from portal.security.headers import csp_nonce
from portal.shared.i18n import LANGUAGE_NAMES, pick
from portal.shared.money import Money, plain, round_money
from portal.shared.schemas import MoneyOut
from portal.web.units import counted, priced_by

SIGNS = {"EUR": "€", "GBP": "£", "PLN": "zł", "UAH": "₴", "USD": "$"}
MANIFEST = Path(__file__).resolve().parent.parent / "static" / "dist" / "manifest.json"


def init_app(app: Flask) -> None:
    """Install Babel, the globals and the filters."""
    app.config["BABEL_DEFAULT_LOCALE"] = web_default(app)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    Babel(app, locale_selector=_select_locale)
    app.jinja_env.filters.update(
        money=money,
        qty=qty,
        date=short_date,
        datetime=short_datetime,
        pick=_pick,
        plain=plain_number,
        unit=unit_symbol,
        per_unit=per_unit,
    )
    app.jinja_env.globals.update(
        asset=asset,
        csp_nonce=csp_nonce,
        locales=LANGUAGE_NAMES,
        get_locale=lambda: str(get_locale() or "en"),
        demo_mode=app.extensions["prilavok.settings"].demo,
        supplier_name=app.extensions["prilavok.settings"].supplier_name,
    )

    @app.context_processor
    def who() -> dict[str, Any]:
        return {
            "current_actor": g.get("actor"),
            "current_user": template_user(),
            "cart_summary": _cart_summary,
        }


def web_default(app: Flask) -> str:
    """The installation's default language."""
    return str(app.extensions["prilavok.settings"].default_locale)


def _select_locale() -> str:
    actor = g.get("actor")
    return actor.locale if actor is not None else "en"


def _cart_summary() -> dict[str, Any]:
    if "cart_summary" not in g:
        g.cart_summary = web.port("cart_summary")(web.session(), web.actor())
    return dict(g.cart_summary)


@lru_cache(maxsize=1)
def _manifest(_changed: int) -> dict[str, str]:
    return dict(json.loads(MANIFEST.read_text(encoding="utf-8")))


def asset(name: str) -> str:
    """The address of a built file under its hashed name. Raises KeyError for one the build did not make."""
    return url_for("static", filename=f"dist/{_manifest(MANIFEST.stat().st_mtime_ns)[name]}")


def _code() -> str:
    return str(get_locale() or "en")


def _region() -> str:
    """The locale of dates and numbers: English is written as in Europe, 2 Nov 2026, not Nov 2, 2026."""
    code = _code()
    return "en_GB" if code == "en" else code


def money(value: Money | MoneyOut | dict[str, Any] | None) -> str:
    """€1,234.50 as the reader's language writes it; unit prices under a cent keep their places."""
    if value is None:
        return ""
    amount = Decimal(str(value["amount"] if isinstance(value, dict) else value.amount))
    currency = value["currency"] if isinstance(value, dict) else value.currency
    if amount != round_money(amount):
        shown = format_currency(amount, currency, locale=_region(), currency_digits=False, decimal_quantization=False)
    else:
        shown = format_currency(amount, currency, locale=_region())
    # Some languages' data have only the code; the sign is what the browser's own formatting shows as well.
    return shown.replace(currency, SIGNS.get(currency, currency))


def qty(value: Decimal | float | str | None, unit: str | None = None) -> str:
    """A quantity without trailing zeros, with its unit in the reader's language and the right plural."""
    if value is None:
        return ""
    shown = format_decimal(Decimal(str(value)), locale=_region())
    if not unit:
        return shown
    words = counted(unit, Decimal(str(value)), shown)
    return words.replace(" ", "\u00a0") if words else f"{shown}\u00a0{unit_symbol(unit)}"


def per_unit(code: str) -> str:
    """What a price is for, after the price: "per m"."""
    return priced_by(code, unit_symbol(code))


def unit_symbol(code: str) -> str:
    """The unit's symbol in the reader's language; the code itself for a unit nobody described."""
    symbols = g.get("unit_symbols")
    if symbols is None:
        symbols = g.unit_symbols = {unit.code: unit.symbols for unit in units(web.session()).values()}
    return pick(symbols.get(code), _code()) or code


def plain_number(value: Decimal | float | str) -> str:
    """A number for machines: no grouping, a point, no trailing zeros."""
    return plain(Decimal(str(value)))


def _as_datetime(value: datetime | date | str) -> datetime | date:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def short_date(value: datetime | date | str | None) -> str:
    """2 Nov 2026."""
    return "" if value is None else format_date(_as_datetime(value), "medium", locale=_region())


def short_datetime(value: datetime | str | None) -> Markup | str:
    """2 Nov 2026, 14:05, with the exact moment for machines; scripts show it in the reader's own time zone."""
    if value is None:
        return ""
    moment = _as_datetime(value)
    assert isinstance(moment, datetime)
    shown = format_datetime(moment, "medium", locale=_region()).rsplit(":", 1)[0]
    return Markup('<time datetime="{}" data-time>{}</time>').format(moment.isoformat(), shown)


def _pick(names: dict[str, str] | None) -> str:
    return pick(names, _code())
