"""What orders give to others through ports."""

from __future__ import annotations

from flask import Flask
from sqlalchemy.orm import Session

from portal.catalogue.ports import LastOrdered
from portal.orders.queries import bought
from portal.orders.schemas import ForesightOut
from portal.orders.service.foresight import Wish, foresee
from portal.security.actor import Actor
from portal.security.permissions import Permission


def init_app(app: Flask) -> None:
    """Hand out the purchase history: the cart ranks candidates by it, the catalogue shows it.

    The cart's page shows what checking out would do.
    """
    app.extensions["prilavok.purchases"] = bought
    app.extensions["prilavok.last_ordered"] = last_ordered
    app.extensions["prilavok.foresight"] = foresight_of_cart


def foresight_of_cart(session: Session, actor: Actor) -> ForesightOut | None:
    """What checking out would do; None for those who may not order."""
    if actor.company_id is None or not actor.may(Permission.ORDER_PLACE):
        return None
    return foresee(session, actor, Wish())


def last_ordered(session: Session, actor: Actor, product_id: int) -> LastOrdered | None:
    """When the actor's company last bought a product, or None."""
    if actor.company_id is None or not actor.may(Permission.ORDER_VIEW):
        return None
    found = bought(session, actor.company_id, [product_id]).get(product_id)
    if found is None:
        return None
    return LastOrdered(
        ordered_on=found.last_at, quantity=found.last_quantity, order_number=found.last_number, count=found.times
    )
