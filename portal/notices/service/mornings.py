"""Once a day, in the company's morning: what is due, and what is overdue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy.orm import Session

from portal.accounts import queries as accounts
from portal.conversations.service.notifying import News
from portal.documents.models import Invoice
from portal.notices import queries
from portal.notices.kinds import Kind
from portal.notices.queries import Person
from portal.notices.service.telling import SYSTEM, Draft, button, stop_button, tell
from portal.orders.wording import day, money
from portal.recommendations import service as recommendations
from portal.recommendations.present import present_proposal
from portal.security.actor import Actor
from portal.shared.clock import now
from portal.shared.database import Database
from portal.shared.money import Money
from portal.shared.texts import ntext, text

MORNING = 8  # o'clock
SATURDAY = 5
WEEK = timedelta(days=7) - timedelta(hours=2)  # the same hour a week later, whenever within it
ORDERED_LATELY = timedelta(days=2)
NAMED = 5


def local(moment: datetime, zone: str) -> datetime:
    """The moment on the company's clock; a time zone that nobody knows is UTC."""
    try:
        return moment.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):
        return moment


def is_morning(moment: datetime, zone: str) -> bool:
    """Whether a working day's work begins there in this hour."""
    there = local(moment, zone)
    return there.hour == MORNING and there.weekday() < SATURDAY


def waking(database: Database, moment: datetime) -> dict[Kind, list[Person]]:
    """Who is to be looked after now, by kind."""
    with database.transaction(SYSTEM) as session:
        zones = {zone for zone in queries.time_zones(session) if is_morning(moment, zone)}
        if not zones:
            return {}
        return {kind: queries.wanting(session, kind, zones=zones) for kind in (Kind.BASKET, Kind.INVOICE)}


def tell_due(database: Database, person: Person) -> bool:
    """Tell what the company usually buys and is due, at most once a week and not right after an order of the person.

    Raises BuyerWaits.
    """
    return tell(database, person, Kind.BASKET, lambda session, actor: _due(session, actor, person))


def _due(session: Session, actor: Actor, person: Person) -> Draft | None:
    moment = now()
    if queries.told_since(session, person, Kind.BASKET, moment - WEEK):
        return None
    if queries.ordered_since(session, person, moment - ORDERED_LATELY):
        return None
    drawn = recommendations.draw(session, person.company_id, person.user_id, moment.date())
    if not any(one.probability >= recommendations.LIKELY for one in drawn.due):
        return None
    proposal = present_proposal(session, actor, recommendations.current(session, actor))
    if not proposal.lines:
        return None
    locale = actor.locale
    add = button(text(locale, "Add all"), "apply_proposal", proposal_id=str(proposal.id))
    news = News(
        text=ntext(
            locale,
            "Going by your orders, %(num)s article is due.",
            "Going by your orders, %(num)s articles are due.",
            len(proposal.lines),
        ),
        about={"kind": Kind.BASKET.value, "proposal_id": str(proposal.id)},
        cards=[{"type": "proposal", "proposal": proposal.model_dump(mode="json"), "buttons": [add]}],
        buttons=[button(text(locale, "Show the proposal"), "autofill_cart"), stop_button(locale, Kind.BASKET)],
    )
    return Draft(Kind.BASKET, [_local_day(session, person, moment).isoformat()], news)


def tell_overdue(database: Database, person: Person) -> bool:
    """Tell the invoices that became overdue since the last time, in one message. Raises BuyerWaits."""
    return tell(database, person, Kind.INVOICE, lambda session, actor: _overdue(session, actor, person))


def _overdue(session: Session, actor: Actor, person: Person) -> Draft | None:
    invoices = queries.overdue(session, person, _local_day(session, person, now()))
    if not invoices:
        return None
    locale = actor.locale
    news = News(
        text=_owed(locale, invoices),
        about={"kind": Kind.INVOICE.value, "number": invoices[0].number},
        buttons=[button(text(locale, "Credit and balance"), "credit_balance"), stop_button(locale, Kind.INVOICE)],
    )
    return Draft(Kind.INVOICE, [invoice.number for invoice in invoices], news)


def _owed(locale: str, invoices: Sequence[Invoice]) -> str:
    totals: dict[str, Money] = {}
    for one in invoices:
        totals[one.currency] = totals.get(one.currency, Money.zero(one.currency)) + _open(one)
    sums = " + ".join(money(locale, total) for total in totals.values())
    said = [
        ntext(
            locale,
            "%(num)s invoice is overdue, %(total)s in all:",
            "%(num)s invoices are overdue, %(total)s in all:",
            len(invoices),
            total=sums,
        )
    ]
    said += [
        "• "
        + text(
            locale,
            "%(number)s: %(amount)s, due on %(date)s",
            number=one.number,
            amount=money(locale, _open(one)),
            date=day(locale, one.due_on),
        )
        for one in invoices[:NAMED]
    ]
    if len(invoices) > NAMED:
        said.append(ntext(locale, "and %(num)s more", "and %(num)s more", len(invoices) - NAMED))
    return "\n".join(said)


def _open(invoice: Invoice) -> Money:
    return Money(invoice.total - invoice.paid, invoice.currency)


def _local_day(session: Session, person: Person, moment: datetime) -> date:
    company = accounts.company(session, person.company_id)
    return local(moment, company.timezone if company else "UTC").date()
