"""An offer is ready."""

from __future__ import annotations

from sqlalchemy.orm import Session

from portal.conversations.service.notifying import News
from portal.notices import queries
from portal.notices.kinds import Kind
from portal.notices.queries import Person
from portal.notices.service.telling import SYSTEM, Draft, button, stop_button, tell
from portal.orders.wording import day, money
from portal.rfq.models import Quote, Rfq
from portal.rfq.service.present import present_one
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.database import Database
from portal.shared.money import Money
from portal.shared.texts import text


def recipients(database: Database, number: str, version: int) -> list[Person]:
    """Who raised the request."""
    with database.transaction(SYSTEM) as session:
        found = queries.quote(session, number, version)
        if found is None:
            return []
        rfq = found[1]
        return queries.wanting(session, Kind.QUOTE, company_id=rfq.company_id, user_id=rfq.created_by)


def tell_quote(database: Database, number: str, version: int, person: Person) -> bool:
    """Tell that the offer can be looked at, unless a newer one has taken its place. Raises BuyerWaits."""
    return tell(database, person, Kind.QUOTE, lambda session, actor: _compose(session, actor, number, version))


def _compose(session: Session, actor: Actor, number: str, version: int) -> Draft | None:
    found = queries.quote(session, number, version)
    if found is None or found[0].status != "sent":
        return None
    quote, rfq = found
    locale = actor.locale
    buttons = []
    if actor.may(Permission.QUOTE_ACCEPT):
        buttons = [
            button(text(locale, "Accept the offer"), "accept_quote", rfq_number=rfq.number),
            button(text(locale, "Decline"), "decline_quote", rfq_number=rfq.number),
        ]
    shown = present_one(session, actor, rfq).model_dump(mode="json")
    news = News(
        text=_sentence(locale, quote, rfq),
        about={"kind": Kind.QUOTE.value, "number": rfq.number},
        cards=[{"type": "rfq", "rfq": shown, "buttons": buttons}],
        buttons=[stop_button(locale, Kind.QUOTE)],
    )
    return Draft(Kind.QUOTE, [f"{number}:{version}"], news)


def _sentence(locale: str, quote: Quote, rfq: Rfq) -> str:
    facts = {
        "number": rfq.number,
        "total": money(locale, Money(quote.total, quote.currency)),
        "date": day(locale, quote.valid_until),
    }
    if quote.version > 1:
        return text(
            locale,
            "Our new offer for your request %(number)s is ready: %(total)s with VAT, valid until %(date)s.",
            **facts,
        )
    return text(
        locale,
        "Our offer for your request %(number)s is ready: %(total)s with VAT, valid until %(date)s.",
        **facts,
    )
