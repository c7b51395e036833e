"""Why a price is what it is, in the reader's language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from portal.pricing.rules import Fact, Step, TraceStep
from portal.shared.money import plain, round_money
from portal.shared.texts import N_, text

SENTENCES: dict[Step, str] = {
    Step.LIST: N_("List price: %(amount)s"),
    Step.TIER: N_("From %(min_quantity)s: %(amount)s"),
    Step.BELOW_FIRST_TIER: N_("The list has a price from %(min_quantity)s only: %(amount)s"),
    Step.CONTRACT: N_("Your agreed price: %(amount)s"),
    Step.CONTRACT_TIER: N_("Your agreed price from %(min_quantity)s: %(amount)s"),
    Step.CONTRACT_NOT_VALID: N_("An agreement is not valid today"),
    Step.CONTRACT_BELOW_TIER: N_("Your agreed price begins at %(min_quantity)s"),
    Step.OTHER_CURRENCY: N_("A price in %(currency)s is left out: you buy in another currency"),
    Step.ON_REQUEST: N_("Price on request"),
}
REFERENCE = N_("agreement %(reference)s")
UNTIL = N_("valid until %(day)s")


def sentence(step: TraceStep, locale: str) -> str:
    """One rule as a sentence: "Your agreed price: €8.40 (agreement K-17, valid until 31 Dec 2026)"."""
    facts = step.facts
    shown = {name: _shown(name, value, facts, locale) for name, value in facts.items()}
    said = text(locale, SENTENCES[step.code], **shown)
    notes = []
    if facts.get("reference"):
        notes.append(text(locale, REFERENCE, reference=facts["reference"]))
    until = facts.get("to")
    if isinstance(until, date):
        notes.append(text(locale, UNTIL, day=format_date(until, "medium", locale=locale)))
    return f"{said} ({', '.join(notes)})" if notes else said


def facts_as_text(step: TraceStep) -> dict[str, str | None]:
    """The facts for programs: decimals without exponent, ISO dates."""
    return {name: _plain(value) for name, value in step.facts.items()}


def _plain(value: Fact) -> str | None:
    if value is None:
        return None
    return plain(value) if isinstance(value, Decimal) else str(value)


def _shown(name: str, value: Fact, facts: object, locale: str) -> str:
    if isinstance(value, Decimal) and name == "amount" and isinstance(facts, dict):
        digits = value == round_money(value)
        return format_currency(
            value, facts["currency"], locale=locale, currency_digits=digits, decimal_quantization=digits
        )
    if isinstance(value, Decimal):
        return format_decimal(value.normalize(), locale=locale)
    return "" if value is None else str(value)
