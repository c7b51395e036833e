"""A product that somebody waits for can be had again."""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.orm import Session

from portal.catalogue.present import present_products
from portal.conversations.service.notifying import News
from portal.notices import queries
from portal.notices.kinds import Kind
from portal.notices.models import ProductWatch
from portal.notices.queries import Person
from portal.notices.service.telling import SYSTEM, Draft, button, stop_button, tell
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.database import Database
from portal.shared.money import plain
from portal.shared.texts import text


def ended(database: Database) -> list[tuple[int, Person]]:
    """The waits that are over, by id, and whose they are."""
    with database.transaction(SYSTEM) as session:
        return [(wait.id, Person(wait.user_id, wait.company_id)) for wait, _product in queries.ended_waits(session)]


def tell_back(database: Database, watch_id: int, person: Person) -> bool:
    """Tell it and end the wait. Raises BuyerWaits."""
    return tell(database, person, Kind.STOCK, lambda session, actor: _compose(session, actor, watch_id))


def _compose(session: Session, actor: Actor, watch_id: int) -> Draft | None:
    product_id = session.scalar(
        delete(ProductWatch).where(ProductWatch.id == watch_id).returning(ProductWatch.product_id)
    )
    if product_id is None:
        return None
    product = present_products(session, actor, [product_id])[product_id]
    locale = actor.locale
    buttons = []
    if actor.may(Permission.CART_EDIT):
        add = {"sku": product.sku, "quantity": plain(product.min_quantity)}
        buttons = [button(text(locale, "Add to cart"), "add_product", **add)]
    shown = product.model_dump(mode="json")
    news = News(
        text=text(locale, "%(name)s is in stock again.", name=product.name),
        about={"kind": Kind.STOCK.value, "sku": product.sku},
        cards=[{"type": "product", "product": shown, "buttons": buttons}],
        buttons=[stop_button(locale, Kind.STOCK)],
    )
    return Draft(Kind.STOCK, [f"{product.sku}:{watch_id}"], news)
