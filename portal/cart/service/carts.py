"""Finding and locking the person's open cart."""

from __future__ import annotations

from sqlalchemy.orm import Session

from portal.cart import queries
from portal.cart.errors import CartChanged
from portal.cart.models import Cart
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.ids import new_id


def open_cart(session: Session, actor: Actor) -> Cart:
    """The person's open cart, made when there is none. Raises LoginRequired or Forbidden."""
    actor.require(Permission.CART_EDIT)
    company_id, user_id = actor.require_company(), actor.require_user()
    found = queries.open_cart(session, company_id, user_id)
    if found is None:
        queries.create_open_cart(session, company_id, user_id, new_id())
        found = queries.open_cart(session, company_id, user_id)
    assert found is not None
    return found


def lock_cart(session: Session, actor: Actor, expected_version: int | None = None) -> Cart:
    """The open cart, locked until the transaction ends; every change goes through here.

    Raises CartChanged when the cart is not at `expected_version` any more.
    """
    actor.require(Permission.CART_EDIT)
    company_id, user_id = actor.require_company(), actor.require_user()
    found = queries.open_cart(session, company_id, user_id, lock=True)
    # A cart that was ordered while we waited for it does not count as open any more.
    while found is None:
        queries.create_open_cart(session, company_id, user_id, new_id())
        found = queries.open_cart(session, company_id, user_id, lock=True)
    if expected_version is not None and found.version != expected_version:
        refuse_stale(session, actor, found)
    return found


def refuse_stale(session: Session, actor: Actor, cart: Cart) -> None:
    """Raise CartChanged with the present cart."""
    from portal.cart.present import present_cart

    raise CartChanged(extra={"cart": present_cart(session, actor, cart).model_dump(mode="json")})


def touch(session: Session, cart: Cart) -> None:
    """Count a change."""
    cart.version += 1
    session.flush()
