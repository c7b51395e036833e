"""An order was confirmed, shipped, delivered or cancelled."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from portal.conversations.service.notifying import News
from portal.notices import queries
from portal.notices.kinds import Kind
from portal.notices.queries import Person
from portal.notices.service.telling import SYSTEM, Draft, button, stop_button, tell
from portal.orders.models import Order, OrderEvent
from portal.orders.service.present import present_order
from portal.orders.wording import day
from portal.security.actor import Actor
from portal.shared.database import Database
from portal.shared.texts import N_, text

SENTENCES: Final = {
    "confirmed": N_("Your order %(number)s is confirmed."),
    "partially_shipped": N_("Part of your order %(number)s is on its way."),
    "shipped": N_("Your order %(number)s is on its way."),
    "delivered": N_("Your order %(number)s has been delivered."),
    "cancelled": N_("Your order %(number)s has been cancelled."),
}


def recipients(database: Database, event_id: int) -> list[Person]:
    """Who placed the order; everybody who wants such notices where nobody is known, as with orders taken by phone."""
    with database.transaction(SYSTEM) as session:
        found = queries.step(session, event_id)
        if found is None:
            return []
        step, order = found
        wanting = queries.wanting(session, Kind.SHIPMENT, company_id=order.company_id, user_id=order.placed_by)
        return [person for person in wanting if person.user_id != step.actor_id]


def tell_step(database: Database, event_id: int, person: Person) -> bool:
    """Tell a step of an order's history; one that a later step has overtaken is left to that one. Raises BuyerWaits."""
    return tell(database, person, Kind.SHIPMENT, lambda session, actor: _compose(session, actor, event_id))


def _compose(session: Session, actor: Actor, event_id: int) -> Draft | None:
    found = queries.step(session, event_id)
    if found is None or found[0].status not in SENTENCES or found[0].status != found[1].status:
        return None
    step, order = found
    shown = present_order(session, actor, order).model_dump(mode="json")
    locale = actor.locale
    details = button(text(locale, "Details"), "order_status", order_number=order.number)
    news = News(
        text=_sentences(session, locale, step, order),
        about={"kind": Kind.SHIPMENT.value, "number": order.number},
        cards=[{"type": "order", "order": shown, "buttons": [details]}],
        buttons=[stop_button(locale, Kind.SHIPMENT)],
    )
    return Draft(Kind.SHIPMENT, [f"{order.number}:{step.id}"], news)


def _sentences(session: Session, locale: str, step: OrderEvent, order: Order) -> str:
    said = [text(locale, SENTENCES[step.status], number=order.number)]
    if step.status in {"partially_shipped", "shipped"}:
        parcel = queries.latest_shipment(session, order.id, step.at)
        if parcel is not None and parcel.tracking:
            said.append(
                text(
                    locale,
                    "%(carrier)s, tracking number %(tracking)s.",
                    carrier=parcel.carrier,
                    tracking=parcel.tracking,
                )
            )
        elif parcel is not None:
            said.append(text(locale, "Carrier: %(carrier)s.", carrier=parcel.carrier))
    if step.status in {"confirmed", "partially_shipped", "shipped"} and order.eta is not None:
        said.append(text(locale, "Expected on %(date)s.", date=day(locale, order.eta)))
    if step.status == "cancelled" and step.note:
        said.append(text(locale, "Reason: %(reason)s", reason=step.note))
    return " ".join(said)
