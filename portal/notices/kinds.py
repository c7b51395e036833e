"""The kinds of notices: their names, what each needs, and the words of the settings. The one place for them."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.texts import N_


class Kind(StrEnum):
    """What a notice is about."""

    SHIPMENT = "shipment"
    QUOTE = "quote"
    BASKET = "basket"
    STOCK = "stock"
    INVOICE = "invoice"


NEEDS: Final = {
    Kind.SHIPMENT: Permission.ORDER_VIEW,
    Kind.QUOTE: Permission.RFQ_VIEW,
    Kind.BASKET: Permission.CART_EDIT,
    Kind.STOCK: Permission.CATALOGUE_VIEW,
    Kind.INVOICE: Permission.CREDIT_VIEW,
}
TITLES: Final = {
    Kind.SHIPMENT: N_("Your orders"),
    Kind.QUOTE: N_("Offers"),
    Kind.BASKET: N_("What is due"),
    Kind.STOCK: N_("Back in stock"),
    Kind.INVOICE: N_("Overdue invoices"),
}
EXPLAINED: Final = {
    Kind.SHIPMENT: N_("When an order of yours is confirmed, shipped, delivered or cancelled."),
    Kind.QUOTE: N_("When our offer for a request of yours is ready."),
    Kind.BASKET: N_("When what your company usually buys is due; at most once a week, in the morning."),
    Kind.STOCK: N_("When an article that you asked us to watch can be had again."),
    Kind.INVOICE: N_("When the last day to pay an invoice has passed; once for each invoice."),
}


def allowed(actor: Actor, kind: Kind) -> bool:
    """Whether the actor may have this kind at all: a notice shows nothing that he could not look up himself."""
    return actor.may(Permission.CHAT) and actor.may(NEEDS[kind])
