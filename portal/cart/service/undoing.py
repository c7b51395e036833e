"""Taking changes of the cart back, the last one first.

Every change remembers the lines it touched as they were before, so that a cart of a thousand lines keeps little.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from portal.cart import queries
from portal.cart.errors import NothingToRestore
from portal.cart.models import Cart, CartLine
from portal.cart.service.carts import lock_cart, touch
from portal.catalogue import queries as catalogue
from portal.security.actor import Actor

Json = dict[str, Any]

KEPT: Final = 5
ADDED, CHANGED, REMOVED, CLEARED = "added", "changed", "removed", "cleared"


def remember(cart: Cart, what: str, before: dict[int, Json | None]) -> None:
    """Keep what a change of the cart is about to do away with; call it before `touch`.

    `before` maps each touched product to its line as `as_it_was` tells it, or to None where there was none.
    """
    lines = [{"product_id": product_id, "line": line} for product_id, line in before.items()]
    entry = {"version": cart.version + 1, "what": what, "lines": lines}
    cart.undo = [*changes(cart), entry][-KEPT:]


def as_it_was(line: CartLine | None) -> Json | None:
    """A line as it is kept; None for a product that is not in the cart."""
    if line is None:
        return None
    return {
        "id": str(line.id),
        "quantity": str(line.quantity),
        "position": line.position,
        "source": line.source,
        "note": line.note,
    }


def changes(cart: Cart) -> list[Json]:
    """The changes that can be taken back, the last one last; what an earlier release kept otherwise is left out."""
    return [entry for entry in cart.undo or [] if {"what", "lines", "version"} <= set(entry)]


def undo(session: Session, actor: Actor, version: int | None = None) -> Cart:
    """Take the last change of the cart back exactly; called again, the one before it.

    Raises CartChanged when `version` is not the cart's any more, NothingToRestore when no change is kept.
    """
    cart = lock_cart(session, actor, version)
    kept = changes(cart)
    if not kept:
        raise NothingToRestore
    _put_back(session, cart, kept[-1]["lines"])
    cart.undo = kept[:-1] or None
    touch(session, cart)
    return cart


def _put_back(session: Session, cart: Cart, entries: Iterable[Json]) -> None:
    wanted: dict[int, Json | None] = {int(each["product_id"]): each["line"] for each in entries}
    present = queries.lines_of_products(session, cart.id, list(wanted))
    known = catalogue.products_by_ids(session, set(wanted))
    for product_id, line in wanted.items():
        row = present.get(product_id)
        if line is None:
            if row is not None:
                session.delete(row)
        elif row is not None:
            row.quantity, row.position = Decimal(line["quantity"]), line["position"]
            row.source, row.note = line["source"], line["note"]
        elif product_id in known:
            session.add(_line(cart, product_id, line))
    session.flush()


def _line(cart: Cart, product_id: int, kept: Json) -> CartLine:
    """The line again, under its old id, so that what points at it finds it."""
    return CartLine(
        id=UUID(kept["id"]),
        company_id=cart.company_id,
        cart_id=cart.id,
        product_id=product_id,
        quantity=Decimal(kept["quantity"]),
        position=kept["position"],
        source=kept["source"],
        note=kept["note"],
    )


def last_change(cart: Cart) -> Json | None:
    """The change that `undo` would take back: {version, what, lines: [{product_id, line}]}."""
    kept = changes(cart)
    return kept[-1] if kept else None
